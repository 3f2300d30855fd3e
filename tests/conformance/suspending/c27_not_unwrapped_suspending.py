# 27. `raise RuntimeError from ZeroDivisionError` is not unwrapped.
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
async def translates():
    await pause()
    try:
        yield
    except Exception as exc:
        await pause()
        raise RuntimeError(f"issue with {type(exc).__name__}") from exc


@contextmanager
def translates_sync():
    try:
        yield
    except Exception as exc:
        raise RuntimeError(f"issue with {type(exc).__name__}") from exc


@asynccontextmanager
async def other_cause():
    await pause()
    try:
        yield
    except Exception:
        await pause()
        raise RuntimeError("other cause") from StopAsyncIteration("not the body's")


async def use(name, manager, exc):
    await pause()
    try:
        async with manager:
            await pause()
            raise exc
    except Exception as caught:
        await pause()
        print(f"{name}: {chain(caught)}, cause {caught.__cause__!r}, cause is the body's {caught.__cause__ is exc}")


async def main():
    await pause()
    await use("zero division", translates(), ZeroDivisionError("body"))
    await use("value error", translates(), ValueError("body"))
    await use("other cause", other_cause(), ValueError("body"))
    await use("other cause of a stop", other_cause(), StopAsyncIteration("body"))
    try:
        async with translates():
            await pause()
            1 / 0
    except RuntimeError as exc:
        await pause()
        print(exc, "cause:", type(exc.__cause__).__name__)
    try:
        with translates_sync():
            await pause()
            raise ZeroDivisionError("sync body")
    except RuntimeError as exc:
        await pause()
        print("sync:", chain(exc), repr(exc.__cause__))


asyncio.run(main())
