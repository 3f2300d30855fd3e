# 17. No yield: RuntimeError `generator didn't yield`, raised `from None`.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager


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
async def never_yields(returns_early):
    await pause()
    print("runs")
    if returns_early:
        await pause()
        return
    if False:
        yield


@contextmanager
def never_yields_sync():
    if False:
        yield


@asynccontextmanager
async def raises_first():
    await pause()
    raise ValueError("before the yield")
    yield


async def use(manager):
    await pause()
    try:
        async with manager as value:
            await pause()
            print("not reached", value)
    except Exception as exc:
        await pause()
        print(chain(exc))
        print("  cause:", repr(exc.__cause__), "suppress context:", exc.__suppress_context__)


async def main():
    await pause()
    await use(never_yields(True))
    await use(never_yields(False))
    await use(raises_first())
    try:
        await pause()
        raise KeyError("being handled")
    except KeyError:
        await pause()
        await use(never_yields(True))
    try:
        with never_yields_sync():
            await pause()
            print("not reached")
    except RuntimeError as exc:
        await pause()
        print("sync:", chain(exc), exc.__cause__, exc.__suppress_context__)
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(print, "the stack unwinds")
        try:
            await stack.enter_async_context(never_yields(True))
        except RuntimeError as exc:
            await pause()
            print("stack:", exc)


asyncio.run(main())
