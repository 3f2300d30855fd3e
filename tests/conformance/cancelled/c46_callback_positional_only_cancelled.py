# 46. `callback` is positional-only; leaving it out is a TypeError; the wrapper has `__wrapped__`.
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


def plain(**kwargs):
    say("called with", kwargs)


async def plain_async(**kwargs):
    await pause()
    say("called with", kwargs)


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(plain, callback=1, self=2)
        stack.push_async_callback(plain_async, callback=3, self=4, args=5, kwds=6)
        for method in (stack.callback, stack.push_async_callback):
            try:
                method(callback=plain)
            except TypeError as exc:
                await pause()
                say(exc)
            try:
                method()
            except TypeError as exc:
                await pause()
                say(exc)
    with ExitStack() as stack:
        await pause()
        try:
            stack.callback()
        except TypeError as exc:
            await pause()
            say(exc)
        try:
            stack.push()
        except TypeError as exc:
            await pause()
            say(exc)
        try:
            stack.enter_context()
        except TypeError as exc:
            await pause()
            say(exc)
        stack.callback(plain)
        is_sync, wrapper = stack._exit_callbacks[-1]
        say("sync:", is_sync, "wrapped is the function:", wrapper.__wrapped__ is plain)


cancel_everywhere(main)
