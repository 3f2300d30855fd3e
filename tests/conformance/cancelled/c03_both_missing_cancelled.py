# 3. When both are missing, 3.14 names `(missed __aexit__ method)` first, and hints "Did you mean to use 'with'?" when
# the type has the other protocol.
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


class Neither:
    pass


class Synchronous:
    def __enter__(self):
        say("never entered")

    def __exit__(self, *details):
        say("never left")


class Asynchronous:
    async def __aenter__(self):
        await pause()
        say("never entered")

    async def __aexit__(self, *details):
        await pause()
        say("never left")


class SynchronousEnter:
    def __enter__(self):
        say("never entered")


class SynchronousWithAenter(Synchronous):
    async def __aenter__(self):
        await pause()
        say("never entered")


class AsynchronousWithExit(Asynchronous):
    def __exit__(self, *details):
        say("never left")


async def use(manager):
    await pause()
    try:
        async with manager:
            await pause()
            say("not reached")
    except TypeError as exc:
        await pause()
        say(f"async with {type(manager).__name__}: {exc}")


def use_synchronously(manager):
    try:
        with manager:
            say("not reached")
    except TypeError as exc:
        say(f"with {type(manager).__name__}: {exc}")


async def main():
    await pause()
    for kind in (Neither, Synchronous, SynchronousEnter, SynchronousWithAenter):
        await use(kind())
    for kind in (Neither, Asynchronous, SynchronousEnter, AsynchronousWithExit):
        use_synchronously(kind())
    await use(asyncio.sleep)
    use_synchronously(asyncio.Lock())


cancel_everywhere(main)
