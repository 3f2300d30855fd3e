# 43. An object without the type-level method is treated as a callable; a sync CM there fails at unwinding with "not
# callable".
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


class Synchronous:
    def __enter__(self):
        say("never entered")

    def __exit__(self, *details):
        say("never left")


class Callable:
    async def __call__(self, exc_type, exc, tb):
        await pause()
        say("called with", repr(exc))
        await pause()
        return True


class InstanceOnly:
    pass


class NotCallable:
    pass


async def use(exit, body):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            say("pushed, returned the same:", stack.push_async_exit(exit) is exit)
            if body is not None:
                await pause()
                raise body
        say("went on")
    except Exception as exc:
        await pause()
        say("raised", chain(exc))


async def main():
    await pause()
    for body in (None, ValueError("body")):
        await use(Synchronous(), body)
        await use(Callable(), body)
        await use(NotCallable(), body)
        await use(5, body)
    instance = InstanceOnly()
    instance.__aexit__ = Callable()
    await use(instance, None)
    await use(instance.__aexit__, ValueError("body"))
    try:
        with ExitStack() as stack:
            await pause()
            stack.push(NotCallable())
            say("sync body")
    except TypeError as exc:
        await pause()
        say("sync:", exc)


cancel_everywhere(main)
