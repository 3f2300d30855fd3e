# 37. `__aexit__` without entering: with no exception `generator didn't stop`; with one, it propagates.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@asynccontextmanager
async def managed():
    await pause()
    say("body runs")
    try:
        yield
    finally:
        await pause()
        say("finally runs")


@contextmanager
def managed_sync():
    say("sync body runs")
    try:
        yield
    finally:
        say("sync finally runs")


async def leave(*details):
    await pause()
    manager = managed()
    try:
        say("returned", await manager.__aexit__(*details))
    except Exception as exc:
        await pause()
        say("raised", chain(exc), "same object:", exc is details[1])
    await pause()
    return manager


async def main():
    await pause()
    await leave(None, None, None)
    await leave(ValueError, ValueError("given"), None)
    await leave(ValueError, None, None)
    manager = await leave(KeyError, KeyError("given"), None)
    try:
        await manager.__aenter__()
    except Exception as exc:
        await pause()
        say("entered afterwards:", repr(exc))
    sync = managed_sync()
    try:
        say(sync.__exit__(None, None, None))
    except RuntimeError as exc:
        await pause()
        say("sync:", chain(exc))
    try:
        say(managed_sync().__exit__(ValueError, ValueError("given"), None))
    except ValueError as exc:
        await pause()
        say("sync:", chain(exc))


cancel_everywhere(main)
