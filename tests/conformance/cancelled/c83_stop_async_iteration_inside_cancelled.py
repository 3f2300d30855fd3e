# 83. StopAsyncIteration raised inside: RuntimeError `async generator raised StopAsyncIteration`, with `__cause__` (PEP
# 479 for async).
import asyncio


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


async def raises(exc):
    await pause()
    yield 1
    await pause()
    raise exc


async def raises_first(exc):
    await pause()
    raise exc
    yield


async def next_of_another():
    await pause()
    async def empty():
        await pause()
        return
        yield

    yield 1
    await anext(empty())
    yield 2


async def catches(exc):
    await pause()
    try:
        yield 1
        await pause()
        raise exc
    except (StopIteration, StopAsyncIteration) as caught:
        await pause()
        say("caught inside", repr(caught))
    yield 2


async def coroutine(exc):
    await pause()
    raise exc


async def consume(name, generator):
    await pause()
    try:
        say(name, [item async for item in generator])
    except Exception as exc:
        await pause()
        say(f"{name}: {chain(exc)}, cause {exc.__cause__!r}, suppress context {exc.__suppress_context__}")


async def main():
    await pause()
    for kind in (StopAsyncIteration, StopIteration, RuntimeError, ValueError):
        await consume("raises", raises(kind("inside")))
        await consume("raises first", raises_first(kind("inside")))
        await consume("catches", catches(kind("inside")))
    await consume("anext", next_of_another())
    for kind in (StopIteration, StopAsyncIteration):
        try:
            await coroutine(kind("in a coroutine"))
        except Exception as exc:
            await pause()
            say(f"coroutine: {chain(exc)}, cause {exc.__cause__!r}")
    generator = raises(ValueError("inside"))
    await anext(generator)
    try:
        await generator.athrow(StopAsyncIteration("thrown in"))
    except RuntimeError as exc:
        await pause()
        say("thrown in:", chain(exc), repr(exc.__cause__))


cancel_everywhere(main)
