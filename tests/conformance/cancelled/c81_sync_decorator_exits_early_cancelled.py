# 81. Sync ContextDecorator on generator or async functions (3.14) exits before the body runs.
import asyncio
from contextlib import ContextDecorator, contextmanager


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


class Manager(ContextDecorator):
    def __enter__(self):
        say("enter")
        return self

    def __exit__(self, exc_type, exc, tb):
        say("exit", repr(exc))
        return True


@contextmanager
def generated():
    say("enter")
    yield
    say("exit")


@Manager()
def generator():
    say("the generator runs")
    yield 1
    say("the generator ends")


@Manager()
async def coroutine():
    await pause()
    say("the coroutine runs")
    await pause()
    raise ValueError("outside the manager by now")


@generated()
async def async_generator():
    await pause()
    say("the async generator runs")
    yield 2


@Manager()
def plain():
    say("the function runs")
    raise ValueError("suppressed")


async def main():
    await pause()
    say("plain:", plain())
    items = generator()
    say("a", type(items).__name__)
    say(list(items))
    waiting = coroutine()
    say("a", type(waiting).__name__)
    try:
        await waiting
    except ValueError as exc:
        await pause()
        say("raised", exc)
    items = async_generator()
    say("a", type(items).__name__)
    say([item async for item in items])


cancel_everywhere(main)
