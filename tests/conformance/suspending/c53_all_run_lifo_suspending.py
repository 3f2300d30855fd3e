# 53. Callbacks run LIFO, and all run even if some raise.
import asyncio
from contextlib import AsyncExitStack, ExitStack


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


def fails(exc):
    print("raises", repr(exc))
    raise exc


async def fails_async(exc):
    await pause()
    await asyncio.sleep(0)
    print("raises", repr(exc))
    await pause()
    raise exc


async def order():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        for number in range(5):
            stack.callback(print, "callback", number)
            stack.push_async_callback(asyncio.sleep, 0)


async def some_raise(body):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(print, "first registered, last to run")
            stack.callback(fails, KeyError("sync"))
            stack.callback(print, "in the middle")
            stack.push_async_callback(fails_async, IndexError("async"))
            stack.callback(print, "last registered, first to run")
            if body is not None:
                await pause()
                raise body
    except Exception as exc:
        await pause()
        print("raised", repr(exc))


async def all_raise():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            for number in range(3):
                stack.push_async_callback(fails_async, ValueError(number))
    except ValueError as exc:
        await pause()
        print("raised", repr(exc), "context", repr(exc.__context__))


async def base_exceptions_too():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(print, "runs even so")
            stack.callback(fails, SystemExit("exit"))
            stack.push_async_callback(fails_async, KeyboardInterrupt("interrupt"))
    except SystemExit as exc:
        await pause()
        print("raised", repr(exc), "context", repr(exc.__context__))


async def main():
    await pause()
    await order()
    await some_raise(None)
    await some_raise(TypeError("body"))
    await all_raise()
    try:
        await base_exceptions_too()
    except KeyboardInterrupt:
        await pause()
        print("not reached")
    try:
        with ExitStack() as stack:
            await pause()
            stack.callback(print, "sync: runs even so")
            stack.callback(fails, KeyError("sync stack"))
    except KeyError as exc:
        await pause()
        print("raised", repr(exc))


asyncio.run(main())
