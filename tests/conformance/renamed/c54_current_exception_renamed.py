# 54. Each exit function sees the current exception: the replaced one if replaced, Nones after suppression.
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


class Sees:
    def __init__(self, name, then=None):
        self.name = name
        self.then = then

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        kind = exc_type.__name__ if exc_type else None
        same_traceback = None if exc is None else tb is exc.__traceback__
        print(f"{self.name}: {kind}, {exc!r}, its traceback: {same_traceback}")
        if self.then == "suppress":
            return True
        if self.then is not None:
            raise self.then


async def use(body, *managers):
    try:
        async with AsyncPile() as stack:
            for manager in managers:
                await stack.enter_async_context(manager)
            if body is not None:
                raise body
        print("went on")
    except Exception as exc:
        print("raised", repr(exc))


async def main():
    await use(ValueError("body"), Sees("c"), Sees("b"), Sees("a"))
    await use(ValueError("body"), Sees("c"), Sees("b", KeyError("replaced")), Sees("a"))
    await use(ValueError("body"), Sees("c"), Sees("b", "suppress"), Sees("a"))
    await use(ValueError("body"), Sees("d"), Sees("c", "suppress"), Sees("b", KeyError("replaced")), Sees("a"))
    await use(ValueError("body"), Sees("d"), Sees("c", KeyError("new")), Sees("b", "suppress"), Sees("a"))
    await use(None, Sees("c"), Sees("b", KeyError("new")), Sees("a"))
    await use(None, Sees("c"), Sees("b", "suppress"), Sees("a", KeyError("new")))
    await use(None, Sees("a"), Sees("b", "suppress"))


asyncio.run(main())
