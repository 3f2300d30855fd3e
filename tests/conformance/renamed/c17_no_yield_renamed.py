# 17. No yield: RuntimeError `generator didn't yield`, raised `from None`.
import asyncio
import contextlib



class AsyncPile(contextlib.AsyncExitStack):
    """contextlib's own, subclassed."""

    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)

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
async def never_yields(returns_early):
    print("runs")
    if returns_early:
        return
    if False:
        yield


@as_manager
def never_yields_sync():
    if False:
        yield


@as_async_manager
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
    async with AsyncPile() as stack:
        stack.callback(print, "the stack unwinds")
        try:
            await stack.enter_async_context(never_yields(True))
        except RuntimeError as exc:
            print("stack:", exc)


asyncio.run(main())
