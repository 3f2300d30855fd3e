# 80. On an async generator function (3.14) it yields a coroutine: `async for` over it is a TypeError.
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
    async def __aenter__(self):
        await pause()
        print("enter")

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("exit", repr(exc))


@asynccontextmanager
async def generated():
    await pause()
    print("enter")
    try:
        yield
    finally:
        await pause()
        print("exit")


@Manager()
async def numbers():
    await pause()
    print("the generator runs")
    yield 1
    yield 2


@generated()
async def letters():
    await pause()
    print("the generator runs")
    yield "a"


async def main():
    await pause()
    for function in (numbers, letters):
        called = function()
        print(function.__name__, "gives a", type(called).__name__)
        try:
            async for item in called:
                print("not reached", item)
        except TypeError as exc:
            await pause()
            print("async for:", exc)
        try:
            print(await called)
        except TypeError as exc:
            await pause()
            print("await:", exc)
        async for item in function.__wrapped__():
            print("the plain function:", item)


asyncio.run(main())
