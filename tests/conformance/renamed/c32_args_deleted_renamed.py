# 32. `args`, `kwds` and `func` are deleted on entry.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

@as_async_manager
async def managed(*args, **kwds):
    yield len(args)


@as_manager
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


@as_async_manager
async def drops(argument):
    del argument
    print("dropped")
    yield
    print("ends")


async def main():
    manager = managed(1, 2, key="value")
    print("before")
    attributes(manager)
    async with manager as count:
        print("inside", count)
        attributes(manager)
    print("after")
    attributes(manager)
    print("func is the plain function:", managed(1).func is managed.__wrapped__)
    sync = managed_sync(1, key="value")
    print("sync before")
    attributes(sync)
    with sync:
        print("sync inside")
        attributes(sync)
    async with drops(Dies()):
        print("body")


asyncio.run(main())
