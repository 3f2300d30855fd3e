# 5. A failure while binding the target happens inside the protected region: `__aexit__` sees it and may suppress it.
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
    def __init__(self, name, result, suppresses):
        self.name = name
        self.result = result
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        return self.result

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say(f"{self.name} sees {exc_type.__name__ if exc_type else None}: {exc}")
        await pause()
        return self.suppresses


class ReadOnly:
    @property
    def value(self):
        return 1


class Refuses:
    def __setitem__(self, key, value):
        raise LookupError(f"no place for {value!r} at {key!r}")


async def unpack_too_few(suppresses):
    await pause()
    async with Manager("unpack", (1,), suppresses) as (a, b):
        await pause()
        say("not reached", a, b)
    await pause()
    return "went on"


async def unpack_nothing_iterable(suppresses):
    await pause()
    async with Manager("not iterable", 5, suppresses) as (a, b):
        await pause()
        say("not reached", a, b)
    await pause()
    return "went on"


async def set_attribute(suppresses):
    await pause()
    async with Manager("attribute", 5, suppresses) as ReadOnly().value:
        await pause()
        say("not reached")
    await pause()
    return "went on"


async def set_item(suppresses):
    await pause()
    async with Manager("outer", 0, suppresses), Manager("item", 5, False) as Refuses()["key"]:
        await pause()
        say("not reached")
    await pause()
    return "went on"


async def main():
    await pause()
    for scenario in (unpack_too_few, unpack_nothing_iterable, set_attribute, set_item):
        for suppresses in (True, False):
            try:
                say(scenario.__name__, await scenario(suppresses))
            except Exception as exc:
                await pause()
                say(f"{scenario.__name__} raised {type(exc).__name__}: {exc}")


cancel_everywhere(main)
