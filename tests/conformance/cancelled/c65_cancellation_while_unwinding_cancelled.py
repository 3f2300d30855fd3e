# 65. Cancellation during unwinding passes CancelledError to the remaining callbacks.
import asyncio
from contextlib import AsyncExitStack, suppress


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0
cancelled_at = 0
audible = False


async def pause():
    """Suspend in one of three ways in turn; at one of these suspensions the current task is cancelled."""
    global pauses, audible
    pauses += 1
    loop = asyncio.get_running_loop()
    if pauses == cancelled_at:
        audible = True
        say("-- cancelled at suspension", pauses)
        task = asyncio.current_task()
        if pauses % 2:
            task.cancel(f"at {pauses}")
        else:
            loop.call_soon(task.cancel, f"at {pauses}")
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


def say(*values, **options):
    """Print what happens from the cancellation on."""
    if audible:
        print(*values, **options)


def cancel_everywhere(main):
    """Run `main` once for each of its suspensions."""
    global pauses, cancelled_at, audible
    asyncio.run(main())
    total = pauses
    for cancelled_at in range(1, total + 1):
        pauses = 0
        audible = False
        try:
            asyncio.run(main())
            say("main ended")
        except asyncio.CancelledError as exc:
            say("main was cancelled", exc.args)
        except Exception as exc:
            say("main raised", repr(exc), "context", repr(exc.__context__))
    audible = True
    say("suspensions:", total)


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
        say(f"{self.name} sees {exc!r}")
        if self.wait:
            try:
                await asyncio.Event().wait()
            finally:
                await pause()
                say(f"{self.name} stops waiting")
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
        say("returned", await task)
    except asyncio.CancelledError as exc:
        await pause()
        say("cancelled:", chain(exc))
    except Exception as exc:
        await pause()
        say("raised", chain(exc))


async def main():
    await pause()
    await use(None, Slow("b"), Slow("a", wait=True))
    await use(ValueError("body"), Slow("b"), Slow("a", wait=True))
    await use(None, Slow("c"), Slow("b", suppresses=True), Slow("a", wait=True))
    await use(ValueError("body"), Slow("c"), Slow("b", suppresses=True), Slow("a", wait=True))
    await use(None, Slow("c"), Slow("b", wait=True), Slow("a"))


cancel_everywhere(main)
