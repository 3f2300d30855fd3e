# 48. `pop_all` returns `type(self)()` with all callbacks and empties the original; nothing runs.
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
    def __init__(self):
        super().__init__()
        print("made a", type(self).__name__)


async def exit_async(name):
    await pause()
    await asyncio.sleep(0)
    print("exit", name)


async def transfer():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(print, "exit one")
        stack.push_async_callback(exit_async, "two")
        kept = stack.pop_all()
        stack.callback(print, "exit three: added after pop_all")
        print("body ends, the same stack:", kept is stack)
    print("-- closing the other")
    await kept.aclose()
    print("-- closing it again")
    await kept.aclose()


async def on_success_only(fails):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(print, "undo")
            if fails:
                await pause()
                raise ValueError("before pop_all")
            stack.pop_all()
            print("kept")
    except ValueError as exc:
        await pause()
        print(exc)


async def subclass():
    await pause()
    stack = Special()
    stack.callback(print, "exit of the special one")
    other = stack.pop_all()
    print(type(other).__name__)
    async with other:
        await pause()
        print("body")
    other = other.pop_all()
    await other.aclose()


async def main():
    await pause()
    await transfer()
    await on_success_only(True)
    await on_success_only(False)
    await subclass()
    sync = ExitStack()
    sync.callback(print, "sync exit")
    with sync:
        await pause()
        other = sync.pop_all()
    print(type(other).__name__)
    other.close()


asyncio.run(main())
