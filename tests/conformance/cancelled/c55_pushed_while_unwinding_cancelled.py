# 55. Callbacks pushed while unwinding also run.
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


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(say, "registered first")

        @stack.push_async_callback
        async def pushes_more():
            await pause()
            say("pushes two more")
            stack.callback(say, "pushed while unwinding")
            stack.push_async_exit(sees)
            await asyncio.sleep(0)

        async def sees(exc_type, exc, tb):
            await pause()
            say("pushed exit function sees", repr(exc))

        say("body")

    async with AsyncExitStack() as stack:
        await pause()
        left = 3

        async def again():
            nonlocal left
            await pause()
            say("left", left)
            left -= 1
            if left:
                stack.push_async_callback(again)

        stack.push_async_callback(again)

    async with AsyncExitStack() as stack:

        await pause()
        @stack.push_async_exit
        async def suppresses(exc_type, exc, tb):
            await pause()
            say("suppresses", repr(exc))

            @stack.push_async_exit
            async def after(exc_type, exc, tb):
                await pause()
                say("after suppression:", repr(exc))

            await pause()
            return True

        await pause()
        raise ValueError("body")

    async with AsyncExitStack() as stack:

        await pause()
        @stack.callback
        def closes_while_unwinding():
            stack.callback(say, "moved to another stack")
            moved = stack.pop_all()
            say("popped; the original is empty now")
            stack.callback(moved.pop_all)

    with ExitStack() as sync:
        await pause()
        sync.callback(lambda: sync.callback(say, "sync: pushed while unwinding"))


cancel_everywhere(main)
