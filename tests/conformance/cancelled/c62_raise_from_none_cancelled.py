# 62. `raise X from None` keeps `__suppress_context__` with the chained context.
import asyncio
from contextlib import AsyncExitStack, ExitStack


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


class Translates:
    def __init__(self, new, cause):
        self.new = new
        self.cause = cause

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        raise self.new from self.cause


async def use(name, body, *managers):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            for manager in managers:
                await stack.enter_async_context(manager)
            if body is not None:
                await pause()
                raise body
    except Exception as exc:
        await pause()
        say(f"{name}: {chain(exc)}")
        say(f"  cause {exc.__cause__!r}, suppress context {exc.__suppress_context__}")
        older = exc.__context__
        if older is not None:
            say(f"  context's cause {older.__cause__!r}, suppress context {older.__suppress_context__}")


async def main():
    await pause()
    await use("from None", ValueError("body"), Translates(KeyError("new"), None))
    await use("from another", ValueError("body"), Translates(KeyError("new"), OSError("cause")))
    await use("no body", None, Translates(KeyError("new"), None))
    await use("twice", ValueError("body"), Translates(KeyError("k"), None), Translates(IndexError("i"), None))
    await use("only below", ValueError("body"), Translates(KeyError("k"), OSError("o")),
              Translates(IndexError("i"), None))
    try:
        with ExitStack() as stack:

            await pause()
            @stack.callback
            def sync_translates():
                raise KeyError("sync") from None

            await pause()
            raise ValueError("body")
    except KeyError as exc:
        await pause()
        say("sync:", chain(exc), exc.__suppress_context__)


cancel_everywhere(main)
