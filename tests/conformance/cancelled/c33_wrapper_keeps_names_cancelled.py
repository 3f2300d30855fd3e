# 33. The wrapper keeps `__name__`, `__doc__`, `__wrapped__`; instances take the function's docstring.
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


@asynccontextmanager
async def documented(first: int, second: str = "two") -> None:
    """What the function does."""
    await pause()
    yield


@asynccontextmanager
async def undocumented():
    await pause()
    yield


@contextmanager
def synchronous():
    """A sync one."""
    yield


class Holder:
    @asynccontextmanager
    async def method(self):
        """A method."""
        await pause()
        yield self


async def plain():
    """Not decorated yet."""
    await pause()
    yield


plain.extra = "an attribute"
decorated = asynccontextmanager(plain)


async def main():
    await pause()
    for wrapper in (documented, undocumented, synchronous, Holder.method, decorated):
        say(wrapper.__name__, wrapper.__qualname__, repr(wrapper.__doc__), wrapper.__module__)
        say("  wrapped:", wrapper.__wrapped__.__name__, wrapper.__wrapped__ is wrapper)
    say(decorated.__wrapped__ is plain, decorated.extra)
    say(repr(documented(1).__doc__))
    say(repr(synchronous().__doc__))
    say(repr(Holder().method().__doc__))
    say(type(documented(1)).__name__, type(synchronous()).__name__)
    say(undocumented().__doc__.split(".")[0])
    say(documented.__defaults__, documented.__wrapped__.__defaults__)
    async for value in decorated.__wrapped__():
        say("the wrapped function is the generator function:", value)


cancel_everywhere(main)
