# 78. A class-based AsyncContextDecorator reuses the same instance; `@asynccontextmanager` makes a new generator per
# call; suppression makes the call return None.
import asyncio
from contextlib import AsyncContextDecorator, ContextDecorator, asynccontextmanager, contextmanager


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


class Counting(AsyncContextDecorator):
    def __init__(self, suppresses=False):
        self.entered = 0
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        self.entered += 1
        print("enter", self.entered)
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("exit", self.entered, repr(exc))
        await pause()
        return self.suppresses


@asynccontextmanager
async def generated(name):
    await pause()
    print("enter", name)
    try:
        yield
    except ValueError as exc:
        await pause()
        print("suppressed", exc)
    finally:
        await pause()
        print("exit", name)


class Fresh(Counting):
    """Makes a new instance for each call."""

    def _recreate_cm(self):
        print("recreated")
        return Fresh(self.suppresses)


@Counting()
async def add(first, /, second=2, *rest, third=3):
    """Adds."""
    await pause()
    return first + second + third + sum(rest)


@Counting(suppresses=True)
async def fails():
    await pause()
    raise KeyError("suppressed")


@generated("by decorator")
async def greet(name):
    await pause()
    print("hello", name)
    await pause()
    return name.upper()


@generated("suppressing")
async def fails_too():
    await pause()
    raise ValueError("in the function")


@Fresh()
async def fresh():
    await pause()
    return "fresh"


@generated("outer")
@generated("inner")
async def twice():
    await pause()
    print("in the middle")


class Holder:
    @Counting()
    async def method(self, value):
        await pause()
        return type(self).__name__, value


async def main():
    await pause()
    print(await add(1), await add(1, 1, 1, third=1))
    print(add.__name__, add.__doc__, add.__wrapped__.__name__)
    print(await fails())
    print(await greet("ada"), await greet("bob"))
    print(await fails_too())
    print(await fresh(), await fresh())
    await twice()
    print(await Holder().method(5))

    @contextmanager
    def sync_generated():
        print("sync enter")
        yield
        print("sync exit")

    @sync_generated()
    def sync_function():
        return "sync result"

    print(sync_function(), sync_function())
    print(issubclass(Counting, ContextDecorator), isinstance(generated("x"), AsyncContextDecorator))


asyncio.run(main())
