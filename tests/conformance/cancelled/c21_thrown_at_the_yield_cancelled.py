# 21. The body's exception is thrown in at the yield, through `athrow`.
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


@asynccontextmanager
async def watching(kinds):
    await pause()
    say("start")
    try:
        try:
            yield
            say("not thrown")
        except kinds as exc:
            await pause()
            say("inner handler:", repr(exc))
            await pause()
            raise
        else:
            await pause()
            say("else")
        finally:
            await pause()
            say("inner finally")
    except BaseException as exc:
        await pause()
        say("outer handler:", repr(exc))
    say("end")


@asynccontextmanager
async def yields_in_places(place):
    await pause()
    if place == "loop":
        for number in range(3):
            try:
                yield number
            except ValueError as exc:
                await pause()
                say("in round", number, exc)
                await pause()
                break
    elif place == "else":
        try:
            say("nothing wrong here")
        except ValueError:
            await pause()
            say("not reached")
        else:
            await pause()
            try:
                yield
            except ValueError as exc:
                await pause()
                say("in the else branch", exc)
    elif place == "handler":
        try:
            await pause()
            raise KeyError("handled before")
        except KeyError as key:
            await pause()
            try:
                yield
            except ValueError as exc:
                await pause()
                say("in a handler:", exc, "context", repr(exc.__context__), "still", key)
    elif place == "with":
        async with watching(ValueError):
            await pause()
            yield


async def main():
    await pause()
    async with watching(ValueError):
        await pause()
        say("body")
    async with watching(ValueError):
        await pause()
        raise ValueError("body")
    async with watching((KeyError, TypeError)):
        await pause()
        raise ValueError("other kind")
    async with watching(BaseException):
        await pause()
        raise KeyboardInterrupt("base")
    for place in ("loop", "else", "handler", "with"):
        async with yields_in_places(place):
            await pause()
            raise ValueError(place)
        say("went on after", place)


cancel_everywhere(main)
