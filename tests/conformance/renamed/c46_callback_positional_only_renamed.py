# 46. `callback` is positional-only; leaving it out is a TypeError; the wrapper has `__wrapped__`.
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


def plain(**kwargs):
    print("called with", kwargs)


async def plain_async(**kwargs):
    print("called with", kwargs)


async def main():
    async with AsyncPile() as stack:
        stack.callback(plain, callback=1, self=2)
        stack.push_async_callback(plain_async, callback=3, self=4, args=5, kwds=6)
        for method in (stack.callback, stack.push_async_callback):
            try:
                method(callback=plain)
            except TypeError as exc:
                print(exc)
            try:
                method()
            except TypeError as exc:
                print(exc)
    with Pile() as stack:
        try:
            stack.callback()
        except TypeError as exc:
            print(exc)
        try:
            stack.push()
        except TypeError as exc:
            print(exc)
        try:
            stack.enter_context()
        except TypeError as exc:
            print(exc)
        stack.callback(plain)
        is_sync, wrapper = stack._exit_callbacks[-1]
        print("sync:", is_sync, "wrapped is the function:", wrapper.__wrapped__ is plain)


asyncio.run(main())
