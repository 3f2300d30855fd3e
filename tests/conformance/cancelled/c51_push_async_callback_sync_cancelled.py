# 51. `push_async_callback(sync function)` runs it, then TypeError for awaiting None. A trap.
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


def plain(name):
    say("runs", name)


def gives_five():
    return 5


def plain_exit(*details):
    say("plain exit", details[1])
    return True


async def use(register, body):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(say, "the one below still runs")
            register(stack)
            if body is not None:
                await pause()
                raise body
    except Exception as exc:
        await pause()
        say("raised", chain(exc))


async def main():
    await pause()
    for body in (None, ValueError("body")):
        await use(lambda stack: stack.push_async_callback(plain, "sync function"), body)
        await use(lambda stack: stack.push_async_callback(gives_five), body)
        await use(lambda stack: stack.push_async_exit(plain_exit), body)
        await use(lambda stack: stack.push_async_callback(asyncio.sleep, 0), body)


cancel_everywhere(main)
