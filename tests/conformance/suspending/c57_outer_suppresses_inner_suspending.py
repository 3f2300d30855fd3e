# 57. An exception raised by one callback can be suppressed by an outer one, also with no body exception.
import asyncio
from contextlib import AsyncExitStack, ExitStack, suppress


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


class Suppresses:
    def __init__(self, *kinds):
        self.kinds = kinds

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("sees", repr(exc), "context", repr(exc.__context__) if exc else None)
        await pause()
        return exc_type is not None and issubclass(exc_type, self.kinds)


async def fails(exc):
    await pause()
    raise exc


async def use(body, *kinds):
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(print, "outermost")
        await stack.enter_async_context(Suppresses(*kinds))
        stack.push_async_callback(fails, KeyError("callback"))
        if body is not None:
            await pause()
            raise body
    print("went on")


async def main():
    await pause()
    await use(None, KeyError)
    await use(ValueError("body"), KeyError)
    try:
        await use(ValueError("body"), ValueError)
    except KeyError as exc:
        await pause()
        print("raised", repr(exc), "context", repr(exc.__context__))
    async with AsyncExitStack() as stack:
        await pause()
        stack.enter_context(suppress(ZeroDivisionError))
        stack.callback(lambda: 1 / 0)
    print("suppress in the stack did it")
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_callback(fails, IndexError("after suppression"))
        await stack.enter_async_context(Suppresses(KeyError, IndexError))
        stack.push_async_callback(fails, KeyError("first"))
        stack.pop_all()
    with ExitStack() as stack:
        await pause()
        stack.enter_context(suppress(KeyError))
        stack.callback({}.__getitem__, "missing")
    print("sync too")


asyncio.run(main())
