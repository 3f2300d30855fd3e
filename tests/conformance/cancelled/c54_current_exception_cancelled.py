# 54. Each exit function sees the current exception: the replaced one if replaced, Nones after suppression.
import asyncio
from contextlib import AsyncExitStack


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


class Sees:
    def __init__(self, name, then=None):
        self.name = name
        self.then = then

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        kind = exc_type.__name__ if exc_type else None
        same_traceback = None if exc is None else tb is exc.__traceback__
        say(f"{self.name}: {kind}, {exc!r}, its traceback: {same_traceback}")
        if self.then == "suppress":
            await pause()
            return True
        if self.then is not None:
            await pause()
            raise self.then


async def use(body, *managers):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            for manager in managers:
                await stack.enter_async_context(manager)
            if body is not None:
                await pause()
                raise body
        say("went on")
    except Exception as exc:
        await pause()
        say("raised", repr(exc))


async def main():
    await pause()
    await use(ValueError("body"), Sees("c"), Sees("b"), Sees("a"))
    await use(ValueError("body"), Sees("c"), Sees("b", KeyError("replaced")), Sees("a"))
    await use(ValueError("body"), Sees("c"), Sees("b", "suppress"), Sees("a"))
    await use(ValueError("body"), Sees("d"), Sees("c", "suppress"), Sees("b", KeyError("replaced")), Sees("a"))
    await use(ValueError("body"), Sees("d"), Sees("c", KeyError("new")), Sees("b", "suppress"), Sees("a"))
    await use(None, Sees("c"), Sees("b", KeyError("new")), Sees("a"))
    await use(None, Sees("c"), Sees("b", "suppress"), Sees("a", KeyError("new")))
    await use(None, Sees("a"), Sees("b", "suppress"))


cancel_everywhere(main)
