# 29. The propagated exception keeps its own traceback, with no contextlib frames.
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


def frames(exc):
    """Names of the functions in the traceback, oldest first."""
    names = []
    entry = exc.__traceback__
    while entry is not None:
        names.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    return names


@asynccontextmanager
async def plain():
    await pause()
    yield


@asynccontextmanager
async def reraises():
    await pause()
    try:
        yield
    except Exception:
        await pause()
        raise


@contextmanager
def sync():
    yield


def fails(exc):
    raise exc


async def body(manager, exc):
    await pause()
    async with manager():
        await pause()
        fails(exc)


async def nested(exc):
    await pause()
    async with plain():
        await pause()
        async with reraises():
            await pause()
            await body(plain, exc)


async def sync_body(exc):
    await pause()
    with sync():
        await pause()
        fails(exc)


async def main():
    await pause()
    for exc in (ValueError("body"), StopAsyncIteration("body"), KeyError("body")):
        try:
            async with plain():
                await pause()
                fails(exc)
        except BaseException as caught:
            await pause()
            say("directly:", frames(caught))
    for manager in (plain, reraises):
        try:
            await body(manager, ValueError("body"))
        except ValueError as caught:
            await pause()
            say(manager.__name__, frames(caught))
    try:
        await nested(ValueError("body"))
    except ValueError as caught:
        await pause()
        say("nested:", frames(caught))
    try:
        await sync_body(ValueError("body"))
    except ValueError as caught:
        await pause()
        say("sync:", frames(caught))


cancel_everywhere(main)
