# 77. `AbstractAsyncContextManager`: the default `__aenter__` returns self, `__aexit__` is abstract; any class with both
# methods is a virtual subclass unless one of them is None.
import asyncio
from contextlib import AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack, nullcontext


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


class Defaults(AbstractAsyncContextManager):
    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("exit", repr(exc), "- the abstract method gives", await super().__aexit__(exc_type, exc, tb))


class Incomplete(AbstractAsyncContextManager):
    pass


class Both:
    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        pass


class OnlyExit:
    async def __aexit__(self, *details):
        await pause()
        pass


class Refuses(Both):
    __aenter__ = None


class RefusesExit(Both):
    __aexit__ = None


class Child(Both):
    pass


class Sync(AbstractContextManager):
    def __exit__(self, *details):
        print("sync exit")


class SyncBoth:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        pass


async def main():
    await pause()
    manager = Defaults()
    async with manager as value:
        await pause()
        print("the same:", value is manager)
    try:
        async with Defaults():
            await pause()
            raise ValueError("body")
    except ValueError as exc:
        await pause()
        print("raised", exc)
    try:
        Incomplete()
    except TypeError as exc:
        await pause()
        print(exc)
    for kind in (Defaults, Incomplete, Both, OnlyExit, Refuses, RefusesExit, Child, AsyncExitStack, nullcontext, int,
                 SyncBoth):
        print(kind.__name__, issubclass(kind, AbstractAsyncContextManager), issubclass(kind, AbstractContextManager))
    print(isinstance(Both(), AbstractAsyncContextManager), isinstance(asyncio.Lock(), AbstractAsyncContextManager))
    with Sync() as value:
        await pause()
        print(type(value).__name__)
    print(AbstractAsyncContextManager[int, bool | None].__args__)


asyncio.run(main())
