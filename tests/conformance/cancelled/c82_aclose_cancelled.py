# 82. `aclose` on a fresh generator is a no-op; a yield during GeneratorExit: RuntimeError `async generator ignored
# GeneratorExit`.
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


async def plain():
    await pause()
    say("starts")
    try:
        yield 1
        yield 2
    finally:
        await pause()
        say("finally")


async def ignores():
    await pause()
    try:
        yield 1
    except GeneratorExit:
        await pause()
        yield 2


async def ignores_in_finally():
    await pause()
    try:
        yield 1
    finally:
        await pause()
        yield 2


async def awaits_while_closing():
    await pause()
    try:
        yield 1
    finally:
        await pause()
        await asyncio.sleep(0)
        say("awaited while closing")


async def returns():
    await pause()
    try:
        yield 1
    except GeneratorExit:
        await pause()
        say("returns on GeneratorExit")
        await pause()
        return


async def raises():
    await pause()
    try:
        yield 1
    finally:
        await pause()
        raise KeyError("while closing")


async def close(name, generator, steps):
    await pause()
    for _ in range(steps):
        await anext(generator, "exhausted")
    try:
        say(f"{name} after {steps}: aclose gives {await generator.aclose()!r}")
    except Exception as exc:
        await pause()
        say(f"{name} after {steps}: {chain(exc)}")
    try:
        say("  then", await anext(generator))
    except (Exception, GeneratorExit) as exc:
        await pause()
        say("  then", repr(exc))


async def main():
    await pause()
    await close("plain", plain(), 0)
    await close("plain", plain(), 1)
    await close("plain", plain(), 2)
    await close("plain", plain(), 3)
    await close("ignores", ignores(), 0)
    await close("ignores", ignores(), 1)
    await close("ignores in finally", ignores_in_finally(), 1)
    await close("awaits", awaits_while_closing(), 1)
    await close("returns", returns(), 1)
    await close("raises", raises(), 1)
    generator = plain()
    await anext(generator)
    say("twice:", await generator.aclose(), await generator.aclose())


cancel_everywhere(main)
