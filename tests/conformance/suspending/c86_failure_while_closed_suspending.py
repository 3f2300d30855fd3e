# 86. What an async generator raises while the loop's hook or `asyncio.run` closes it goes to the exception handler.
import asyncio

class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


kept = []


async def fails_while_closing():
    await pause()
    try:
        yield 1
    finally:
        await pause()
        raise ValueError("while closing")


async def drops():
    await pause()
    async for number in fails_while_closing():
        await pause()
        break
    print("left the loop")


async def main():
    await pause()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"].split(" <")[0],
                                                           repr(context["exception"]), "asyncgen" in context))
    await drops()
    for _ in range(3):
        await asyncio.sleep(0)
    print("had time to close")
    kept[:] = [fails_while_closing()]
    await anext(kept[0])
    print("main ends")


asyncio.run(main())
print("run ended")
