# 20. A yield after the thrown exception: RuntimeError `generator didn't stop after athrow()`, then aclose (the sync
# text says `after throw()`).
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
async def yields_again():
    await pause()
    try:
        yield 1
    except ValueError as exc:
        await pause()
        say("thrown in:", exc)
        try:
            yield 2
        finally:
            await pause()
            say("closed")
            await asyncio.sleep(0)
            say("closed completely")


@asynccontextmanager
async def yields_in_finally():
    await pause()
    try:
        yield 1
    finally:
        await pause()
        try:
            yield 2
        except GeneratorExit:
            await pause()
            say("GeneratorExit at the second yield")
            await pause()
            raise


@asynccontextmanager
async def retries():
    await pause()
    while True:
        try:
            yield
        except ValueError:
            await pause()
            say("tries again")


@contextmanager
def sync_yields_again():
    try:
        yield 1
    except ValueError:
        try:
            yield 2
        finally:
            say("closed")


async def use(name, manager):
    await pause()
    try:
        async with manager as value:
            await pause()
            raise ValueError("body")
    except Exception as exc:
        await pause()
        say(f"{name}: {chain(exc)}, cause {exc.__cause__!r}")


async def main():
    await pause()
    await use("again", yields_again())
    await use("finally", yields_in_finally())
    await use("retries", retries())
    try:
        with sync_yields_again() as value:
            await pause()
            raise ValueError("body")
    except RuntimeError as exc:
        await pause()
        say("sync:", chain(exc))


cancel_everywhere(main)
