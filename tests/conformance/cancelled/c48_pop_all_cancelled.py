# 48. `pop_all` returns `type(self)()` with all callbacks and empties the original; nothing runs.
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
    def __init__(self):
        super().__init__()
        say("made a", type(self).__name__)


async def exit_async(name):
    await pause()
    await asyncio.sleep(0)
    say("exit", name)


async def transfer():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(say, "exit one")
        stack.push_async_callback(exit_async, "two")
        kept = stack.pop_all()
        stack.callback(say, "exit three: added after pop_all")
        say("body ends, the same stack:", kept is stack)
    say("-- closing the other")
    await kept.aclose()
    say("-- closing it again")
    await kept.aclose()


async def on_success_only(fails):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(say, "undo")
            if fails:
                await pause()
                raise ValueError("before pop_all")
            stack.pop_all()
            say("kept")
    except ValueError as exc:
        await pause()
        say(exc)


async def subclass():
    await pause()
    stack = Special()
    stack.callback(say, "exit of the special one")
    other = stack.pop_all()
    say(type(other).__name__)
    async with other:
        await pause()
        say("body")
    other = other.pop_all()
    await other.aclose()


async def main():
    await pause()
    await transfer()
    await on_success_only(True)
    await on_success_only(False)
    await subclass()
    sync = ExitStack()
    sync.callback(say, "sync exit")
    with sync:
        await pause()
        other = sync.pop_all()
    say(type(other).__name__)
    other.close()


cancel_everywhere(main)
