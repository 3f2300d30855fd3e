# 80. On an async generator function (3.14) it yields a coroutine: `async for` over it is a TypeError.
import asyncio
import contextlib



class AsyncDecoratorBase(contextlib.AsyncContextDecorator):
    """contextlib's own, subclassed."""

as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

class Manager(AsyncDecoratorBase):
    async def __aenter__(self):
        print("enter")

    async def __aexit__(self, exc_type, exc, tb):
        print("exit", repr(exc))


@as_async_manager
async def generated():
    print("enter")
    try:
        yield
    finally:
        print("exit")


@Manager()
async def numbers():
    print("the generator runs")
    yield 1
    yield 2


@generated()
async def letters():
    print("the generator runs")
    yield "a"


async def main():
    for function in (numbers, letters):
        called = function()
        print(function.__name__, "gives a", type(called).__name__)
        try:
            async for item in called:
                print("not reached", item)
        except TypeError as exc:
            print("async for:", exc)
        try:
            print(await called)
        except TypeError as exc:
            print("await:", exc)
        async for item in function.__wrapped__():
            print("the plain function:", item)


asyncio.run(main())
