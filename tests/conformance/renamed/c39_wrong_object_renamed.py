# 39. A wrong object: TypeError `'mod.X' object does not support the asynchronous context manager protocol`; nothing is
# pushed.
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


class Nothing:
    pass


class OnlyEnter:
    async def __aenter__(self):
        print("never entered")


class OnlyExit:
    async def __aexit__(self, *details):
        print("never left")


class Synchronous:
    def __enter__(self):
        print("never entered")

    def __exit__(self, *details):
        print("never left")


class Outer:
    class Inner:
        pass


async def main():
    async with AsyncPile() as stack:
        stack.callback(print, "the only callback")
        for thing in (Nothing(), OnlyEnter(), OnlyExit(), Synchronous(), Outer.Inner(), 5, None, "text", Nothing, len):
            try:
                await stack.enter_async_context(thing)
            except TypeError as exc:
                print(f"{exc} (cause {exc.__cause__!r}, suppress context {exc.__suppress_context__})")
        thing = Nothing()
        thing.__aenter__ = OnlyEnter().__aenter__
        thing.__aexit__ = OnlyExit().__aexit__
        try:
            await stack.enter_async_context(thing)
        except TypeError as exc:
            print(exc)
        for thing in (Nothing(), OnlyEnter(), 5):
            try:
                stack.enter_context(thing)
            except TypeError as exc:
                print("sync:", exc)
        print("body ends")
    with Pile() as stack:
        try:
            stack.enter_context(OnlyExit())
        except TypeError as exc:
            print("ExitStack:", exc)
        print("has the method of the async stack:", hasattr(stack, "enter_async_context"))


asyncio.run(main())
