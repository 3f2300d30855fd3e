# 24. A different exception propagates with the body's as `__context__`.
import asyncio
from contextlib import asynccontextmanager


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
async def translates(new, explicit):
    await pause()
    try:
        yield
    except ValueError as exc:
        await pause()
        if explicit == "from":
            await pause()
            raise new from exc
        if explicit == "none":
            await pause()
            raise new from None
        await pause()
        raise new


@asynccontextmanager
async def fails_in_finally():
    await pause()
    try:
        yield
    finally:
        await pause()
        await asyncio.sleep(0)
        await pause()
        raise KeyError("finally")


@asynccontextmanager
async def twice():
    await pause()
    async with fails_in_finally():
        await pause()
        try:
            yield
        finally:
            await pause()
            raise IndexError("first finally")


@asynccontextmanager
async def same_type():
    await pause()
    try:
        yield
    except ValueError as exc:
        await pause()
        raise ValueError(*exc.args)


async def use(name, manager):
    await pause()
    body = ValueError("body")
    try:
        async with manager:
            await pause()
            raise body
    except Exception as exc:
        await pause()
        say(f"{name}: {chain(exc)}")
        say(f"  cause {exc.__cause__!r}, suppress context {exc.__suppress_context__}, is the body's: {exc is body}")


async def main():
    await pause()
    for explicit in ("", "from", "none"):
        await use("translates " + explicit, translates(KeyError("new"), explicit))
    await use("finally", fails_in_finally())
    await use("twice", twice())
    await use("same type", same_type())
    try:
        async with fails_in_finally():
            await pause()
            say("no exception in the body")
    except KeyError as exc:
        await pause()
        say("normal end:", chain(exc))
    try:
        async with fails_in_finally(), translates(LookupError("inner"), ""):
            await pause()
            raise ValueError("body")
    except KeyError as exc:
        await pause()
        say("two managers:", chain(exc))


cancel_everywhere(main)
