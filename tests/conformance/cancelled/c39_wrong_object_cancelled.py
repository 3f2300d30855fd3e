# 39. A wrong object: TypeError `'mod.X' object does not support the asynchronous context manager protocol`; nothing is
# pushed.
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


class Nothing:
    pass


class OnlyEnter:
    async def __aenter__(self):
        await pause()
        say("never entered")


class OnlyExit:
    async def __aexit__(self, *details):
        await pause()
        say("never left")


class Synchronous:
    def __enter__(self):
        say("never entered")

    def __exit__(self, *details):
        say("never left")


class Outer:
    class Inner:
        pass


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(say, "the only callback")
        for thing in (Nothing(), OnlyEnter(), OnlyExit(), Synchronous(), Outer.Inner(), 5, None, "text", Nothing, len):
            try:
                await stack.enter_async_context(thing)
            except TypeError as exc:
                await pause()
                say(f"{exc} (cause {exc.__cause__!r}, suppress context {exc.__suppress_context__})")
        thing = Nothing()
        thing.__aenter__ = OnlyEnter().__aenter__
        thing.__aexit__ = OnlyExit().__aexit__
        try:
            await stack.enter_async_context(thing)
        except TypeError as exc:
            await pause()
            say(exc)
        for thing in (Nothing(), OnlyEnter(), 5):
            try:
                stack.enter_context(thing)
            except TypeError as exc:
                await pause()
                say("sync:", exc)
        say("body ends")
    with ExitStack() as stack:
        await pause()
        try:
            stack.enter_context(OnlyExit())
        except TypeError as exc:
            await pause()
            say("ExitStack:", exc)
        say("has the method of the async stack:", hasattr(stack, "enter_async_context"))


cancel_everywhere(main)
