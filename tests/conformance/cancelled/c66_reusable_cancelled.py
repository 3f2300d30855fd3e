# 66. An empty stack returns False; the stack is reusable; nested reuse empties it at the inner exit.
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


async def main():
    await pause()
    stack = AsyncExitStack()
    say("empty:", await stack.__aexit__(None, None, None))
    say("empty, with an exception:", await stack.__aexit__(ValueError, ValueError("body"), None))
    async with stack:
        await pause()
        say("an empty body")
    try:
        async with stack:
            await pause()
            raise ValueError("not suppressed")
    except ValueError as exc:
        await pause()
        say(repr(exc))
    for number in range(3):
        async with stack:
            await pause()
            stack.callback(say, "callback of use", number)
    say("-- nested")
    async with stack:
        await pause()
        stack.callback(say, "registered in the outer block")
        async with stack:
            await pause()
            stack.callback(say, "registered in the inner block")
            say("inner body")
        say("after the inner block")
        stack.callback(say, "registered after the inner block")
    say("-- used before entering")
    stack.callback(say, "registered before entering")
    async with stack:
        await pause()
        say("body")
    sync = ExitStack()
    with sync:
        await pause()
        sync.callback(say, "sync outer")
        with sync:
            await pause()
            sync.callback(say, "sync inner")
        say("between")
    say("sync, empty:", sync.__exit__(None, None, None))


cancel_everywhere(main)
