# 26. A RuntimeError whose `__cause__` is the body's Stop(Async)Iteration is unwrapped: the original propagates.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@as_async_manager
async def wraps_it_itself(new_kind=RuntimeError):
    try:
        yield
    except (StopIteration, StopAsyncIteration) as exc:
        raise new_kind("wrapped by hand") from exc


@as_async_manager
async def not_caught():
    """Python itself makes a RuntimeError of what leaves an async generator."""
    yield


@as_async_manager
async def raises_another_stop():
    try:
        yield
    except (StopIteration, StopAsyncIteration) as exc:
        raise type(exc)("another one")


class MyRuntimeError(RuntimeError):
    pass


async def use(name, manager, exc):
    try:
        async with manager:
            raise exc
    except Exception as caught:
        print(f"{name}, {type(exc).__name__}: identical {caught is exc}, {chain(caught)}, cause {caught.__cause__!r}")


async def main():
    for kind in (StopIteration, StopAsyncIteration, ValueError):
        await use("not caught", not_caught(), kind("body"))
        await use("by hand", wraps_it_itself(), kind("body"))
        await use("a subclass", wraps_it_itself(MyRuntimeError), kind("body"))
        await use("another kind", wraps_it_itself(KeyError), kind("body"))
        await use("another stop", raises_another_stop(), kind("body"))
    runtime_error = RuntimeError("raised in the body")
    await use("a RuntimeError in the body", not_caught(), runtime_error)
    print("context of it:", runtime_error.__context__)


asyncio.run(main())
