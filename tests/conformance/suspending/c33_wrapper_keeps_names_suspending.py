# 33. The wrapper keeps `__name__`, `__doc__`, `__wrapped__`; instances take the function's docstring.
import asyncio
from contextlib import asynccontextmanager, contextmanager


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


@asynccontextmanager
async def documented(first: int, second: str = "two") -> None:
    """What the function does."""
    await pause()
    yield


@asynccontextmanager
async def undocumented():
    await pause()
    yield


@contextmanager
def synchronous():
    """A sync one."""
    yield


class Holder:
    @asynccontextmanager
    async def method(self):
        """A method."""
        await pause()
        yield self


async def plain():
    """Not decorated yet."""
    await pause()
    yield


plain.extra = "an attribute"
decorated = asynccontextmanager(plain)


async def main():
    await pause()
    for wrapper in (documented, undocumented, synchronous, Holder.method, decorated):
        print(wrapper.__name__, wrapper.__qualname__, repr(wrapper.__doc__), wrapper.__module__)
        print("  wrapped:", wrapper.__wrapped__.__name__, wrapper.__wrapped__ is wrapper)
    print(decorated.__wrapped__ is plain, decorated.extra)
    print(repr(documented(1).__doc__))
    print(repr(synchronous().__doc__))
    print(repr(Holder().method().__doc__))
    print(type(documented(1)).__name__, type(synchronous()).__name__)
    print(undocumented().__doc__.split(".")[0])
    print(documented.__defaults__, documented.__wrapped__.__defaults__)
    async for value in decorated.__wrapped__():
        print("the wrapped function is the generator function:", value)


asyncio.run(main())
