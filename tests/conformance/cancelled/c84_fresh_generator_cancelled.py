# 84. `athrow` on a fresh generator raises in the caller and finishes it; `asend(non-None)` on a fresh one is a
# TypeError.
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


async def echo():
    await pause()
    say("starts")
    received = None
    try:
        while True:
            received = yield received
            say("received", received)
    except ValueError as exc:
        await pause()
        say("caught", exc)
        yield "from the handler"


async def show(name, awaitable):
    await pause()
    try:
        say(f"{name}: {await awaitable!r}")
    except (Exception, GeneratorExit) as exc:
        await pause()
        say(f"{name}: raised {exc!r}")


async def main():
    await pause()
    generator = echo()
    await show("athrow on a fresh one", generator.athrow(ValueError("thrown")))
    await show("then asend", generator.asend(None))
    await show("then anext", anext(generator))
    await show("then athrow", generator.athrow(KeyError("thrown later")))
    await show("then aclose", generator.aclose())

    generator = echo()
    await show("asend(1) on a fresh one", generator.asend(1))
    await show("asend(None)", generator.asend(None))
    await show("asend(2)", generator.asend(2))
    await show("athrow", generator.athrow(ValueError("thrown")))
    await show("asend(3)", generator.asend(3))

    generator = echo()
    await show("athrow of a type", generator.athrow(KeyError))
    generator = echo()
    await anext(generator)
    await show("uncaught athrow", generator.athrow(TypeError("thrown")))
    await show("then anext", anext(generator))
    await show("anext with a default", anext(generator, "the default"))
    generator = echo()
    await show("GeneratorExit on a fresh one", generator.athrow(GeneratorExit()))
    await anext(echo())


cancel_everywhere(main)
