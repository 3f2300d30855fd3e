# 37. `__aexit__` without entering: with no exception `generator didn't stop`; with one, it propagates.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@asynccontextmanager
async def managed():
    await pause()
    print("body runs")
    try:
        yield
    finally:
        await pause()
        print("finally runs")


@contextmanager
def managed_sync():
    print("sync body runs")
    try:
        yield
    finally:
        print("sync finally runs")


async def leave(*details):
    await pause()
    manager = managed()
    try:
        print("returned", await manager.__aexit__(*details))
    except Exception as exc:
        await pause()
        print("raised", chain(exc), "same object:", exc is details[1])
    await pause()
    return manager


async def main():
    await pause()
    await leave(None, None, None)
    await leave(ValueError, ValueError("given"), None)
    await leave(ValueError, None, None)
    manager = await leave(KeyError, KeyError("given"), None)
    try:
        await manager.__aenter__()
    except Exception as exc:
        await pause()
        print("entered afterwards:", repr(exc))
    sync = managed_sync()
    try:
        print(sync.__exit__(None, None, None))
    except RuntimeError as exc:
        await pause()
        print("sync:", chain(exc))
    try:
        print(managed_sync().__exit__(ValueError, ValueError("given"), None))
    except ValueError as exc:
        await pause()
        print("sync:", chain(exc))


asyncio.run(main())
