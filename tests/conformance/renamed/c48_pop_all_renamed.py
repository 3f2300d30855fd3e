# 48. `pop_all` returns `type(self)()` with all callbacks and empties the original; nothing runs.
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


class Special(AsyncPile):
    def __init__(self):
        super().__init__()
        print("made a", type(self).__name__)


async def exit_async(name):
    await asyncio.sleep(0)
    print("exit", name)


async def transfer():
    async with AsyncPile() as stack:
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
    try:
        async with AsyncPile() as stack:
            stack.callback(print, "undo")
            if fails:
                raise ValueError("before pop_all")
            stack.pop_all()
            print("kept")
    except ValueError as exc:
        print(exc)


async def subclass():
    stack = Special()
    stack.callback(print, "exit of the special one")
    other = stack.pop_all()
    print(type(other).__name__)
    async with other:
        print("body")
    other = other.pop_all()
    await other.aclose()


async def main():
    await transfer()
    await on_success_only(True)
    await on_success_only(False)
    await subclass()
    sync = Pile()
    sync.callback(print, "sync exit")
    with sync:
        other = sync.pop_all()
    print(type(other).__name__)
    other.close()


asyncio.run(main())
