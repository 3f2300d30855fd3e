# 59. A newer exception's `__context__` chain ends at the previous one: IndexError<-KeyError<-AttributeError<-
# ZeroDivisionError.
import asyncio
from contextlib import AsyncExitStack, ExitStack


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


class RaiseExc:
    def __init__(self, exc):
        self.exc = exc

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        raise self.exc


class RaiseExcWithContext:
    def __init__(self, outer, inner):
        self.outer = outer
        self.inner = inner

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        try:
            await pause()
            raise self.inner
        except Exception:
            await pause()
            raise self.outer


async def nested_statements():
    await pause()
    async with RaiseExc(IndexError("last")):
        await pause()
        async with RaiseExcWithContext(KeyError("third"), AttributeError("second")):
            await pause()
            1 / 0


async def one_stack():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        await stack.enter_async_context(RaiseExc(IndexError("last")))
        await stack.enter_async_context(RaiseExcWithContext(KeyError("third"), AttributeError("second")))
        1 / 0


async def pushed():
    await pause()
    async def raises(exc):
        await pause()
        raise exc

    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_callback(raises, IndexError("last"))
        stack.push_async_callback(raises, KeyError("third"))
        stack.push_async_callback(raises, AttributeError("second"))
        await pause()
        raise ZeroDivisionError("first")


async def stack_in_stack():
    await pause()
    async with AsyncExitStack() as outer:
        await pause()
        await outer.enter_async_context(RaiseExc(IndexError("last")))
        inner = await outer.enter_async_context(AsyncExitStack())
        await inner.enter_async_context(RaiseExcWithContext(KeyError("third"), AttributeError("second")))
        1 / 0


async def main():
    await pause()
    for scenario in (nested_statements, one_stack, pushed, stack_in_stack):
        try:
            await scenario()
        except IndexError as exc:
            await pause()
            say(scenario.__name__, chain(exc))
    try:
        with ExitStack() as stack:
            await pause()
            stack.callback(lambda: [][0])
            stack.callback(lambda: {}["key"])
            1 / 0
    except IndexError as exc:
        await pause()
        say("sync:", chain(exc))


cancel_everywhere(main)
