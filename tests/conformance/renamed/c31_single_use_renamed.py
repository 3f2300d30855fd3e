# 31. An instance is single use: a second entry raises AttributeError (no attribute `args`).
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

@as_async_manager
async def managed(name):
    print("enter", name)
    try:
        yield name
    finally:
        print("exit", name)


@as_manager
def managed_sync(name):
    yield name


async def use(manager):
    try:
        async with manager as name:
            print("body", name)
    except Exception as exc:
        print(type(exc).__name__, exc)


async def main():
    manager = managed("once")
    await use(manager)
    await use(manager)
    manager = managed("outer")
    async with manager:
        await use(manager)
        print("still inside")
    manager = managed("fails")
    try:
        async with manager:
            raise ValueError("body")
    except ValueError as exc:
        print(repr(exc))
    await use(manager)
    manager = managed("entered by hand")
    print(await manager.__aenter__())
    try:
        await manager.__aenter__()
    except AttributeError as exc:
        print(exc)
    print(await manager.__aexit__(None, None, None))
    sync = managed_sync("sync")
    for _ in range(2):
        try:
            with sync as name:
                print("body", name)
        except AttributeError as exc:
            print(exc)


asyncio.run(main())
