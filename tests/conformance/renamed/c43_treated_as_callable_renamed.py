# 43. An object without the type-level method is treated as a callable; a sync CM there fails at unwinding with "not
# callable".
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


class Synchronous:
    def __enter__(self):
        print("never entered")

    def __exit__(self, *details):
        print("never left")


class Callable:
    async def __call__(self, exc_type, exc, tb):
        print("called with", repr(exc))
        return True


class InstanceOnly:
    pass


class NotCallable:
    pass


async def use(exit, body):
    try:
        async with AsyncPile() as stack:
            print("pushed, returned the same:", stack.push_async_exit(exit) is exit)
            if body is not None:
                raise body
        print("went on")
    except Exception as exc:
        print("raised", chain(exc))


async def main():
    for body in (None, ValueError("body")):
        await use(Synchronous(), body)
        await use(Callable(), body)
        await use(NotCallable(), body)
        await use(5, body)
    instance = InstanceOnly()
    instance.__aexit__ = Callable()
    await use(instance, None)
    await use(instance.__aexit__, ValueError("body"))
    try:
        with Pile() as stack:
            stack.push(NotCallable())
            print("sync body")
    except TypeError as exc:
        print("sync:", exc)


asyncio.run(main())
