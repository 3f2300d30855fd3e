# 56. `__aexit__` returns True only if an exception came in and was suppressed.
import asyncio
from contextlib import AsyncExitStack, ExitStack, suppress


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


def exit_with(result):
    async def exit_function(*details):
        await pause()
        return result

    return exit_function


async def leave(stack, exc):
    await pause()
    details = (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)
    try:
        say("returned", repr(await stack.__aexit__(*details)))
    except Exception as raised:
        await pause()
        say("raised", repr(raised), "the same:", raised is exc)


async def main():
    await pause()
    for exc in (None, ValueError("body")):
        for results in ((), (False,), (True,), (None, True), (True, False), ("truthy",), (1, 2)):
            stack = AsyncExitStack()
            for result in results:
                stack.push_async_exit(exit_with(result))
            say(repr(exc), results, end=": ")
            await leave(stack, exc)

    async def fails(*details):
        await pause()
        raise KeyError("new")

    stack = AsyncExitStack()
    stack.enter_context(suppress(KeyError))
    stack.push_async_exit(fails)
    await leave(stack, None)
    stack.enter_context(suppress(KeyError))
    stack.push_async_exit(fails)
    await leave(stack, ValueError("body"))
    stack.push_async_exit(fails)
    stack.push_async_exit(exit_with(True))
    await leave(stack, ValueError("body"))
    sync = ExitStack()
    sync.push(lambda *details: True)
    say("sync:", sync.__exit__(ValueError, ValueError("body"), None), sync.__exit__(None, None, None))


cancel_everywhere(main)
