# 36. GeneratorExit from an outer generator's `aclose()` passes through the context manager and runs its finally.
import asyncio
from contextlib import asynccontextmanager


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


@asynccontextmanager
async def managed(name):
    await pause()
    print("enter", name)
    try:
        yield name
    except BaseException as exc:
        await pause()
        print(name, "sees", repr(exc))
        await pause()
        raise
    finally:
        await pause()
        await asyncio.sleep(0)
        print("exit", name)


async def outer(*names):
    await pause()
    async with managed(names[0]) as first:
        await pause()
        yield first
        async with managed(names[-1]) as last:
            await pause()
            yield last
            print("not reached")


async def swallows():
    await pause()
    try:
        async with managed("swallowed") as name:
            await pause()
            yield name
    except GeneratorExit:
        await pause()
        print("GeneratorExit swallowed: fine, as long as nothing more is yielded")


async def take(count, generator):
    await pause()
    taken = []
    for _ in range(count):
        taken.append(await anext(generator))
    print("took", taken)
    await generator.aclose()
    print("closed")


async def main():
    await pause()
    await take(1, outer("one", "two"))
    await take(2, outer("one", "two"))
    await take(1, swallows())
    await take(0, outer("never", "started"))
    generator = outer("a", "b")
    await take(2, generator)
    print("again:", await generator.aclose())
    try:
        await anext(generator)
    except StopAsyncIteration as exc:
        await pause()
        print("finished", repr(exc))


asyncio.run(main())
