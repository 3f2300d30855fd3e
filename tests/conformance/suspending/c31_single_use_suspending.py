# 31. An instance is single use: a second entry raises AttributeError (no attribute `args`).
import asyncio
from contextlib import asynccontextmanager, contextmanager


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
    finally:
        await pause()
        print("exit", name)


@contextmanager
def managed_sync(name):
    yield name


async def use(manager):
    await pause()
    try:
        async with manager as name:
            await pause()
            print("body", name)
    except Exception as exc:
        await pause()
        print(type(exc).__name__, exc)


async def main():
    await pause()
    manager = managed("once")
    await use(manager)
    await use(manager)
    manager = managed("outer")
    async with manager:
        await pause()
        await use(manager)
        print("still inside")
    manager = managed("fails")
    try:
        async with manager:
            await pause()
            raise ValueError("body")
    except ValueError as exc:
        await pause()
        print(repr(exc))
    await use(manager)
    manager = managed("entered by hand")
    print(await manager.__aenter__())
    try:
        await manager.__aenter__()
    except AttributeError as exc:
        await pause()
        print(exc)
    print(await manager.__aexit__(None, None, None))
    sync = managed_sync("sync")
    for _ in range(2):
        try:
            with sync as name:
                await pause()
                print("body", name)
        except AttributeError as exc:
            await pause()
            print(exc)


asyncio.run(main())
