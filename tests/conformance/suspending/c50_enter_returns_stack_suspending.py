# 50. `__aenter__` returns the stack itself.
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


class Special(AsyncExitStack):
    pass


async def main():
    await pause()
    original = AsyncExitStack()
    async with original as stack:
        await pause()
        print("the same:", stack is original)
    special = Special()
    async with special as stack:
        await pause()
        print("the same:", stack is special, type(stack).__name__)
    print("by hand:", await original.__aenter__() is original)
    sync = ExitStack()
    with sync as stack:
        await pause()
        print("sync, the same:", stack is sync)
    async with AsyncExitStack() as outer:
        await pause()
        inner = AsyncExitStack()
        entered = await outer.enter_async_context(inner)
        print("entered is inner:", entered is inner)
        inner.callback(print, "inner unwinds")
        outer.callback(print, "outer's last callback comes first")


asyncio.run(main())
