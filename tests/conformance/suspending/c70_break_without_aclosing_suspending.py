# 70. Without `aclosing`, `break` leaves an async generator's cleanup until later.
import asyncio
from contextlib import aclosing


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


async def numbers(name):
    await pause()
    try:
        for number in range(5):
            yield number
    finally:
        await pause()
        print(name, "cleaned up")


async def breaks_and_keeps(generator):
    await pause()
    async for number in generator:
        if number == 1:
            await pause()
            break
    print("left the loop at", number)


async def main():
    await pause()
    kept = numbers("kept")
    await breaks_and_keeps(kept)
    print("not cleaned up yet")
    async for number in kept:
        print("goes on with", number)
        await pause()
        break
    await kept.aclose()
    print("--")

    async with aclosing(numbers("closed")) as generator:
        await pause()
        await breaks_and_keeps(generator)
        print("still in the block")
    print("--")

    async for number in numbers("dropped"):
        await pause()
        break
    print("the loop was left, nobody has the generator any more")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("--")

    async for number in numbers("exhausted"):
        pass
    print("exhausted ones clean up by themselves")
    left_over = numbers("left over")
    await anext(left_over)
    print("the end of main")
    await pause()
    return left_over


asyncio.run(main())
