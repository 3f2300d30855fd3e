# 25. StopIteration, StopAsyncIteration or a subclass raised in the body propagates as the identical object,
# `__cause__` None.
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


class MyStop(StopIteration):
    pass


class MyStopAsync(StopAsyncIteration):
    pass


@asynccontextmanager
async def plain():
    await pause()
    yield


@asynccontextmanager
async def with_finally():
    await pause()
    try:
        yield
    finally:
        await pause()
        say("finally")


@asynccontextmanager
async def reraises():
    await pause()
    try:
        yield
    except BaseException as exc:
        await pause()
        say("sees", type(exc).__name__)
        await pause()
        raise


async def body(manager, exc):
    """Catch the exception inside the coroutine: a StopIteration can't leave one."""
    await pause()
    try:
        async with manager():
            await pause()
            raise exc
    except (StopIteration, StopAsyncIteration) as caught:
        await pause()
        say(f"{manager.__name__}, {type(exc).__name__}: identical {caught is exc}, cause {caught.__cause__!r}, "
              f"context {caught.__context__!r}, args {caught.args}")


async def leaves_the_coroutine(manager, exc):
    await pause()
    async with manager():
        await pause()
        raise exc


async def main():
    await pause()
    for manager in (plain, with_finally, reraises):
        for exc in (StopIteration("value"), StopAsyncIteration("value"), MyStop(1, 2), MyStopAsync()):
            await body(manager, exc)
    for exc in (StopIteration("out"), StopAsyncIteration("out")):
        try:
            await leaves_the_coroutine(plain, exc)
        except Exception as caught:
            await pause()
            say("outside:", repr(caught), "cause", repr(caught.__cause__), "context", repr(caught.__context__))
    async with plain():
        await pause()
        try:
            next(iter([]))
        except StopIteration:
            await pause()
            say("handled inside")


cancel_everywhere(main)
