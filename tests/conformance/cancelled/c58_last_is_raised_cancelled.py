# 58. The last unsuppressed exception is re-raised.
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


def raising(exc):
    async def exit_function(*details):
        await pause()
        raise exc

    return exit_function


def suppressing():
    async def exit_function(*details):
        await pause()
        return True

    return exit_function


async def use(body, *exits):
    await pause()
    new = None
    try:
        async with AsyncExitStack() as stack:
            await pause()
            for exit_function in exits:
                stack.push_async_exit(exit_function)
            if body is not None:
                await pause()
                raise body
        say("went on")
    except Exception as exc:
        await pause()
        say("raised", chain(exc), "- the body's:", exc is body)


async def passes(*details):
    await pause()
    return False


async def main():
    await pause()
    body = ValueError("body")
    await use(body, passes, passes)
    await use(ValueError("body"), raising(KeyError("a")))
    await use(ValueError("body"), raising(KeyError("a")), raising(IndexError("b")))
    await use(ValueError("body"), raising(KeyError("a")), suppressing())
    await use(ValueError("body"), suppressing(), raising(KeyError("a")))
    await use(ValueError("body"), passes, raising(KeyError("a")), suppressing(), raising(IndexError("b")))
    await use(None, passes, raising(KeyError("a")), passes)
    await use(None, raising(KeyError("a")), raising(IndexError("b")), raising(OSError("c")))
    with_traceback = ValueError("raised once")
    try:
        await pause()
        raise with_traceback
    except ValueError as exc:
        await pause()
        await use(None, raising(exc))
    try:
        with ExitStack() as stack:
            await pause()
            stack.callback(lambda: {}["a"])
            stack.callback(lambda: [][1])
    except KeyError as exc:
        await pause()
        say("sync:", chain(exc))


cancel_everywhere(main)
