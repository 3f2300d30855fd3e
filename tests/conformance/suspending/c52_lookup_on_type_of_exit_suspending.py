# 52. Lookup is on `type(exit)`, never on the instance.
import asyncio
from contextlib import AsyncExitStack


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
    async def __aenter__(self):
        await pause()
        return "entered by the type"

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("left by the type")

    def __enter__(self):
        return "sync entered by the type"

    def __exit__(self, *details):
        print("sync left by the type")


async def exit_elsewhere(*details):
    await pause()
    print("never called")


def sync_exit_elsewhere(*details):
    print("never called")


class Rebinding:
    async def __aenter__(self):
        await pause()
        async def other(self, *details):
            await pause()
            print("the exit put there while entering comes too late")

        Rebinding.__aexit__ = other
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        print("the exit that was there before entering")


async def main():
    await pause()
    manager = Manager()
    manager.__aenter__ = exit_elsewhere
    manager.__aexit__ = exit_elsewhere
    manager.__enter__ = sync_exit_elsewhere
    manager.__exit__ = sync_exit_elsewhere
    async with AsyncExitStack() as stack:
        await pause()
        print(await stack.enter_async_context(manager))
        print(stack.enter_context(manager))
        stack.push_async_exit(manager)
        stack.push(manager)
    async with AsyncExitStack() as stack:
        await pause()
        await stack.enter_async_context(Rebinding())

    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_exit(manager)

        async def later(self, *details):
            await pause()
            print("the method is taken when it is pushed, this is never called")

        Manager.__aexit__ = later


asyncio.run(main())
