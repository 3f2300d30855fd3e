# 38. `enter_async_context` returns the enter result and registers the exit only after `__aenter__` succeeded; failure
# or cancellation registers nothing.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


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
    def __init__(self, name, fails=None):
        self.name = name
        self.fails = fails

    async def __aenter__(self):
        await pause()
        say("enter", self.name)
        await asyncio.sleep(0)
        if self.fails is not None:
            await pause()
            raise self.fails
        await pause()
        return f"result of {self.name}"

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("exit", self.name, repr(exc))


@asynccontextmanager
async def generated(name):
    await pause()
    try:
        yield f"yielded by {name}"
    finally:
        await pause()
        say("exit", name)


async def succeeds():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        say(await stack.enter_async_context(Manager("one")))
        say(await stack.enter_async_context(generated("two")))
        say("body")


async def fails():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        await stack.enter_async_context(Manager("one"))
        try:
            await stack.enter_async_context(Manager("two", ValueError("no entry")))
        except ValueError as exc:
            await pause()
            say("failed:", exc)
        await stack.enter_async_context(Manager("three"))


async def fails_uncaught():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            await stack.enter_async_context(Manager("one"))
            await stack.enter_async_context(Manager("two", ValueError("no entry")))
    except ValueError as exc:
        await pause()
        say("outside:", exc)


async def cancelled_while_entering():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        await stack.enter_async_context(Manager("one"))
        task = asyncio.create_task(stack.enter_async_context(Manager("two")))
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            await pause()
            say("entering was cancelled")


async def never_awaited_registers_nothing():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        coroutine = stack.enter_async_context(Manager("one"))
        coroutine.close()
        say("closed unstarted")


async def main():
    await pause()
    for scenario in (succeeds, fails, fails_uncaught, cancelled_while_entering, never_awaited_registers_nothing):
        say("--", scenario.__name__)
        await scenario()


cancel_everywhere(main)
