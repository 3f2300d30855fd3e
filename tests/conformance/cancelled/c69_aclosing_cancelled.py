# 69. `aclosing` yields its argument and awaits `aclose()` on every exit; a missing `aclose` is an AttributeError at
# exit.
import asyncio
from contextlib import aclosing


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


class Resource:
    def __init__(self, fails=None):
        self.fails = fails

    async def aclose(self):
        await pause()
        await asyncio.sleep(0)
        say("aclose")
        if self.fails is not None:
            await pause()
            raise self.fails
        await pause()
        return True


class NoAclose:
    pass


async def numbers():
    await pause()
    try:
        for number in range(5):
            yield number
    finally:
        await pause()
        await asyncio.sleep(0)
        say("generator closed")


async def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    await pause()
    try:
        result = await scenario()
    except Exception as exc:
        await pause()
        say(f"{name}: raised {chain(exc)}")
    else:
        await pause()
        say(f"{name}: returned {result!r}")


async def normal():
    await pause()
    resource = Resource()
    async with aclosing(resource) as value:
        await pause()
        say("the same:", value is resource)


async def raises():
    await pause()
    async with aclosing(Resource()):
        await pause()
        raise ValueError("not suppressed by a true result")


async def returns():
    await pause()
    async with aclosing(Resource()):
        await pause()
        return "early"


async def breaks():
    await pause()
    async with aclosing(numbers()) as generator:
        await pause()
        async for number in generator:
            if number == 2:
                await pause()
                break
    await pause()
    return number


async def return_from_loop():
    await pause()
    async with aclosing(numbers()) as generator:
        await pause()
        async for number in generator:
            await pause()
            return number


async def close_fails():
    await pause()
    async with aclosing(Resource(KeyError("aclose"))):
        await pause()
        raise ValueError("body")


async def missing():
    await pause()
    async with aclosing(NoAclose()) as value:
        await pause()
        say("entered", type(value).__name__)


async def missing_with_exception():
    await pause()
    async with aclosing(NoAclose()):
        await pause()
        raise ValueError("body")


async def main():
    await pause()
    for scenario in (normal, raises, returns, breaks, return_from_loop, close_fails, missing, missing_with_exception):
        await attempt(scenario.__name__, scenario)


cancel_everywhere(main)
