# 17. No yield: RuntimeError `generator didn't yield`, raised `from None`.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager


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


@asynccontextmanager
async def never_yields(returns_early):
    await pause()
    say("runs")
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
            say("not reached", value)
    except Exception as exc:
        await pause()
        say(chain(exc))
        say("  cause:", repr(exc.__cause__), "suppress context:", exc.__suppress_context__)


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
            say("not reached")
    except RuntimeError as exc:
        await pause()
        say("sync:", chain(exc), exc.__cause__, exc.__suppress_context__)
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(say, "the stack unwinds")
        try:
            await stack.enter_async_context(never_yields(True))
        except RuntimeError as exc:
            await pause()
            say("stack:", exc)


cancel_everywhere(main)
