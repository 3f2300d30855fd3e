# 31. An instance is single use: a second entry raises AttributeError (no attribute `args`).
import asyncio
from contextlib import asynccontextmanager, contextmanager


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
async def managed(name):
    await pause()
    say("enter", name)
    try:
        yield name
    finally:
        await pause()
        say("exit", name)


@contextmanager
def managed_sync(name):
    yield name


async def use(manager):
    await pause()
    try:
        async with manager as name:
            await pause()
            say("body", name)
    except Exception as exc:
        await pause()
        say(type(exc).__name__, exc)


async def main():
    await pause()
    manager = managed("once")
    await use(manager)
    await use(manager)
    manager = managed("outer")
    async with manager:
        await pause()
        await use(manager)
        say("still inside")
    manager = managed("fails")
    try:
        async with manager:
            await pause()
            raise ValueError("body")
    except ValueError as exc:
        await pause()
        say(repr(exc))
    await use(manager)
    manager = managed("entered by hand")
    say(await manager.__aenter__())
    try:
        await manager.__aenter__()
    except AttributeError as exc:
        await pause()
        say(exc)
    say(await manager.__aexit__(None, None, None))
    sync = managed_sync("sync")
    for _ in range(2):
        try:
            with sync as name:
                await pause()
                say("body", name)
        except AttributeError as exc:
            await pause()
            say(exc)


cancel_everywhere(main)
