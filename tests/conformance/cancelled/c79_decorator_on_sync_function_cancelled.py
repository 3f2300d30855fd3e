# 79. AsyncContextDecorator on a sync function (3.14): enters, runs, then TypeError for awaiting the result.
import asyncio
from contextlib import AsyncContextDecorator, asynccontextmanager


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


class Manager(AsyncContextDecorator):
    def __init__(self, suppresses):
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        say("enter")

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("exit", repr(exc))
        await pause()
        return self.suppresses


@asynccontextmanager
async def generated():
    await pause()
    say("enter")
    try:
        yield
    finally:
        await pause()
        say("exit")


@Manager(False)
def plain():
    say("the function runs")
    return 5


@Manager(True)
def suppressed():
    say("the function runs")
    return 5


@generated()
def by_generator():
    say("the function runs")


@Manager(False)
def gives_awaitable():
    return asyncio.sleep(0, "an awaitable result is fine")


async def main():
    await pause()
    for function in (plain, suppressed, by_generator, gives_awaitable):
        coroutine = function()
        say(function.__name__, "called, gives a", type(coroutine).__name__)
        try:
            say("returned", await coroutine)
        except TypeError as exc:
            await pause()
            say("raised", exc)


cancel_everywhere(main)
