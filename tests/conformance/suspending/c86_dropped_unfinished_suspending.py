# 86. An async generator that is dropped unfinished is closed by the loop's hook, and `asyncio.run` closes what is left
# (`shutdown_asyncgens`).
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


async def numbers(name):
    await pause()
    try:
        for number in range(3):
            yield number
    except BaseException as exc:
        await pause()
        print(name, "sees", repr(exc))
        await pause()
        raise
    finally:
        await pause()
        await asyncio.sleep(0)
        print(name, "closed")


async def drops():
    await pause()
    async for number in numbers("dropped"):
        print("took", number)
        await pause()
        break
    print("left the loop")


async def main():
    await pause()
    kept.clear()
    await drops()
    print("after drops()")
    for _ in range(3):
        await asyncio.sleep(0)
    print("had time to close")

    generator = numbers("deleted")
    await anext(generator)
    del generator
    await asyncio.sleep(0)
    print("one turn of the loop")
    await asyncio.sleep(0)

    never_started = numbers("never started")
    del never_started
    kept.append(numbers("kept"))
    print("took", await anext(kept[0]))
    finished = numbers("finished")
    print("took", [number async for number in finished])

    print("main ends")


asyncio.run(main())
print("run ended")
