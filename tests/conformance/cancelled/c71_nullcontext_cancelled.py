# 71. `nullcontext` works sync and async, returns `enter_result` (None by default), never suppresses.
import asyncio
from contextlib import AsyncExitStack, nullcontext


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


async def main():
    await pause()
    async with nullcontext() as value:
        await pause()
        say("async:", value)
    with nullcontext() as value:
        await pause()
        say("sync:", value)
    async with nullcontext("result") as value:
        await pause()
        say("async:", value)
    with nullcontext(enter_result=[1, 2]) as (one, two):
        await pause()
        say("sync:", one, two)
    shared = nullcontext("shared")
    with shared as outer, shared as inner:
        await pause()
        async with shared as innermost:
            await pause()
            say("reentrant:", outer, inner, innermost, shared.enter_result)
    try:
        async with nullcontext():
            await pause()
            raise ValueError("async body")
    except ValueError as exc:
        await pause()
        say("raised", exc, exc.__context__)
    try:
        with nullcontext(True):
            await pause()
            raise ValueError("sync body")
    except ValueError as exc:
        await pause()
        say("raised", exc, exc.__context__)
    for real in (False, True):
        async with asyncio.Lock() if real else nullcontext() as lock:
            await pause()
            say("chosen:", lock)
    async with AsyncExitStack() as stack:
        await pause()
        say("in a stack:", stack.enter_context(nullcontext(1)), await stack.enter_async_context(nullcontext(2)))
    manager = nullcontext(3)
    say("by hand:", manager.__enter__(), manager.__exit__(None, None, None))
    say("by hand:", await manager.__aenter__(), await manager.__aexit__(ValueError, ValueError(), None))
    try:
        nullcontext(1, 2)
    except TypeError as exc:
        await pause()
        say(exc)


cancel_everywhere(main)
