# 86. What an async generator raises while the loop's hook or `asyncio.run` closes it goes to the exception handler.
import asyncio

kept = []


async def fails_while_closing():
    try:
        yield 1
    finally:
        raise ValueError("while closing")


async def drops():
    async for number in fails_while_closing():
        break
    print("left the loop")


async def main():
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
