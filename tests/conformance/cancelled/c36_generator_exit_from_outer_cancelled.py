# 36. GeneratorExit from an outer generator's `aclose()` passes through the context manager and runs its finally.
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
async def managed(name):
    await pause()
    say("enter", name)
    try:
        yield name
    except BaseException as exc:
        await pause()
        say(name, "sees", repr(exc))
        await pause()
        raise
    finally:
        await pause()
        await asyncio.sleep(0)
        say("exit", name)


async def outer(*names):
    await pause()
    async with managed(names[0]) as first:
        await pause()
        yield first
        async with managed(names[-1]) as last:
            await pause()
            yield last
            say("not reached")


async def swallows():
    await pause()
    try:
        async with managed("swallowed") as name:
            await pause()
            yield name
    except GeneratorExit:
        await pause()
        say("GeneratorExit swallowed: fine, as long as nothing more is yielded")


async def take(count, generator):
    await pause()
    taken = []
    for _ in range(count):
        taken.append(await anext(generator))
    say("took", taken)
    await generator.aclose()
    say("closed")


async def main():
    await pause()
    await take(1, outer("one", "two"))
    await take(2, outer("one", "two"))
    await take(1, swallows())
    await take(0, outer("never", "started"))
    generator = outer("a", "b")
    await take(2, generator)
    say("again:", await generator.aclose())
    try:
        await anext(generator)
    except StopAsyncIteration as exc:
        await pause()
        say("finished", repr(exc))


cancel_everywhere(main)
