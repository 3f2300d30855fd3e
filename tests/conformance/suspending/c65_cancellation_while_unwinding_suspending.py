# 65. Cancellation during unwinding passes CancelledError to the remaining callbacks.
import asyncio
from contextlib import AsyncExitStack, suppress


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


class Slow:
    def __init__(self, name, wait=False, suppresses=False):
        self.name = name
        self.wait = wait
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print(f"{self.name} sees {exc!r}")
        if self.wait:
            try:
                await asyncio.Event().wait()
            finally:
                await pause()
                print(f"{self.name} stops waiting")
        await pause()
        return self.suppresses


async def unwinds(body, managers):
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        for manager in managers:
            await stack.enter_async_context(manager)
        if body is not None:
            await pause()
            raise body
    await pause()
    return "went on"


async def use(body, *managers):
    await pause()
    task = asyncio.create_task(unwinds(body, managers))
    for _ in range(40):
        await asyncio.sleep(0)
    task.cancel("while unwinding")
    try:
        print("returned", await task)
    except asyncio.CancelledError as exc:
        await pause()
        print("cancelled:", chain(exc))
    except Exception as exc:
        await pause()
        print("raised", chain(exc))


async def main():
    await pause()
    await use(None, Slow("b"), Slow("a", wait=True))
    await use(ValueError("body"), Slow("b"), Slow("a", wait=True))
    await use(None, Slow("c"), Slow("b", suppresses=True), Slow("a", wait=True))
    await use(ValueError("body"), Slow("c"), Slow("b", suppresses=True), Slow("a", wait=True))
    await use(None, Slow("c"), Slow("b", wait=True), Slow("a"))


asyncio.run(main())
