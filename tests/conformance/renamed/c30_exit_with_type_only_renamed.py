# 30. `__aexit__(T, None, None)` instantiates `T()` first.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

class Counted(Exception):
    made = 0

    def __init__(self, *args):
        super().__init__(*args)
        Counted.made += 1
        print("made number", Counted.made, "with", args)


class NeedsArgument(Exception):
    def __init__(self, argument):
        super().__init__(argument)


@as_async_manager
async def catches():
    try:
        yield
    except Exception as exc:
        print("caught", repr(exc))


@as_async_manager
async def plain():
    yield


@as_manager
def sync_catches():
    try:
        yield
    except Exception as exc:
        print("caught", repr(exc))


async def leave(manager, *details):
    await manager.__aenter__()
    try:
        print("exit returned", await manager.__aexit__(*details))
    except Exception as exc:
        print("exit raised", repr(exc))


async def main():
    await leave(catches(), ValueError, None, None)
    await leave(plain(), ValueError, None, None)
    await leave(catches(), Counted, None, None)
    await leave(plain(), Counted, None, None)
    await leave(catches(), NeedsArgument, None, None)
    exc = Counted("given")
    await leave(catches(), Counted, exc, None)
    await leave(catches(), None, None, None)
    manager = sync_catches()
    manager.__enter__()
    print("sync exit returned", manager.__exit__(KeyError, None, None))


asyncio.run(main())
