# 67. No callback runs on garbage collection.
import asyncio
import gc
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


class Manager:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await pause()
        print("enter", self.name)
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        print("never left", self.name)

    def __del__(self):
        print("collected", self.name)


async def forgets():
    await pause()
    stack = AsyncExitStack()
    stack.callback(print, "never called")
    stack.push_async_callback(asyncio.sleep, 0)
    await stack.enter_async_context(Manager("one"))
    print("forgotten")


async def main():
    await pause()
    await forgets()
    gc.collect()
    print("nothing ran")
    stack = ExitStack()
    stack.callback(print, "never called either")
    del stack
    gc.collect()
    print("nothing ran again")
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(print, "never called, because pop_all's result is dropped")
        stack.pop_all()
    gc.collect()
    print("the end")


asyncio.run(main())
