# 14. CancelledError is a BaseException: it reaches `__aexit__`, which may await before it goes on.
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


class Manager:
    def __init__(self, name, suppresses=False, raises=None):
        self.name = name
        self.suppresses = suppresses
        self.raises = raises

    async def __aenter__(self):
        await pause()
        await asyncio.sleep(0)
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say(f"{self.name}: exit begins with {exc!r}, an Exception: {isinstance(exc, Exception)}")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        say(f"{self.name}: exit ends")
        if self.raises is not None:
            await pause()
            raise self.raises
        await pause()
        return self.suppresses


async def waits(*managers):
    await pause()
    try:
        async with managers[0], managers[-1]:
            await pause()
            say("waiting")
            await asyncio.Event().wait()
    except Exception as exc:
        await pause()
        say("an Exception:", repr(exc))
        await pause()
        raise
    say("went on after the block")
    await pause()
    return "result"


async def cancel_once(*managers, message=None):
    await pause()
    task = asyncio.create_task(waits(*managers))
    for _ in range(30):
        await asyncio.sleep(0)
    task.cancel(message)
    try:
        say("returned", await task)
    except asyncio.CancelledError as exc:
        await pause()
        say("cancelled with", exc.args, "task cancelled:", task.cancelled())
    except Exception as exc:
        await pause()
        say("raised", repr(exc), "context", repr(exc.__context__))


async def main():
    await pause()
    say("mro:", [kind.__name__ for kind in asyncio.CancelledError.__mro__])
    await cancel_once(Manager("a"), Manager("b"))
    await cancel_once(Manager("a"), Manager("b"), message="stop")
    await cancel_once(Manager("a"), Manager("b", suppresses=True))
    await cancel_once(Manager("a", suppresses=True), Manager("b"))
    await cancel_once(Manager("a"), Manager("b", raises=KeyError("exit")))


cancel_everywhere(main)
