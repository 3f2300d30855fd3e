# 57. An exception raised by one callback can be suppressed by an outer one, also with no body exception.
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


class Suppresses:
    def __init__(self, *kinds):
        self.kinds = kinds

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("sees", repr(exc), "context", repr(exc.__context__) if exc else None)
        await pause()
        return exc_type is not None and issubclass(exc_type, self.kinds)


async def fails(exc):
    await pause()
    raise exc


async def use(body, *kinds):
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(say, "outermost")
        await stack.enter_async_context(Suppresses(*kinds))
        stack.push_async_callback(fails, KeyError("callback"))
        if body is not None:
            await pause()
            raise body
    say("went on")


async def main():
    await pause()
    await use(None, KeyError)
    await use(ValueError("body"), KeyError)
    try:
        await use(ValueError("body"), ValueError)
    except KeyError as exc:
        await pause()
        say("raised", repr(exc), "context", repr(exc.__context__))
    async with AsyncExitStack() as stack:
        await pause()
        stack.enter_context(suppress(ZeroDivisionError))
        stack.callback(lambda: 1 / 0)
    say("suppress in the stack did it")
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_callback(fails, IndexError("after suppression"))
        await stack.enter_async_context(Suppresses(KeyError, IndexError))
        stack.push_async_callback(fails, KeyError("first"))
        stack.pop_all()
    with ExitStack() as stack:
        await pause()
        stack.enter_context(suppress(KeyError))
        stack.callback({}.__getitem__, "missing")
    say("sync too")


cancel_everywhere(main)
