# 34. Parameters named self, func, args, kwds are not shadowed.
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
async def managed(self, func, args, kwds):
    await pause()
    yield f"self={self} func={func} args={args} kwds={kwds}"


@contextmanager
def managed_sync(self, func, args, kwds):
    yield f"self={self} func={func} args={args} kwds={kwds}"


@asynccontextmanager
async def keywords(**kwds):
    await pause()
    yield kwds


@asynccontextmanager
async def more(gen, cls, value=None, typ=None, traceback=None):
    await pause()
    yield gen, cls, value, typ, traceback


async def main():
    await pause()
    async with managed(1, 2, 3, 4) as text:
        await pause()
        say(text)
    async with managed(self=1, func=2, args=3, kwds=4) as text:
        await pause()
        say(text)
    async with managed(**{"kwds": 1, "args": 2, "func": 3, "self": 4}) as text:
        await pause()
        say(text)
    with managed_sync(self=5, func=6, args=7, kwds=8) as text:
        await pause()
        say(text)
    async with keywords(self=1, func=2, args=3, kwds=4) as text:
        await pause()
        say(text)
    async with more(gen=1, cls=2, value=3, typ=4, traceback=5) as text:
        await pause()
        say(text)

    @managed(self="decorator", func=1, args=2, kwds=3)
    async def decorated(self, func):
        await pause()
        return self, func

    say(await decorated(self=7, func=8))


cancel_everywhere(main)
