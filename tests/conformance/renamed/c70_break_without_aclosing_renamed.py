# 70. Without `aclosing`, `break` leaves an async generator's cleanup until later.
import asyncio
import contextlib



class AsyncCloser(contextlib.aclosing):
    """contextlib's own, subclassed."""

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)


async def numbers(name):
    try:
        for number in range(5):
            yield number
    finally:
        print(name, "cleaned up")


async def breaks_and_keeps(generator):
    async for number in generator:
        if number == 1:
            break
    print("left the loop at", number)


async def main():
    kept = numbers("kept")
    await breaks_and_keeps(kept)
    print("not cleaned up yet")
    async for number in kept:
        print("goes on with", number)
        break
    await kept.aclose()
    print("--")

    async with AsyncCloser(numbers("closed")) as generator:
        await breaks_and_keeps(generator)
        print("still in the block")
    print("--")

    async for number in numbers("dropped"):
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
    return left_over


asyncio.run(main())
