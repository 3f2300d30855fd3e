# 78. A class-based AsyncContextDecorator reuses the same instance; `@asynccontextmanager` makes a new generator per
# call; suppression makes the call return None.
import asyncio
import contextlib



class AsyncDecoratorBase(contextlib.AsyncContextDecorator):
    """contextlib's own, subclassed."""


class DecoratorBase(contextlib.ContextDecorator):
    """contextlib's own, subclassed."""

as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

class Counting(AsyncDecoratorBase):
    def __init__(self, suppresses=False):
        self.entered = 0
        self.suppresses = suppresses

    async def __aenter__(self):
        self.entered += 1
        print("enter", self.entered)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print("exit", self.entered, repr(exc))
        return self.suppresses


@as_async_manager
async def generated(name):
    print("enter", name)
    try:
        yield
    except ValueError as exc:
        print("suppressed", exc)
    finally:
        print("exit", name)


class Fresh(Counting):
    """Makes a new instance for each call."""

    def _recreate_cm(self):
        print("recreated")
        return Fresh(self.suppresses)


@Counting()
async def add(first, /, second=2, *rest, third=3):
    """Adds."""
    return first + second + third + sum(rest)


@Counting(suppresses=True)
async def fails():
    raise KeyError("suppressed")


@generated("by decorator")
async def greet(name):
    print("hello", name)
    return name.upper()


@generated("suppressing")
async def fails_too():
    raise ValueError("in the function")


@Fresh()
async def fresh():
    return "fresh"


@generated("outer")
@generated("inner")
async def twice():
    print("in the middle")


class Holder:
    @Counting()
    async def method(self, value):
        return type(self).__name__, value


async def main():
    print(await add(1), await add(1, 1, 1, third=1))
    print(add.__name__, add.__doc__, add.__wrapped__.__name__)
    print(await fails())
    print(await greet("ada"), await greet("bob"))
    print(await fails_too())
    print(await fresh(), await fresh())
    await twice()
    print(await Holder().method(5))

    @as_manager
    def sync_generated():
        print("sync enter")
        yield
        print("sync exit")

    @sync_generated()
    def sync_function():
        return "sync result"

    print(sync_function(), sync_function())
    print(issubclass(Counting, DecoratorBase), isinstance(generated("x"), AsyncDecoratorBase))


asyncio.run(main())
