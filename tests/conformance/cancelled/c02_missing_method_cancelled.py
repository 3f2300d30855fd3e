# 2. A missing method raises TypeError `'X' object does not support the asynchronous context manager protocol`.
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


class OnlyEnter:
    async def __aenter__(self):
        await pause()
        say("never entered")


class OnlyExit:
    async def __aexit__(self, *details):
        await pause()
        say("never left")


class Nothing:
    pass


class SetToNone:
    __aenter__ = None

    async def __aexit__(self, *details):
        await pause()
        say("never left")


async def use(manager):
    await pause()
    try:
        async with manager:
            await pause()
            say("not reached")
    except TypeError as exc:
        await pause()
        say(f"{type(manager).__name__}: {type(exc).__name__}: {exc}")
        say("context:", repr(exc.__context__), "cause:", repr(exc.__cause__))


async def while_handling():
    await pause()
    try:
        await pause()
        raise KeyError("first")
    except KeyError:
        await pause()
        await use(Nothing())


async def second_of_two():
    await pause()
    class Good:
        async def __aenter__(self):
            await pause()
            say("good entered")

        async def __aexit__(self, exc_type, exc, tb):
            await pause()
            say("good left with", exc)

    try:
        async with Good(), Nothing():
            await pause()
            say("not reached")
    except TypeError as exc:
        await pause()
        say(exc)


async def main():
    await pause()
    for manager in (OnlyEnter(), OnlyExit(), Nothing(), SetToNone(), 42, "text", None, [], say):
        await use(manager)
    await while_handling()
    await second_of_two()


cancel_everywhere(main)
