# 46. `callback` is positional-only; leaving it out is a TypeError; the wrapper has `__wrapped__`.
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


def plain(**kwargs):
    print("called with", kwargs)


async def plain_async(**kwargs):
    await pause()
    print("called with", kwargs)


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(plain, callback=1, self=2)
        stack.push_async_callback(plain_async, callback=3, self=4, args=5, kwds=6)
        for method in (stack.callback, stack.push_async_callback):
            try:
                method(callback=plain)
            except TypeError as exc:
                await pause()
                print(exc)
            try:
                method()
            except TypeError as exc:
                await pause()
                print(exc)
    with ExitStack() as stack:
        await pause()
        try:
            stack.callback()
        except TypeError as exc:
            await pause()
            print(exc)
        try:
            stack.push()
        except TypeError as exc:
            await pause()
            print(exc)
        try:
            stack.enter_context()
        except TypeError as exc:
            await pause()
            print(exc)
        stack.callback(plain)
        is_sync, wrapper = stack._exit_callbacks[-1]
        print("sync:", is_sync, "wrapped is the function:", wrapper.__wrapped__ is plain)


asyncio.run(main())
