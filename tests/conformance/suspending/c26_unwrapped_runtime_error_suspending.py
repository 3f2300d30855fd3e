# 26. A RuntimeError whose `__cause__` is the body's Stop(Async)Iteration is unwrapped: the original propagates.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@asynccontextmanager
async def wraps_it_itself(new_kind=RuntimeError):
    await pause()
    try:
        yield
    except (StopIteration, StopAsyncIteration) as exc:
        await pause()
        raise new_kind("wrapped by hand") from exc


@asynccontextmanager
async def not_caught():
    """Python itself makes a RuntimeError of what leaves an async generator."""
    await pause()
    yield


@asynccontextmanager
async def raises_another_stop():
    await pause()
    try:
        yield
    except (StopIteration, StopAsyncIteration) as exc:
        await pause()
        raise type(exc)("another one")


class MyRuntimeError(RuntimeError):
    pass


async def use(name, manager, exc):
    await pause()
    try:
        async with manager:
            await pause()
            raise exc
    except Exception as caught:
        await pause()
        print(f"{name}, {type(exc).__name__}: identical {caught is exc}, {chain(caught)}, cause {caught.__cause__!r}")


async def main():
    await pause()
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
