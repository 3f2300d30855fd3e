# 45. `callback`/`push_async_callback` ignore results: they can't suppress and get no exception details.
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


def plain(*args, **kwargs):
    say("plain", args, kwargs)
    return True


async def plain_async(*args, **kwargs):
    await pause()
    await asyncio.sleep(0)
    say("async", args, kwargs)
    await pause()
    return True


async def main():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(plain)
            stack.callback(plain, 1, 2, key="value")
            stack.push_async_callback(plain_async)
            stack.push_async_callback(plain_async, 3, *[4, 5], **{"other": 6})
            await pause()
            raise ValueError("body")
    except ValueError as exc:
        await pause()
        say("raised", repr(exc), "context", exc.__context__)
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(plain, "normal end")
        stack.push_async_callback(plain_async, "normal end")
    with ExitStack() as stack:
        await pause()
        stack.push(lambda *details: True)
        stack.callback(plain, "below the one that suppresses")
        await pause()
        raise KeyError("sync body")
    arguments = [1]
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(plain, arguments, *arguments)
        arguments.append("added later")


cancel_everywhere(main)
