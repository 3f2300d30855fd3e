# 57. An exception raised by one callback can be suppressed by an outer one, also with no body exception.
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


class Swallow(contextlib.suppress):
    """contextlib's own, subclassed."""

    def __exit__(self, *details):
        return super().__exit__(*details)


class Suppresses:
    def __init__(self, *kinds):
        self.kinds = kinds

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print("sees", repr(exc), "context", repr(exc.__context__) if exc else None)
        return exc_type is not None and issubclass(exc_type, self.kinds)


async def fails(exc):
    raise exc


async def use(body, *kinds):
    async with AsyncPile() as stack:
        stack.callback(print, "outermost")
        await stack.enter_async_context(Suppresses(*kinds))
        stack.push_async_callback(fails, KeyError("callback"))
        if body is not None:
            raise body
    print("went on")


async def main():
    await use(None, KeyError)
    await use(ValueError("body"), KeyError)
    try:
        await use(ValueError("body"), ValueError)
    except KeyError as exc:
        print("raised", repr(exc), "context", repr(exc.__context__))
    async with AsyncPile() as stack:
        stack.enter_context(Swallow(ZeroDivisionError))
        stack.callback(lambda: 1 / 0)
    print("suppress in the stack did it")
    async with AsyncPile() as stack:
        stack.push_async_callback(fails, IndexError("after suppression"))
        await stack.enter_async_context(Suppresses(KeyError, IndexError))
        stack.push_async_callback(fails, KeyError("first"))
        stack.pop_all()
    with Pile() as stack:
        stack.enter_context(Swallow(KeyError))
        stack.callback({}.__getitem__, "missing")
    print("sync too")


asyncio.run(main())
