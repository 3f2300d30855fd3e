# 19. In case 18 the generator is then aclosed, so its finally blocks run.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


async def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    await pause()
    try:
        result = await scenario()
    except Exception as exc:
        await pause()
        say(f"{name}: raised {chain(exc)}")
    else:
        await pause()
        say(f"{name}: returned {result!r}")


@asynccontextmanager
async def with_finally():
    await pause()
    try:
        yield 1
        yield 2
        say("not reached")
    finally:
        await pause()
        say("finally runs")
        await asyncio.sleep(0)
        say("finally ends")


@asynccontextmanager
async def sees_generator_exit():
    await pause()
    yield 1
    try:
        yield 2
    except GeneratorExit as exc:
        await pause()
        say("closed with", repr(exc))
        await pause()
        raise


@asynccontextmanager
async def swallows_generator_exit():
    await pause()
    yield 1
    try:
        yield 2
    except GeneratorExit:
        await pause()
        say("swallowed, then returns")


@asynccontextmanager
async def raises_while_closing():
    await pause()
    try:
        yield 1
        yield 2
    finally:
        await pause()
        raise KeyError("in finally")


@asynccontextmanager
async def ignores_generator_exit():
    await pause()
    yield 1
    try:
        yield 2
    except GeneratorExit:
        await pause()
        yield 3


@contextmanager
def sync_with_finally():
    try:
        yield 1
        yield 2
    finally:
        say("sync finally runs")


async def main():
    await pause()
    for manager in (with_finally, sees_generator_exit, swallows_generator_exit, raises_while_closing,
                    ignores_generator_exit):
        async def use():
            await pause()
            async with manager() as value:
                await pause()
                say("body", value)

        await attempt(manager.__name__, use)
    try:
        with sync_with_finally() as value:
            await pause()
            say("body", value)
    except RuntimeError as exc:
        await pause()
        say("sync:", chain(exc))


cancel_everywhere(main)
