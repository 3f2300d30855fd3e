# 44. `push`, `push_async_exit`, `callback`, `push_async_callback` return their argument, so all work as decorators.
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


class Pile(contextlib.ExitStack):
    """contextlib's own, subclassed."""

    def push(self, exit):
        return super().push(exit)

    def __exit__(self, *details):
        return super().__exit__(*details)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("sync exit")


class AsyncManager:
    async def __aexit__(self, *details):
        print("async exit")


async def main():
    async with AsyncPile() as stack:

        @stack.callback
        def plain():
            print("plain")

        @stack.push_async_callback
        async def plain_async():
            print("plain async")

        @stack.push
        def exit_function(exc_type, exc, tb):
            print("exit function", repr(exc))

        @stack.push_async_exit
        async def async_exit_function(exc_type, exc, tb):
            print("async exit function", repr(exc))

        print("names:", plain.__name__, plain_async.__name__, exit_function.__name__, async_exit_function.__name__)
        plain()
        await plain_async()
        exit_function(None, None, None)
        print("-- body ends")

    stack = AsyncPile()
    manager, async_manager = Manager(), AsyncManager()
    print(stack.push(manager) is manager, stack.push_async_exit(async_manager) is async_manager)
    print(stack.callback(print, "with", end="!\n") is print)
    print(stack.push_async_callback(asyncio.sleep, 0) is asyncio.sleep)
    print(stack.enter_context(Manager()) is manager)
    await stack.aclose()
    with Pile() as sync:
        print(sync.push(manager) is manager, sync.callback(len, "text") is len)


asyncio.run(main())
