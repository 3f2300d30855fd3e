# 15. Calling the function runs none of the body; argument errors come at the call.
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
async def managed(first, /, second=2, *, third):
    await pause()
    say("body runs with", first, second, third)
    yield first + second + third
    say("body ends")


def call(*args, **kwargs):
    try:
        manager = managed(*args, **kwargs)
    except TypeError as exc:
        say("call failed:", exc)
        return None
    say("called, a", type(manager).__name__)
    return manager


async def main():
    await pause()
    manager = call(1, third=3)
    say("not entered yet")
    async with manager as total:
        await pause()
        say("total", total)
    async with call(1, 10, third=100) as total:
        await pause()
        say("total", total)
    async with call(*[5], **{"third": 6, "second": 7}) as total:
        await pause()
        say("total", total)
    call()
    call(1)
    call(1, 2, 3, third=4)
    call(1, third=3, fourth=4)
    call(first=1, third=3)
    try:
        async with managed():
            await pause()
            say("not reached")
    except TypeError as exc:
        await pause()
        say("in the statement:", exc)
    say("never entered:", type(managed(1, third=2)).__name__)


cancel_everywhere(main)
