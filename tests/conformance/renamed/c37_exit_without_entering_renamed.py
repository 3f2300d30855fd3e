# 37. `__aexit__` without entering: with no exception `generator didn't stop`; with one, it propagates.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@as_async_manager
async def managed():
    print("body runs")
    try:
        yield
    finally:
        print("finally runs")


@as_manager
def managed_sync():
    print("sync body runs")
    try:
        yield
    finally:
        print("sync finally runs")


async def leave(*details):
    manager = managed()
    try:
        print("returned", await manager.__aexit__(*details))
    except Exception as exc:
        print("raised", chain(exc), "same object:", exc is details[1])
    return manager


async def main():
    await leave(None, None, None)
    await leave(ValueError, ValueError("given"), None)
    await leave(ValueError, None, None)
    manager = await leave(KeyError, KeyError("given"), None)
    try:
        await manager.__aenter__()
    except Exception as exc:
        print("entered afterwards:", repr(exc))
    sync = managed_sync()
    try:
        print(sync.__exit__(None, None, None))
    except RuntimeError as exc:
        print("sync:", chain(exc))
    try:
        print(managed_sync().__exit__(ValueError, ValueError("given"), None))
    except ValueError as exc:
        print("sync:", chain(exc))


asyncio.run(main())
