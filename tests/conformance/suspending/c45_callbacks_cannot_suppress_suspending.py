# 45. `callback`/`push_async_callback` ignore results: they can't suppress and get no exception details.
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


def plain(*args, **kwargs):
    print("plain", args, kwargs)
    return True


async def plain_async(*args, **kwargs):
    await pause()
    await asyncio.sleep(0)
    print("async", args, kwargs)
    await pause()
    return True


async def main():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(plain)
            stack.callback(plain, 1, 2, key="value")
            stack.push_async_callback(plain_async)
            stack.push_async_callback(plain_async, 3, *[4, 5], **{"other": 6})
            await pause()
            raise ValueError("body")
    except ValueError as exc:
        await pause()
        print("raised", repr(exc), "context", exc.__context__)
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(plain, "normal end")
        stack.push_async_callback(plain_async, "normal end")
    with ExitStack() as stack:
        await pause()
        stack.push(lambda *details: True)
        stack.callback(plain, "below the one that suppresses")
        await pause()
        raise KeyError("sync body")
    arguments = [1]
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(plain, arguments, *arguments)
        arguments.append("added later")


asyncio.run(main())
