# 61. An explicit `__context__ = None` is preserved.
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


class NoContext(Exception):
    pass


async def clears_context(exc_type, exc, tb):
    new = NoContext("new")
    try:
        try:
            raise new
        finally:
            print("before clearing:", repr(new.__context__))
            new.__context__ = None
    except NoContext as caught:
        print("after clearing:", caught.__context__)
        raise


class ClearsLate:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        try:
            raise NoContext("late")
        except NoContext as new:
            try:
                raise new
            finally:
                new.__context__ = None


async def main():
    try:
        async with AsyncPile() as stack:
            stack.push_async_exit(clears_context)
            raise ValueError("body")
    except NoContext as exc:
        print("stack:", chain(exc))
    try:
        async with AsyncPile() as stack:
            await stack.enter_async_context(ClearsLate())
            raise ValueError("body")
    except NoContext as exc:
        print("stack, late:", chain(exc))
    try:
        async with ClearsLate():
            raise ValueError("body")
    except NoContext as exc:
        print("statement, late:", chain(exc))
    try:
        with Pile() as stack:

            @stack.callback
            def sync_clears():
                exc = KeyError("sync")
                try:
                    raise exc
                finally:
                    exc.__context__ = None

            raise ValueError("body")
    except KeyError as exc:
        print("sync:", chain(exc))


asyncio.run(main())
