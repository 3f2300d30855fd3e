# 50. `__aenter__` returns the stack itself.
import asyncio
from contextlib import AsyncExitStack, ExitStack


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


class Special(AsyncExitStack):
    pass


async def main():
    await pause()
    original = AsyncExitStack()
    async with original as stack:
        await pause()
        say("the same:", stack is original)
    special = Special()
    async with special as stack:
        await pause()
        say("the same:", stack is special, type(stack).__name__)
    say("by hand:", await original.__aenter__() is original)
    sync = ExitStack()
    with sync as stack:
        await pause()
        say("sync, the same:", stack is sync)
    async with AsyncExitStack() as outer:
        await pause()
        inner = AsyncExitStack()
        entered = await outer.enter_async_context(inner)
        say("entered is inner:", entered is inner)
        inner.callback(say, "inner unwinds")
        outer.callback(say, "outer's last callback comes first")


cancel_everywhere(main)
