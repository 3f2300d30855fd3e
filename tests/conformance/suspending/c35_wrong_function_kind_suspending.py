# 35. Decorating a sync generator or a plain coroutine function fails on entry: TypeError `... is not an async
# iterator`.
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
def sync_generator():
    yield 1


@asynccontextmanager
def plain_function():
    return 1


@asynccontextmanager
def returns_async_generator():
    async def generator():
        await pause()
        yield "from the inner generator"

    return generator()


@contextmanager
async def async_generator():
    await pause()
    yield 1


@contextmanager
def returns_list():
    return [1, 2]


async def use(manager):
    await pause()
    try:
        async with manager as value:
            await pause()
            print("value", value)
    except Exception as exc:
        await pause()
        print(f"{type(exc).__name__}: {exc}")


def use_synchronously(manager):
    try:
        with manager as value:
            print("value", value)
    except Exception as exc:
        print(f"{type(exc).__name__}: {exc}")


class Iterates:
    """Any async iterator will do, as long as it isn't closed."""

    def __init__(self):
        self.left = 1

    async def __anext__(self):
        await pause()
        if self.left == 0:
            await pause()
            raise StopAsyncIteration
        self.left -= 1
        await pause()
        return "by hand"


async def main():
    await pause()
    await use(sync_generator())
    await use(plain_function())
    await use(returns_async_generator())
    await use(asynccontextmanager(Iterates)())
    await use(asynccontextmanager(len)("text"))
    use_synchronously(async_generator())
    use_synchronously(returns_list())
    use_synchronously(contextmanager(iter)([7]))
    try:
        asynccontextmanager()
    except TypeError as exc:
        await pause()
        print(exc)


asyncio.run(main())
