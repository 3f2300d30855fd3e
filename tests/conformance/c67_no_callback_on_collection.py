# 67. No callback runs on garbage collection.
import asyncio
import gc
from contextlib import AsyncExitStack, ExitStack


class Manager:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("enter", self.name)
        return self

    async def __aexit__(self, *details):
        print("never left", self.name)

    def __del__(self):
        print("collected", self.name)


async def forgets():
    stack = AsyncExitStack()
    stack.callback(print, "never called")
    stack.push_async_callback(asyncio.sleep, 0)
    await stack.enter_async_context(Manager("one"))
    print("forgotten")


async def main():
    await forgets()
    gc.collect()
    print("nothing ran")
    stack = ExitStack()
    stack.callback(print, "never called either")
    del stack
    gc.collect()
    print("nothing ran again")
    async with AsyncExitStack() as stack:
        stack.callback(print, "never called, because pop_all's result is dropped")
        stack.pop_all()
    gc.collect()
    print("the end")


asyncio.run(main())
