# 26. A RuntimeError whose `__cause__` is the body's Stop(Async)Iteration is unwrapped: the original propagates.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@asynccontextmanager
async def wraps_it_itself(new_kind=RuntimeError):
    await pause()
    try:
        yield
    except (StopIteration, StopAsyncIteration) as exc:
        await pause()
        raise new_kind("wrapped by hand") from exc


@asynccontextmanager
async def not_caught():
    """Python itself makes a RuntimeError of what leaves an async generator."""
    await pause()
    yield


@asynccontextmanager
async def raises_another_stop():
    await pause()
    try:
        yield
    except (StopIteration, StopAsyncIteration) as exc:
        await pause()
        raise type(exc)("another one")


class MyRuntimeError(RuntimeError):
    pass


async def use(name, manager, exc):
    await pause()
    try:
        async with manager:
            await pause()
            raise exc
    except Exception as caught:
        await pause()
        say(f"{name}, {type(exc).__name__}: identical {caught is exc}, {chain(caught)}, cause {caught.__cause__!r}")


async def main():
    await pause()
    for kind in (StopIteration, StopAsyncIteration, ValueError):
        await use("not caught", not_caught(), kind("body"))
        await use("by hand", wraps_it_itself(), kind("body"))
        await use("a subclass", wraps_it_itself(MyRuntimeError), kind("body"))
        await use("another kind", wraps_it_itself(KeyError), kind("body"))
        await use("another stop", raises_another_stop(), kind("body"))
    runtime_error = RuntimeError("raised in the body")
    await use("a RuntimeError in the body", not_caught(), runtime_error)
    say("context of it:", runtime_error.__context__)


cancel_everywhere(main)
