# 52. Lookup is on `type(exit)`, never on the instance.
import asyncio
import contextlib



class AsyncPile(contextlib.AsyncExitStack):
    """contextlib's own, subclassed."""

    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)


class Manager:
    async def __aenter__(self):
        return "entered by the type"

    async def __aexit__(self, exc_type, exc, tb):
        print("left by the type")

    def __enter__(self):
        return "sync entered by the type"

    def __exit__(self, *details):
        print("sync left by the type")


async def exit_elsewhere(*details):
    print("never called")


def sync_exit_elsewhere(*details):
    print("never called")


class Rebinding:
    async def __aenter__(self):
        async def other(self, *details):
            print("the exit put there while entering comes too late")

        Rebinding.__aexit__ = other
        return self

    async def __aexit__(self, *details):
        print("the exit that was there before entering")


async def main():
    manager = Manager()
    manager.__aenter__ = exit_elsewhere
    manager.__aexit__ = exit_elsewhere
    manager.__enter__ = sync_exit_elsewhere
    manager.__exit__ = sync_exit_elsewhere
    async with AsyncPile() as stack:
        print(await stack.enter_async_context(manager))
        print(stack.enter_context(manager))
        stack.push_async_exit(manager)
        stack.push(manager)
    async with AsyncPile() as stack:
        await stack.enter_async_context(Rebinding())

    async with AsyncPile() as stack:
        stack.push_async_exit(manager)

        async def later(self, *details):
            print("the method is taken when it is pushed, this is never called")

        Manager.__aexit__ = later


asyncio.run(main())
