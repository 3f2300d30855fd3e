# 67. No callback runs on garbage collection.
import asyncio
import gc
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


class Manager:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await pause()
        say("enter", self.name)
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        say("never left", self.name)

    def __del__(self):
        say("collected", self.name)


async def forgets():
    await pause()
    stack = AsyncExitStack()
    stack.callback(say, "never called")
    stack.push_async_callback(asyncio.sleep, 0)
    await stack.enter_async_context(Manager("one"))
    say("forgotten")


async def main():
    await pause()
    await forgets()
    gc.collect()
    say("nothing ran")
    stack = ExitStack()
    stack.callback(say, "never called either")
    del stack
    gc.collect()
    say("nothing ran again")
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(say, "never called, because pop_all's result is dropped")
        stack.pop_all()
    gc.collect()
    say("the end")


cancel_everywhere(main)
