# 12. A non-awaitable from `__aenter__`/`__aexit__` raises TypeError `'async with' received an object from __aenter__
# that does not implement __await__: int` (and the same for `__aexit__`).
import asyncio


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


class EnterGives:
    def __init__(self, result):
        self.result = result

    def __aenter__(self):
        return self.result

    async def __aexit__(self, *details):
        await pause()
        say("never left")


class ExitGives:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        await pause()
        return "entered"

    def __aexit__(self, *details):
        say("exit was called with", details[1])
        return self.result


class Odd:
    pass


class BadAwait:
    def __await__(self):
        return 5


def generator():
    yield


async def use(manager, exc=None):
    await pause()
    try:
        async with manager as value:
            await pause()
            say("body,", value)
            if exc is not None:
                await pause()
                raise exc
        say("no error")
    except Exception as caught:
        await pause()
        say(f"{type(manager).__name__} {type(manager.result).__name__}: {chain(caught)}")


async def main():
    await pause()
    for result in (1, None, "text", Odd(), generator(), Odd, BadAwait()):
        await use(EnterGives(result))
    for result in (1, None, True, Odd(), BadAwait()):
        await use(ExitGives(result))
    await use(ExitGives(False), ValueError("body"))
    await use(ExitGives(True), ValueError("body"))
    try:
        async with ExitGives(None):
            await pause()
            async with EnterGives(2.5):
                await pause()
                say("not reached")
    except TypeError as exc:
        await pause()
        say(chain(exc))


cancel_everywhere(main)
