# 8. A new exception from `__aexit__` replaces the body's, which becomes its `__context__`.
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


class Replaces:
    def __init__(self, new, cause=None):
        self.new = new
        self.cause = cause

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        if self.cause == "body":
            await pause()
            raise self.new from exc
        if self.cause == "nothing":
            await pause()
            raise self.new from None
        await pause()
        raise self.new


async def use(body, *managers):
    await pause()
    try:
        async with managers[0]:
            await pause()
            if len(managers) == 1:
                if body is not None:
                    await pause()
                    raise body
            else:
                async with managers[1]:
                    await pause()
                    if body is not None:
                        await pause()
                        raise body
    except Exception as exc:
        await pause()
        say(chain(exc))
        say("  cause:", repr(exc.__cause__), "suppress context:", exc.__suppress_context__)
        await pause()
        return exc


class Same:
    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        raise exc


async def main():
    await pause()
    await use(ValueError("body"), Replaces(KeyError("exit")))
    await use(None, Replaces(KeyError("exit, normal end")))
    await use(ValueError("body"), Replaces(KeyError("outer")), Replaces(OSError("inner")))
    await use(None, Replaces(KeyError("outer")), Replaces(OSError("inner")))
    await use(ValueError("body"), Replaces(KeyError("from body"), "body"))
    await use(ValueError("body"), Replaces(KeyError("from None"), "nothing"))
    body = ValueError("raised again")
    same = await use(body, Same())
    say("same object:", same is body, "no context:", same.__context__ is None)
    try:
        await pause()
        raise LookupError("being handled")
    except LookupError:
        await pause()
        await use(ValueError("body"), Replaces(KeyError("exit")))
        await use(None, Replaces(KeyError("exit, normal end")))


cancel_everywhere(main)
