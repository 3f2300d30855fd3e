# 59. A newer exception's `__context__` chain ends at the previous one: IndexError<-KeyError<-AttributeError<-
# ZeroDivisionError.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


class RaiseExc:
    def __init__(self, exc):
        self.exc = exc

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        raise self.exc


class RaiseExcWithContext:
    def __init__(self, outer, inner):
        self.outer = outer
        self.inner = inner

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        try:
            raise self.inner
        except Exception:
            raise self.outer


async def nested_statements():
    async with RaiseExc(IndexError("last")):
        async with RaiseExcWithContext(KeyError("third"), AttributeError("second")):
            1 / 0


async def one_stack():
    async with AsyncPile() as stack:
        await stack.enter_async_context(RaiseExc(IndexError("last")))
        await stack.enter_async_context(RaiseExcWithContext(KeyError("third"), AttributeError("second")))
        1 / 0


async def pushed():
    async def raises(exc):
        raise exc

    async with AsyncPile() as stack:
        stack.push_async_callback(raises, IndexError("last"))
        stack.push_async_callback(raises, KeyError("third"))
        stack.push_async_callback(raises, AttributeError("second"))
        raise ZeroDivisionError("first")


async def stack_in_stack():
    async with AsyncPile() as outer:
        await outer.enter_async_context(RaiseExc(IndexError("last")))
        inner = await outer.enter_async_context(AsyncPile())
        await inner.enter_async_context(RaiseExcWithContext(KeyError("third"), AttributeError("second")))
        1 / 0


async def main():
    for scenario in (nested_statements, one_stack, pushed, stack_in_stack):
        try:
            await scenario()
        except IndexError as exc:
            print(scenario.__name__, chain(exc))
    try:
        with Pile() as stack:
            stack.callback(lambda: [][0])
            stack.callback(lambda: {}["key"])
            1 / 0
    except IndexError as exc:
        print("sync:", chain(exc))


asyncio.run(main())
