# 32. `args`, `kwds` and `func` are deleted on entry.
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


@asynccontextmanager
async def managed(*args, **kwds):
    await pause()
    yield len(args)


@contextmanager
def managed_sync(*args, **kwds):
    yield len(args)


class Dies:
    def __del__(self):
        say("the argument died")


def attributes(manager):
    for name in ("func", "args", "kwds", "gen"):
        try:
            value = getattr(manager, name)
        except AttributeError as exc:
            say("  no", name, "-", exc)
        else:
            say("  has", name, value if name in ("args", "kwds") else type(value).__name__)


@asynccontextmanager
async def drops(argument):
    await pause()
    del argument
    say("dropped")
    yield
    say("ends")


async def main():
    await pause()
    manager = managed(1, 2, key="value")
    say("before")
    attributes(manager)
    async with manager as count:
        await pause()
        say("inside", count)
        attributes(manager)
    say("after")
    attributes(manager)
    say("func is the plain function:", managed(1).func is managed.__wrapped__)
    sync = managed_sync(1, key="value")
    say("sync before")
    attributes(sync)
    with sync:
        await pause()
        say("sync inside")
        attributes(sync)
    async with drops(Dies()):
        await pause()
        say("body")


cancel_everywhere(main)
