# 22. Catching it and returning suppresses it.
import asyncio
from contextlib import asynccontextmanager


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


@asynccontextmanager
async def catches(*kinds):
    await pause()
    try:
        yield
    except kinds as exc:
        await pause()
        await asyncio.sleep(0)
        say("caught", repr(exc))


@asynccontextmanager
async def breaks_out_of_a_loop():
    await pause()
    while True:
        try:
            yield
        except KeyError:
            await pause()
            break


@asynccontextmanager
async def catches_group():
    await pause()
    try:
        yield
    except* ValueError as group:
        await pause()
        say("caught", group.exceptions)


async def leaves_early():
    await pause()
    async with catches(ValueError):
        await pause()
        raise ValueError("body")
        await pause()
        return "not reached"
    await pause()
    return "after the block"


async def both():
    await pause()
    async with catches(ValueError):
        await pause()
        async with catches(KeyError):
            await pause()
            raise ValueError("through the inner one")
        say("not reached")
    say("after both")


async def main():
    await pause()
    async with catches(ValueError):
        await pause()
        raise ValueError("one")
    say("after", await leaves_early())
    await both()
    async with catches(KeyboardInterrupt, SystemExit):
        await pause()
        raise SystemExit(5)
    async with breaks_out_of_a_loop():
        await pause()
        raise KeyError("swallowed by a break")
    async with catches_group():
        await pause()
        raise ValueError("bare, wrapped by except*")
    async with catches_group():
        await pause()
        raise ExceptionGroup("many", [ValueError(1), ValueError(2)])
    try:
        async with catches(ValueError):
            await pause()
            raise KeyError("not caught")
    except KeyError as exc:
        await pause()
        say("outside:", repr(exc))
    manager = catches(ValueError)
    await manager.__aenter__()
    exc = ValueError("by hand")
    say("exit returned", await manager.__aexit__(type(exc), exc, None))


cancel_everywhere(main)
