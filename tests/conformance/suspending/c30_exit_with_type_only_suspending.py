# 30. `__aexit__(T, None, None)` instantiates `T()` first.
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


class Counted(Exception):
    made = 0

    def __init__(self, *args):
        super().__init__(*args)
        Counted.made += 1
        print("made number", Counted.made, "with", args)


class NeedsArgument(Exception):
    def __init__(self, argument):
        super().__init__(argument)


@asynccontextmanager
async def catches():
    await pause()
    try:
        yield
    except Exception as exc:
        await pause()
        print("caught", repr(exc))


@asynccontextmanager
async def plain():
    await pause()
    yield


@contextmanager
def sync_catches():
    try:
        yield
    except Exception as exc:
        print("caught", repr(exc))


async def leave(manager, *details):
    await pause()
    await manager.__aenter__()
    try:
        print("exit returned", await manager.__aexit__(*details))
    except Exception as exc:
        await pause()
        print("exit raised", repr(exc))


async def main():
    await pause()
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
