# 30. `__aexit__(T, None, None)` instantiates `T()` first.
import asyncio
from contextlib import asynccontextmanager, contextmanager


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0
cancelled_at = 0
audible = False


async def pause():
    """Suspend in one of three ways in turn; at one of these suspensions the current task is cancelled."""
    global pauses, audible
    pauses += 1
    loop = asyncio.get_running_loop()
    if pauses == cancelled_at:
        audible = True
        say("-- cancelled at suspension", pauses)
        task = asyncio.current_task()
        if pauses % 2:
            task.cancel(f"at {pauses}")
        else:
            loop.call_soon(task.cancel, f"at {pauses}")
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


def say(*values, **options):
    """Print what happens from the cancellation on."""
    if audible:
        print(*values, **options)


def cancel_everywhere(main):
    """Run `main` once for each of its suspensions."""
    global pauses, cancelled_at, audible
    asyncio.run(main())
    total = pauses
    for cancelled_at in range(1, total + 1):
        pauses = 0
        audible = False
        try:
            asyncio.run(main())
            say("main ended")
        except asyncio.CancelledError as exc:
            say("main was cancelled", exc.args)
        except Exception as exc:
            say("main raised", repr(exc), "context", repr(exc.__context__))
    audible = True
    say("suspensions:", total)


class Counted(Exception):
    made = 0

    def __init__(self, *args):
        super().__init__(*args)
        Counted.made += 1
        say("made number", Counted.made, "with", args)


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
        say("caught", repr(exc))


@asynccontextmanager
async def plain():
    await pause()
    yield


@contextmanager
def sync_catches():
    try:
        yield
    except Exception as exc:
        say("caught", repr(exc))


async def leave(manager, *details):
    await pause()
    await manager.__aenter__()
    try:
        say("exit returned", await manager.__aexit__(*details))
    except Exception as exc:
        await pause()
        say("exit raised", repr(exc))


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
    say("sync exit returned", manager.__exit__(KeyError, None, None))


cancel_everywhere(main)
