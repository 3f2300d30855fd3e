# 25. StopIteration, StopAsyncIteration or a subclass raised in the body propagates as the identical object,
# `__cause__` None.
import asyncio
from contextlib import asynccontextmanager


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


class MyStop(StopIteration):
    pass


class MyStopAsync(StopAsyncIteration):
    pass


@asynccontextmanager
async def plain():
    await pause()
    yield


@asynccontextmanager
async def with_finally():
    await pause()
    try:
        yield
    finally:
        await pause()
        print("finally")


@asynccontextmanager
async def reraises():
    await pause()
    try:
        yield
    except BaseException as exc:
        await pause()
        print("sees", type(exc).__name__)
        await pause()
        raise


async def body(manager, exc):
    """Catch the exception inside the coroutine: a StopIteration can't leave one."""
    await pause()
    try:
        async with manager():
            await pause()
            raise exc
    except (StopIteration, StopAsyncIteration) as caught:
        await pause()
        print(f"{manager.__name__}, {type(exc).__name__}: identical {caught is exc}, cause {caught.__cause__!r}, "
              f"context {caught.__context__!r}, args {caught.args}")


async def leaves_the_coroutine(manager, exc):
    await pause()
    async with manager():
        await pause()
        raise exc


async def main():
    await pause()
    for manager in (plain, with_finally, reraises):
        for exc in (StopIteration("value"), StopAsyncIteration("value"), MyStop(1, 2), MyStopAsync()):
            await body(manager, exc)
    for exc in (StopIteration("out"), StopAsyncIteration("out")):
        try:
            await leaves_the_coroutine(plain, exc)
        except Exception as caught:
            await pause()
            print("outside:", repr(caught), "cause", repr(caught.__cause__), "context", repr(caught.__context__))
    async with plain():
        await pause()
        try:
            next(iter([]))
        except StopIteration:
            await pause()
            print("handled inside")


asyncio.run(main())
