# 53. Callbacks run LIFO, and all run even if some raise.
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


def fails(exc):
    say("raises", repr(exc))
    raise exc


async def fails_async(exc):
    await pause()
    await asyncio.sleep(0)
    say("raises", repr(exc))
    await pause()
    raise exc


async def order():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        for number in range(5):
            stack.callback(say, "callback", number)
            stack.push_async_callback(asyncio.sleep, 0)


async def some_raise(body):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(say, "first registered, last to run")
            stack.callback(fails, KeyError("sync"))
            stack.callback(say, "in the middle")
            stack.push_async_callback(fails_async, IndexError("async"))
            stack.callback(say, "last registered, first to run")
            if body is not None:
                await pause()
                raise body
    except Exception as exc:
        await pause()
        say("raised", repr(exc))


async def all_raise():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            for number in range(3):
                stack.push_async_callback(fails_async, ValueError(number))
    except ValueError as exc:
        await pause()
        say("raised", repr(exc), "context", repr(exc.__context__))


async def base_exceptions_too():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(say, "runs even so")
            stack.callback(fails, SystemExit("exit"))
            stack.push_async_callback(fails_async, KeyboardInterrupt("interrupt"))
    except SystemExit as exc:
        await pause()
        say("raised", repr(exc), "context", repr(exc.__context__))


async def main():
    await pause()
    await order()
    await some_raise(None)
    await some_raise(TypeError("body"))
    await all_raise()
    try:
        await base_exceptions_too()
    except KeyboardInterrupt:
        await pause()
        say("not reached")
    try:
        with ExitStack() as stack:
            await pause()
            stack.callback(say, "sync: runs even so")
            stack.callback(fails, KeyError("sync stack"))
    except KeyError as exc:
        await pause()
        say("raised", repr(exc))


cancel_everywhere(main)
