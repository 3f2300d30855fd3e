# 52. Lookup is on `type(exit)`, never on the instance.
import asyncio
from contextlib import AsyncExitStack


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


class Manager:
    async def __aenter__(self):
        await pause()
        return "entered by the type"

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("left by the type")

    def __enter__(self):
        return "sync entered by the type"

    def __exit__(self, *details):
        say("sync left by the type")


async def exit_elsewhere(*details):
    await pause()
    say("never called")


def sync_exit_elsewhere(*details):
    say("never called")


class Rebinding:
    async def __aenter__(self):
        await pause()
        async def other(self, *details):
            await pause()
            say("the exit put there while entering comes too late")

        Rebinding.__aexit__ = other
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        say("the exit that was there before entering")


async def main():
    await pause()
    manager = Manager()
    manager.__aenter__ = exit_elsewhere
    manager.__aexit__ = exit_elsewhere
    manager.__enter__ = sync_exit_elsewhere
    manager.__exit__ = sync_exit_elsewhere
    async with AsyncExitStack() as stack:
        await pause()
        say(await stack.enter_async_context(manager))
        say(stack.enter_context(manager))
        stack.push_async_exit(manager)
        stack.push(manager)
    async with AsyncExitStack() as stack:
        await pause()
        await stack.enter_async_context(Rebinding())

    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_exit(manager)

        async def later(self, *details):
            await pause()
            say("the method is taken when it is pushed, this is never called")

        Manager.__aexit__ = later


cancel_everywhere(main)
