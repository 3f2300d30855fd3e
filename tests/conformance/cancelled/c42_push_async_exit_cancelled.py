# 42. `push_async_exit` takes a CM (uses `__aexit__`, never calls `__aenter__`) or a coroutine function.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


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
    def __init__(self, name, suppresses=False):
        self.name = name
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        say("never entered")

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        await asyncio.sleep(0)
        say("exit", self.name, repr(exc))
        await pause()
        return self.suppresses


async def exit_function(exc_type, exc, tb):
    await pause()
    await asyncio.sleep(0)
    say("exit function", exc_type, repr(exc), type(tb).__name__)
    await pause()
    return exc_type is ValueError


def returns_awaitable(exc_type, exc, tb):
    say("plain function", repr(exc))
    return asyncio.sleep(0, result=True)


@asynccontextmanager
async def generated():
    await pause()
    try:
        yield
    except ValueError as exc:
        await pause()
        say("the generator got", exc)


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_exit(Manager("one"))
        stack.push_async_exit(exit_function)
        say("normal")
    for exit in (Manager("suppresses", True), exit_function, returns_awaitable, Manager("one").__aexit__):
        try:
            async with AsyncExitStack() as stack:
                await pause()
                stack.push_async_exit(Manager("outer"))
                stack.push_async_exit(exit)
                await pause()
                raise ValueError("body")
            say("suppressed")
        except ValueError as exc:
            await pause()
            say("raised", exc)
    manager = generated()
    await manager.__aenter__()
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_exit(manager)
        await pause()
        raise ValueError("body")
    say("the end")


cancel_everywhere(main)
