# 44. `push`, `push_async_exit`, `callback`, `push_async_callback` return their argument, so all work as decorators.
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


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        say("sync exit")


class AsyncManager:
    async def __aexit__(self, *details):
        await pause()
        say("async exit")


async def main():
    await pause()
    async with AsyncExitStack() as stack:

        await pause()
        @stack.callback
        def plain():
            say("plain")

        @stack.push_async_callback
        async def plain_async():
            await pause()
            say("plain async")

        @stack.push
        def exit_function(exc_type, exc, tb):
            say("exit function", repr(exc))

        @stack.push_async_exit
        async def async_exit_function(exc_type, exc, tb):
            await pause()
            say("async exit function", repr(exc))

        say("names:", plain.__name__, plain_async.__name__, exit_function.__name__, async_exit_function.__name__)
        plain()
        await plain_async()
        exit_function(None, None, None)
        say("-- body ends")

    stack = AsyncExitStack()
    manager, async_manager = Manager(), AsyncManager()
    say(stack.push(manager) is manager, stack.push_async_exit(async_manager) is async_manager)
    say(stack.callback(say, "with", end="!\n") is say)
    say(stack.push_async_callback(asyncio.sleep, 0) is asyncio.sleep)
    say(stack.enter_context(Manager()) is manager)
    await stack.aclose()
    with ExitStack() as sync:
        await pause()
        say(sync.push(manager) is manager, sync.callback(len, "text") is len)


cancel_everywhere(main)
