# 60. `_fix_exception_context` walks `__context__` until None, the old exception, or the frame's outer exception; only
# the last link is rewritten.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


def linked(*exceptions):
    """Exceptions whose contexts are linked by hand, the first the newest."""
    for newer, older in zip(exceptions, exceptions[1:]):
        newer.__context__ = older
    return exceptions[0]


def raising(exc):
    async def exit_function(*details):
        await pause()
        raise exc

    return exit_function


async def use(name, body, *exits):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            for exit_function in exits:
                stack.push_async_exit(exit_function)
            if body is not None:
                await pause()
                raise body
    except Exception as exc:
        await pause()
        say(f"{name}: {chain(exc)}")


async def main():
    await pause()
    await use("long chain", ValueError("body"), raising(linked(KeyError("new"), OSError("a"), OSError("b"))))
    body = ValueError("body")
    await use("already there", body, raising(linked(KeyError("new"), OSError("a"), body, OSError("kept"))))
    await use("two long chains", ValueError("body"), raising(linked(KeyError("k"), OSError("a"))),
              raising(linked(IndexError("i"), OSError("b"))))
    await use("no body", None, raising(linked(KeyError("new"), OSError("a"))))

    async def raises_with_context(*details):
        await pause()
        try:
            await pause()
            raise AttributeError("inner")
        except AttributeError:
            await pause()
            raise KeyError("outer")

    await use("context of its own", ValueError("body"), raises_with_context)
    try:
        await pause()
        raise LookupError("frame's outer exception")
    except LookupError:
        await pause()
        await use("in a handler", ValueError("body"), raising(linked(KeyError("new"), OSError("a"))))
        await use("in a handler, own context", ValueError("body"), raises_with_context)
        await use("in a handler, two", ValueError("body"), raising(KeyError("k")), raising(IndexError("i")))
    await use("body is its own end", linked(ValueError("body"), OSError("before")), raising(KeyError("new")))


cancel_everywhere(main)
