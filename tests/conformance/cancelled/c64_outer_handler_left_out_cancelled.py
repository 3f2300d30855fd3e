# 64. Inside an outer `except`, with no body exception, the outer exception is not in the resulting chain.
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


def raising(new):
    async def exit_function(*details):
        await pause()
        raise new

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


def sync():
    try:
        with ExitStack() as stack:
            stack.callback(lambda: [][0])
            stack.callback(lambda: {}["key"])
    except IndexError as exc:
        say("sync:", chain(exc))


async def scenarios():
    await pause()
    await use("one", None, raising(KeyError("k")))
    await use("two", None, raising(KeyError("k")), raising(IndexError("i")))
    await use("three", None, raising(OSError("o")), raising(KeyError("k")), raising(IndexError("i")))
    await use("with a body", ValueError("body"), raising(KeyError("k")), raising(IndexError("i")))
    sync()


async def main():
    await pause()
    say("-- no handler")
    await scenarios()
    say("-- in a handler")
    try:
        await pause()
        raise LookupError("outer")
    except LookupError:
        await pause()
        await scenarios()
    say("-- in two handlers")
    try:
        await pause()
        raise LookupError("outer")
    except LookupError:
        await pause()
        try:
            await pause()
            raise ArithmeticError("inner")
        except ArithmeticError:
            await pause()
            await scenarios()
    say("-- closed in a handler")
    stack = AsyncExitStack()
    stack.push_async_exit(raising(KeyError("k")))
    stack.push_async_exit(raising(IndexError("i")))
    try:
        await pause()
        raise LookupError("outer")
    except LookupError:
        await pause()
        try:
            await stack.aclose()
        except KeyError as exc:
            await pause()
            say(chain(exc))


cancel_everywhere(main)
