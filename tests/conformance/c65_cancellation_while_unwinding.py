# 65. Cancellation during unwinding passes CancelledError to the remaining callbacks.
import asyncio
from contextlib import AsyncExitStack, suppress


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


class Slow:
    def __init__(self, name, wait=False, suppresses=False):
        self.name = name
        self.wait = wait
        self.suppresses = suppresses

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print(f"{self.name} sees {exc!r}")
        if self.wait:
            try:
                await asyncio.Event().wait()
            finally:
                print(f"{self.name} stops waiting")
        return self.suppresses


async def unwinds(body, managers):
    async with AsyncExitStack() as stack:
        for manager in managers:
            await stack.enter_async_context(manager)
        if body is not None:
            raise body
    return "went on"


async def use(body, *managers):
    task = asyncio.create_task(unwinds(body, managers))
    for _ in range(40):
        await asyncio.sleep(0)
    task.cancel("while unwinding")
    try:
        print("returned", await task)
    except asyncio.CancelledError as exc:
        print("cancelled:", chain(exc))
    except Exception as exc:
        print("raised", chain(exc))


async def main():
    await use(None, Slow("b"), Slow("a", wait=True))
    await use(ValueError("body"), Slow("b"), Slow("a", wait=True))
    await use(None, Slow("c"), Slow("b", suppresses=True), Slow("a", wait=True))
    await use(ValueError("body"), Slow("c"), Slow("b", suppresses=True), Slow("a", wait=True))
    await use(None, Slow("c"), Slow("b", wait=True), Slow("a"))


asyncio.run(main())
