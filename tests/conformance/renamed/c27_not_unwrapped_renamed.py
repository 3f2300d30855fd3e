# 27. `raise RuntimeError from ZeroDivisionError` is not unwrapped.
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
async def translates():
    try:
        yield
    except Exception as exc:
        raise RuntimeError(f"issue with {type(exc).__name__}") from exc


@as_manager
def translates_sync():
    try:
        yield
    except Exception as exc:
        raise RuntimeError(f"issue with {type(exc).__name__}") from exc


@as_async_manager
async def other_cause():
    try:
        yield
    except Exception:
        raise RuntimeError("other cause") from StopAsyncIteration("not the body's")


async def use(name, manager, exc):
    try:
        async with manager:
            raise exc
    except Exception as caught:
        print(f"{name}: {chain(caught)}, cause {caught.__cause__!r}, cause is the body's {caught.__cause__ is exc}")


async def main():
    await use("zero division", translates(), ZeroDivisionError("body"))
    await use("value error", translates(), ValueError("body"))
    await use("other cause", other_cause(), ValueError("body"))
    await use("other cause of a stop", other_cause(), StopAsyncIteration("body"))
    try:
        async with translates():
            1 / 0
    except RuntimeError as exc:
        print(exc, "cause:", type(exc.__cause__).__name__)
    try:
        with translates_sync():
            raise ZeroDivisionError("sync body")
    except RuntimeError as exc:
        print("sync:", chain(exc), repr(exc.__cause__))


asyncio.run(main())
