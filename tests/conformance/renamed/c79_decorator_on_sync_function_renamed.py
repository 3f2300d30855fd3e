# 79. AsyncContextDecorator on a sync function (3.14): enters, runs, then TypeError for awaiting the result.
import asyncio
import contextlib



class AsyncDecoratorBase(contextlib.AsyncContextDecorator):
    """contextlib's own, subclassed."""

as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

class Manager(AsyncDecoratorBase):
    def __init__(self, suppresses):
        self.suppresses = suppresses

    async def __aenter__(self):
        print("enter")

    async def __aexit__(self, exc_type, exc, tb):
        print("exit", repr(exc))
        return self.suppresses


@as_async_manager
async def generated():
    print("enter")
    try:
        yield
    finally:
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
    for function in (plain, suppressed, by_generator, gives_awaitable):
        coroutine = function()
        print(function.__name__, "called, gives a", type(coroutine).__name__)
        try:
            print("returned", await coroutine)
        except TypeError as exc:
            print("raised", exc)


asyncio.run(main())
