# 80. On an async generator function (3.14) it yields a coroutine: `async for` over it is a TypeError.
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
    async def __aenter__(self):
        await pause()
        say("enter")

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("exit", repr(exc))


@asynccontextmanager
async def generated():
    await pause()
    say("enter")
    try:
        yield
    finally:
        await pause()
        say("exit")


@Manager()
async def numbers():
    await pause()
    say("the generator runs")
    yield 1
    yield 2


@generated()
async def letters():
    await pause()
    say("the generator runs")
    yield "a"


async def main():
    await pause()
    for function in (numbers, letters):
        called = function()
        say(function.__name__, "gives a", type(called).__name__)
        try:
            async for item in called:
                say("not reached", item)
        except TypeError as exc:
            await pause()
            say("async for:", exc)
        try:
            say(await called)
        except TypeError as exc:
            await pause()
            say("await:", exc)
        async for item in function.__wrapped__():
            say("the plain function:", item)


cancel_everywhere(main)
