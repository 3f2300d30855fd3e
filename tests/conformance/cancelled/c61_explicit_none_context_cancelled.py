# 61. An explicit `__context__ = None` is preserved.
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


class NoContext(Exception):
    pass


async def clears_context(exc_type, exc, tb):
    await pause()
    new = NoContext("new")
    try:
        try:
            await pause()
            raise new
        finally:
            await pause()
            say("before clearing:", repr(new.__context__))
            new.__context__ = None
    except NoContext as caught:
        await pause()
        say("after clearing:", caught.__context__)
        await pause()
        raise


class ClearsLate:
    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        try:
            await pause()
            raise NoContext("late")
        except NoContext as new:
            await pause()
            try:
                await pause()
                raise new
            finally:
                await pause()
                new.__context__ = None


async def main():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.push_async_exit(clears_context)
            await pause()
            raise ValueError("body")
    except NoContext as exc:
        await pause()
        say("stack:", chain(exc))
    try:
        async with AsyncExitStack() as stack:
            await pause()
            await stack.enter_async_context(ClearsLate())
            await pause()
            raise ValueError("body")
    except NoContext as exc:
        await pause()
        say("stack, late:", chain(exc))
    try:
        async with ClearsLate():
            await pause()
            raise ValueError("body")
    except NoContext as exc:
        await pause()
        say("statement, late:", chain(exc))
    try:
        with ExitStack() as stack:

            await pause()
            @stack.callback
            def sync_clears():
                exc = KeyError("sync")
                try:
                    raise exc
                finally:
                    exc.__context__ = None

            await pause()
            raise ValueError("body")
    except KeyError as exc:
        await pause()
        say("sync:", chain(exc))


cancel_everywhere(main)
