# 32. `args`, `kwds` and `func` are deleted on entry.
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
async def managed(*args, **kwds):
    await pause()
    yield len(args)


@contextmanager
def managed_sync(*args, **kwds):
    yield len(args)


class Dies:
    def __del__(self):
        print("the argument died")


def attributes(manager):
    for name in ("func", "args", "kwds", "gen"):
        try:
            value = getattr(manager, name)
        except AttributeError as exc:
            print("  no", name, "-", exc)
        else:
            print("  has", name, value if name in ("args", "kwds") else type(value).__name__)


@asynccontextmanager
async def drops(argument):
    await pause()
    del argument
    print("dropped")
    yield
    print("ends")


async def main():
    await pause()
    manager = managed(1, 2, key="value")
    print("before")
    attributes(manager)
    async with manager as count:
        await pause()
        print("inside", count)
        attributes(manager)
    print("after")
    attributes(manager)
    print("func is the plain function:", managed(1).func is managed.__wrapped__)
    sync = managed_sync(1, key="value")
    print("sync before")
    attributes(sync)
    with sync:
        await pause()
        print("sync inside")
        attributes(sync)
    async with drops(Dies()):
        await pause()
        print("body")


asyncio.run(main())
