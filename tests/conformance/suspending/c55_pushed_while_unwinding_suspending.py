# 55. Callbacks pushed while unwinding also run.
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


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(print, "registered first")

        @stack.push_async_callback
        async def pushes_more():
            await pause()
            print("pushes two more")
            stack.callback(print, "pushed while unwinding")
            stack.push_async_exit(sees)
            await asyncio.sleep(0)

        async def sees(exc_type, exc, tb):
            await pause()
            print("pushed exit function sees", repr(exc))

        print("body")

    async with AsyncExitStack() as stack:
        await pause()
        left = 3

        async def again():
            nonlocal left
            await pause()
            print("left", left)
            left -= 1
            if left:
                stack.push_async_callback(again)

        stack.push_async_callback(again)

    async with AsyncExitStack() as stack:

        await pause()
        @stack.push_async_exit
        async def suppresses(exc_type, exc, tb):
            await pause()
            print("suppresses", repr(exc))

            @stack.push_async_exit
            async def after(exc_type, exc, tb):
                await pause()
                print("after suppression:", repr(exc))

            await pause()
            return True

        await pause()
        raise ValueError("body")

    async with AsyncExitStack() as stack:

        await pause()
        @stack.callback
        def closes_while_unwinding():
            stack.callback(print, "moved to another stack")
            moved = stack.pop_all()
            print("popped; the original is empty now")
            stack.callback(moved.pop_all)

    with ExitStack() as sync:
        await pause()
        sync.callback(lambda: sync.callback(print, "sync: pushed while unwinding"))


asyncio.run(main())
