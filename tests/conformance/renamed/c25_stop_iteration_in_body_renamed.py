# 25. StopIteration, StopAsyncIteration or a subclass raised in the body propagates as the identical object,
# `__cause__` None.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

class MyStop(StopIteration):
    pass


class MyStopAsync(StopAsyncIteration):
    pass


@as_async_manager
async def plain():
    yield


@as_async_manager
async def with_finally():
    try:
        yield
    finally:
        print("finally")


@as_async_manager
async def reraises():
    try:
        yield
    except BaseException as exc:
        print("sees", type(exc).__name__)
        raise


async def body(manager, exc):
    """Catch the exception inside the coroutine: a StopIteration can't leave one."""
    try:
        async with manager():
            raise exc
    except (StopIteration, StopAsyncIteration) as caught:
        print(f"{manager.__name__}, {type(exc).__name__}: identical {caught is exc}, cause {caught.__cause__!r}, "
              f"context {caught.__context__!r}, args {caught.args}")


async def leaves_the_coroutine(manager, exc):
    async with manager():
        raise exc


async def main():
    for manager in (plain, with_finally, reraises):
        for exc in (StopIteration("value"), StopAsyncIteration("value"), MyStop(1, 2), MyStopAsync()):
            await body(manager, exc)
    for exc in (StopIteration("out"), StopAsyncIteration("out")):
        try:
            await leaves_the_coroutine(plain, exc)
        except Exception as caught:
            print("outside:", repr(caught), "cause", repr(caught.__cause__), "context", repr(caught.__context__))
    async with plain():
        try:
            next(iter([]))
        except StopIteration:
            print("handled inside")


asyncio.run(main())
