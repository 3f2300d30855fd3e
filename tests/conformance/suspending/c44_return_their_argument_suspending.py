# 44. `push`, `push_async_exit`, `callback`, `push_async_callback` return their argument, so all work as decorators.
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


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("sync exit")


class AsyncManager:
    async def __aexit__(self, *details):
        await pause()
        print("async exit")


async def main():
    await pause()
    async with AsyncExitStack() as stack:

        await pause()
        @stack.callback
        def plain():
            print("plain")

        @stack.push_async_callback
        async def plain_async():
            await pause()
            print("plain async")

        @stack.push
        def exit_function(exc_type, exc, tb):
            print("exit function", repr(exc))

        @stack.push_async_exit
        async def async_exit_function(exc_type, exc, tb):
            await pause()
            print("async exit function", repr(exc))

        print("names:", plain.__name__, plain_async.__name__, exit_function.__name__, async_exit_function.__name__)
        plain()
        await plain_async()
        exit_function(None, None, None)
        print("-- body ends")

    stack = AsyncExitStack()
    manager, async_manager = Manager(), AsyncManager()
    print(stack.push(manager) is manager, stack.push_async_exit(async_manager) is async_manager)
    print(stack.callback(print, "with", end="!\n") is print)
    print(stack.push_async_callback(asyncio.sleep, 0) is asyncio.sleep)
    print(stack.enter_context(Manager()) is manager)
    await stack.aclose()
    with ExitStack() as sync:
        await pause()
        print(sync.push(manager) is manager, sync.callback(len, "text") is len)


asyncio.run(main())
