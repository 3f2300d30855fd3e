# 36. GeneratorExit from an outer generator's `aclose()` passes through the context manager and runs its finally.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

@as_async_manager
async def managed(name):
    print("enter", name)
    try:
        yield name
    except BaseException as exc:
        print(name, "sees", repr(exc))
        raise
    finally:
        await asyncio.sleep(0)
        print("exit", name)


async def outer(*names):
    async with managed(names[0]) as first:
        yield first
        async with managed(names[-1]) as last:
            yield last
            print("not reached")


async def swallows():
    try:
        async with managed("swallowed") as name:
            yield name
    except GeneratorExit:
        print("GeneratorExit swallowed: fine, as long as nothing more is yielded")


async def take(count, generator):
    taken = []
    for _ in range(count):
        taken.append(await anext(generator))
    print("took", taken)
    await generator.aclose()
    print("closed")


async def main():
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
        print("finished", repr(exc))


asyncio.run(main())
