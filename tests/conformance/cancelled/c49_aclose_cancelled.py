# 49. `aclose()` is `__aexit__(None, None, None)`; there is no `close()` or `__enter__`.
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


def exit_function(*details):
    say("exit", details)


async def exit_async(*details):
    await pause()
    say("async exit", details)


class Watching(AsyncExitStack):
    async def __aexit__(self, *details):
        await pause()
        say("__aexit__ called with", details)
        await pause()
        return await super().__aexit__(*details)


async def main():
    await pause()
    stack = AsyncExitStack()
    stack.push(exit_function)
    stack.push_async_exit(exit_async)
    say("aclose gives", await stack.aclose())
    say("again", await stack.aclose())
    watching = Watching()
    watching.push(exit_function)
    say("aclose gives", await watching.aclose())
    for name in ("close", "__enter__", "__exit__", "aclose", "__aenter__", "__aexit__"):
        say(name, hasattr(stack, name), hasattr(ExitStack(), name))
    try:
        with AsyncExitStack():
            await pause()
            say("not reached")
    except TypeError as exc:
        await pause()
        say(exc)
    try:
        async with ExitStack():
            await pause()
            say("not reached")
    except TypeError as exc:
        await pause()
        say(exc)
    stack.push(exit_function)
    try:
        await pause()
        raise ValueError("being handled")
    except ValueError:
        await pause()
        await stack.aclose()
    stack.callback(lambda: 1 / 0)
    try:
        await stack.aclose()
    except ZeroDivisionError as exc:
        await pause()
        say("aclose raised", type(exc).__name__)


cancel_everywhere(main)
