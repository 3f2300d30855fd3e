# 79. AsyncContextDecorator on a sync function (3.14): enters, runs, then TypeError for awaiting the result.
import asyncio
from contextlib import AsyncContextDecorator, asynccontextmanager


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


class Manager(AsyncContextDecorator):
    def __init__(self, suppresses):
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        print("enter")

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("exit", repr(exc))
        await pause()
        return self.suppresses


@asynccontextmanager
async def generated():
    await pause()
    print("enter")
    try:
        yield
    finally:
        await pause()
        print("exit")


@Manager(False)
def plain():
    print("the function runs")
    return 5


@Manager(True)
def suppressed():
    print("the function runs")
    return 5


@generated()
def by_generator():
    print("the function runs")


@Manager(False)
def gives_awaitable():
    return asyncio.sleep(0, "an awaitable result is fine")


async def main():
    await pause()
    for function in (plain, suppressed, by_generator, gives_awaitable):
        coroutine = function()
        print(function.__name__, "called, gives a", type(coroutine).__name__)
        try:
            print("returned", await coroutine)
        except TypeError as exc:
            await pause()
            print("raised", exc)


asyncio.run(main())
