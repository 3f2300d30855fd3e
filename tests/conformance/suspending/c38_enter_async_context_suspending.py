# 38. `enter_async_context` returns the enter result and registers the exit only after `__aenter__` succeeded; failure
# or cancellation registers nothing.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


class Manager:
    def __init__(self, name, fails=None):
        self.name = name
        self.fails = fails

    async def __aenter__(self):
        await pause()
        print("enter", self.name)
        await asyncio.sleep(0)
        if self.fails is not None:
            await pause()
            raise self.fails
        await pause()
        return f"result of {self.name}"

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("exit", self.name, repr(exc))


@asynccontextmanager
async def generated(name):
    await pause()
    try:
        yield f"yielded by {name}"
    finally:
        await pause()
        print("exit", name)


async def succeeds():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        print(await stack.enter_async_context(Manager("one")))
        print(await stack.enter_async_context(generated("two")))
        print("body")


async def fails():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        await stack.enter_async_context(Manager("one"))
        try:
            await stack.enter_async_context(Manager("two", ValueError("no entry")))
        except ValueError as exc:
            await pause()
            print("failed:", exc)
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
        print("outside:", exc)


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
            print("entering was cancelled")


async def never_awaited_registers_nothing():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        coroutine = stack.enter_async_context(Manager("one"))
        coroutine.close()
        print("closed unstarted")


async def main():
    await pause()
    for scenario in (succeeds, fails, fails_uncaught, cancelled_while_entering, never_awaited_registers_nothing):
        print("--", scenario.__name__)
        await scenario()


asyncio.run(main())
