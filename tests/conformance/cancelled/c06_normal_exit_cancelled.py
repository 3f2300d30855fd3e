# 6. Normal exit awaits `__aexit__(None, None, None)`; its result is ignored.
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


class Manager:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        await pause()
        say("enter")
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        say("exit with", details)
        await pause()
        return self.result


class NoTruth:
    """A result that must not be asked for its truth."""

    def __bool__(self):
        say("asked for the truth")
        raise RuntimeError("no truth")


async def main():
    await pause()
    for result in (None, True, False, 0, "text", NoTruth()):
        async with Manager(result):
            await pause()
            say("body")
        say("after")
    async with Manager(True):
        await pause()
        pass
    async with Manager(1) as outer, Manager(2) as inner:
        await pause()
        say("two:", outer.result, inner.result)
    async with Manager(None):
        await pause()
        async with Manager(None):
            await pause()
            say("nested")
        say("between")
    async with Manager(None):
        await pause()
        try:
            await pause()
            raise ValueError("handled inside")
        except ValueError as exc:
            await pause()
            say("handled", exc)


cancel_everywhere(main)
