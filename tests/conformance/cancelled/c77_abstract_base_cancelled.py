# 77. `AbstractAsyncContextManager`: the default `__aenter__` returns self, `__aexit__` is abstract; any class with both
# methods is a virtual subclass unless one of them is None.
import asyncio
from contextlib import AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack, nullcontext


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


class Defaults(AbstractAsyncContextManager):
    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("exit", repr(exc), "- the abstract method gives", await super().__aexit__(exc_type, exc, tb))


class Incomplete(AbstractAsyncContextManager):
    pass


class Both:
    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        pass


class OnlyExit:
    async def __aexit__(self, *details):
        await pause()
        pass


class Refuses(Both):
    __aenter__ = None


class RefusesExit(Both):
    __aexit__ = None


class Child(Both):
    pass


class Sync(AbstractContextManager):
    def __exit__(self, *details):
        say("sync exit")


class SyncBoth:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        pass


async def main():
    await pause()
    manager = Defaults()
    async with manager as value:
        await pause()
        say("the same:", value is manager)
    try:
        async with Defaults():
            await pause()
            raise ValueError("body")
    except ValueError as exc:
        await pause()
        say("raised", exc)
    try:
        Incomplete()
    except TypeError as exc:
        await pause()
        say(exc)
    for kind in (Defaults, Incomplete, Both, OnlyExit, Refuses, RefusesExit, Child, AsyncExitStack, nullcontext, int,
                 SyncBoth):
        say(kind.__name__, issubclass(kind, AbstractAsyncContextManager), issubclass(kind, AbstractContextManager))
    say(isinstance(Both(), AbstractAsyncContextManager), isinstance(asyncio.Lock(), AbstractAsyncContextManager))
    with Sync() as value:
        await pause()
        say(type(value).__name__)
    say(AbstractAsyncContextManager[int, bool | None].__args__)


cancel_everywhere(main)
