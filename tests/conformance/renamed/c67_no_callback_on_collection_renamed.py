# 67. No callback runs on garbage collection.
import asyncio
import gc
import contextlib



class AsyncPile(contextlib.AsyncExitStack):
    """contextlib's own, subclassed."""

    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)


class Pile(contextlib.ExitStack):
    """contextlib's own, subclassed."""

    def push(self, exit):
        return super().push(exit)

    def __exit__(self, *details):
        return super().__exit__(*details)


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
    stack = AsyncPile()
    stack.callback(print, "never called")
    stack.push_async_callback(asyncio.sleep, 0)
    await stack.enter_async_context(Manager("one"))
    print("forgotten")


async def main():
    await forgets()
    gc.collect()
    print("nothing ran")
    stack = Pile()
    stack.callback(print, "never called either")
    del stack
    gc.collect()
    print("nothing ran again")
    async with AsyncPile() as stack:
        stack.callback(print, "never called, because pop_all's result is dropped")
        stack.pop_all()
    gc.collect()
    print("the end")


asyncio.run(main())
