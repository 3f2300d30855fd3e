# 78. A class-based AsyncContextDecorator reuses the same instance; `@asynccontextmanager` makes a new generator per
# call; suppression makes the call return None.
import asyncio
from contextlib import AsyncContextDecorator, ContextDecorator, asynccontextmanager, contextmanager


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


class Counting(AsyncContextDecorator):
    def __init__(self, suppresses=False):
        self.entered = 0
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        self.entered += 1
        say("enter", self.entered)
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("exit", self.entered, repr(exc))
        await pause()
        return self.suppresses


@asynccontextmanager
async def generated(name):
    await pause()
    say("enter", name)
    try:
        yield
    except ValueError as exc:
        await pause()
        say("suppressed", exc)
    finally:
        await pause()
        say("exit", name)


class Fresh(Counting):
    """Makes a new instance for each call."""

    def _recreate_cm(self):
        say("recreated")
        return Fresh(self.suppresses)


@Counting()
async def add(first, /, second=2, *rest, third=3):
    """Adds."""
    await pause()
    return first + second + third + sum(rest)


@Counting(suppresses=True)
async def fails():
    await pause()
    raise KeyError("suppressed")


@generated("by decorator")
async def greet(name):
    await pause()
    say("hello", name)
    await pause()
    return name.upper()


@generated("suppressing")
async def fails_too():
    await pause()
    raise ValueError("in the function")


@Fresh()
async def fresh():
    await pause()
    return "fresh"


@generated("outer")
@generated("inner")
async def twice():
    await pause()
    say("in the middle")


class Holder:
    @Counting()
    async def method(self, value):
        await pause()
        return type(self).__name__, value


async def main():
    await pause()
    say(await add(1), await add(1, 1, 1, third=1))
    say(add.__name__, add.__doc__, add.__wrapped__.__name__)
    say(await fails())
    say(await greet("ada"), await greet("bob"))
    say(await fails_too())
    say(await fresh(), await fresh())
    await twice()
    say(await Holder().method(5))

    @contextmanager
    def sync_generated():
        say("sync enter")
        yield
        say("sync exit")

    @sync_generated()
    def sync_function():
        return "sync result"

    say(sync_function(), sync_function())
    say(issubclass(Counting, ContextDecorator), isinstance(generated("x"), AsyncContextDecorator))


cancel_everywhere(main)
