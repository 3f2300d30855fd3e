# 17. No yield: RuntimeError `generator didn't yield`, raised `from None`.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@asynccontextmanager
async def never_yields(returns_early):
    print("runs")
    if returns_early:
        return
    if False:
        yield


@contextmanager
def never_yields_sync():
    if False:
        yield


@asynccontextmanager
async def raises_first():
    raise ValueError("before the yield")
    yield


async def use(manager):
    try:
        async with manager as value:
            print("not reached", value)
    except Exception as exc:
        print(chain(exc))
        print("  cause:", repr(exc.__cause__), "suppress context:", exc.__suppress_context__)


async def main():
    await use(never_yields(True))
    await use(never_yields(False))
    await use(raises_first())
    try:
        raise KeyError("being handled")
    except KeyError:
        await use(never_yields(True))
    try:
        with never_yields_sync():
            print("not reached")
    except RuntimeError as exc:
        print("sync:", chain(exc), exc.__cause__, exc.__suppress_context__)
    async with AsyncExitStack() as stack:
        stack.callback(print, "the stack unwinds")
        try:
            await stack.enter_async_context(never_yields(True))
        except RuntimeError as exc:
            print("stack:", exc)


asyncio.run(main())
