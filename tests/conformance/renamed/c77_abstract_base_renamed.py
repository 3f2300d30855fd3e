# 77. `AbstractAsyncContextManager`: the default `__aenter__` returns self, `__aexit__` is abstract; any class with both
# methods is a virtual subclass unless one of them is None.
import asyncio
import contextlib



class AsyncManagerBase(contextlib.AbstractAsyncContextManager):
    """contextlib's own, subclassed."""


class ManagerBase(contextlib.AbstractContextManager):
    """contextlib's own, subclassed."""


class AsyncPile(contextlib.AsyncExitStack):
    """contextlib's own, subclassed."""

    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)


class Nothing_(contextlib.nullcontext):
    """contextlib's own, subclassed."""


class Defaults(AsyncManagerBase):
    async def __aexit__(self, exc_type, exc, tb):
        print("exit", repr(exc), "- the abstract method gives", await super().__aexit__(exc_type, exc, tb))


class Incomplete(AsyncManagerBase):
    pass


class Both:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        pass


class OnlyExit:
    async def __aexit__(self, *details):
        pass


class Refuses(Both):
    __aenter__ = None


class RefusesExit(Both):
    __aexit__ = None


class Child(Both):
    pass


class Sync(ManagerBase):
    def __exit__(self, *details):
        print("sync exit")


class SyncBoth:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        pass


async def main():
    manager = Defaults()
    async with manager as value:
        print("the same:", value is manager)
    try:
        async with Defaults():
            raise ValueError("body")
    except ValueError as exc:
        print("raised", exc)
    try:
        Incomplete()
    except TypeError as exc:
        print(exc)
    for kind in (Defaults, Incomplete, Both, OnlyExit, Refuses, RefusesExit, Child, AsyncPile, Nothing_, int,
                 SyncBoth):
        print(kind.__name__, issubclass(kind, AsyncManagerBase), issubclass(kind, ManagerBase))
    print(isinstance(Both(), AsyncManagerBase), isinstance(asyncio.Lock(), AsyncManagerBase))
    with Sync() as value:
        print(type(value).__name__)
    print(AsyncManagerBase[int, bool | None].__args__)


asyncio.run(main())
