# 68. 10,000 callbacks unwind without recursion.
# forms: suspending renamed
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


MANY = 10_000


async def main():
    await pause()
    called = 0

    def count():
        nonlocal called
        called += 1

    async def count_async():
        await pause()
        count()

    async def exit_function(exc_type, exc, tb):
        await pause()
        count()

    async with AsyncExitStack() as stack:
        await pause()
        for _ in range(MANY):
            stack.push_async_callback(count_async)
    print("async callbacks:", called)

    async with AsyncExitStack() as stack:
        await pause()
        for _ in range(MANY):
            stack.push_async_exit(exit_function)
    print("exit functions:", called)

    try:
        async with AsyncExitStack() as stack:
            await pause()
            for _ in range(MANY):
                stack.callback(count)
            await pause()
            raise ValueError("body")
    except ValueError as exc:
        await pause()
        print("plain callbacks, with an exception:", called, repr(exc.__context__))

    with ExitStack() as stack:
        await pause()
        for _ in range(MANY):
            stack.callback(count)
    print("sync:", called)


asyncio.run(main())
