# 35. Decorating a sync generator or a plain coroutine function fails on entry: TypeError `... is not an async
# iterator`.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

@as_async_manager
def sync_generator():
    yield 1


@as_async_manager
def plain_function():
    return 1


@as_async_manager
def returns_async_generator():
    async def generator():
        yield "from the inner generator"

    return generator()


@as_manager
async def async_generator():
    yield 1


@as_manager
def returns_list():
    return [1, 2]


async def use(manager):
    try:
        async with manager as value:
            print("value", value)
    except Exception as exc:
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
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        return "by hand"


async def main():
    await use(sync_generator())
    await use(plain_function())
    await use(returns_async_generator())
    await use(as_async_manager(Iterates)())
    await use(as_async_manager(len)("text"))
    use_synchronously(async_generator())
    use_synchronously(returns_list())
    use_synchronously(as_manager(iter)([7]))
    try:
        as_async_manager()
    except TypeError as exc:
        print(exc)


asyncio.run(main())
