# 7. On an exception `__aexit__(type, exc, tb)` is awaited; a truthy result suppresses.
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


raised = []


class Manager:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say(f"exit({exc_type.__name__}, {exc!r})", end=" ")
        say("type fits:", type(exc) is exc_type, "same object:", exc is raised[-1], end=" ")
        say("own traceback:", tb is exc.__traceback__, type(tb).__name__)
        await pause()
        return self.result


async def use(result, exc):
    await pause()
    raised.append(exc)
    try:
        async with Manager(result):
            await pause()
            raise exc
        say("  suppressed")
    except (Exception, KeyboardInterrupt, SystemExit, GeneratorExit) as caught:
        await pause()
        say("  raised, same object:", caught is exc, "context:", caught.__context__)


class Falsy(list):
    pass


class Truthy:
    pass


async def deeper():
    await pause()
    async def fails():
        await pause()
        raise raised[-1]

    async with Manager(True):
        await pause()
        await fails()
    say("  suppressed from an inner call")
    async with Manager(True):
        await pause()
        with_loop = [1, 2, 3]
        for item in with_loop:
            await pause()
            raise raised[-1]
    say("  suppressed from a loop, item", item)


async def main():
    await pause()
    for result in (True, 1, "yes", [0], Truthy(), False, None, 0, "", [], Falsy()):
        await use(result, ValueError("in the body"))
    await use(True, KeyboardInterrupt("typed"))
    await use(True, SystemExit(3))
    await use(True, GeneratorExit())
    await use(False, SystemExit(4))
    raised.append(OSError("in an inner call"))
    await deeper()


cancel_everywhere(main)
