# 33. The wrapper keeps `__name__`, `__doc__`, `__wrapped__`; instances take the function's docstring.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

@as_async_manager
async def documented(first: int, second: str = "two") -> None:
    """What the function does."""
    yield


@as_async_manager
async def undocumented():
    yield


@as_manager
def synchronous():
    """A sync one."""
    yield


class Holder:
    @as_async_manager
    async def method(self):
        """A method."""
        yield self


async def plain():
    """Not decorated yet."""
    yield


plain.extra = "an attribute"
decorated = as_async_manager(plain)


async def main():
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
