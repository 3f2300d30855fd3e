# 40. `push(async function)` never awaits it and suppresses the exception (a coroutine object is truthy). A trap.
import asyncio
import warnings
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


warnings.simplefilter("ignore")


async def exit_function(exc_type, exc, tb):
    await pause()
    say("runs only when it is awaited")
    await pause()
    return False


class Manager:
    async def __aenter__(self):
        await pause()
        say("never entered")

    async def __aexit__(self, *details):
        await pause()
        say("never left")


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.push(exit_function)
        await pause()
        raise ValueError("suppressed by a coroutine nobody awaits")
    say("went on after the async stack")
    with ExitStack() as stack:
        await pause()
        stack.push(exit_function)
        await pause()
        raise ValueError("suppressed as well")
    say("went on after the sync stack")
    async with AsyncExitStack() as stack:
        await pause()
        stack.push(exit_function)
    say("normal end")
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.push(Manager())
            await pause()
            raise ValueError("an async manager is just a callable to push, and none at that")
    except TypeError as exc:
        await pause()
        say(exc, "- context", repr(exc.__context__))
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_exit(exit_function)
        say("the right way")


cancel_everywhere(main)
