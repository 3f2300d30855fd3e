# 16. `__aenter__` returns the first yielded value.
import asyncio
from contextlib import asynccontextmanager


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
async def gives(value):
    await pause()
    say("before the yield")
    received = yield value
    say("the yield gave", received)


@asynccontextmanager
async def gives_nothing():
    await pause()
    yield


@asynccontextmanager
async def chooses(flag):
    await pause()
    if flag:
        yield "when true"
    else:
        yield "when false"


@asynccontextmanager
async def from_a_loop():
    await pause()
    for item in ["first", "second"]:
        yield item
        await pause()
        break


class Pair:
    def __init__(self):
        self.parts = (1, 2)

    @asynccontextmanager
    async def opened(self, factor=1):
        await pause()
        yield tuple(part * factor for part in self.parts)


async def main():
    await pause()
    async with gives("text") as value:
        await pause()
        say("value", value)
    async with gives((1, [2, 3])) as (one, [two, three]):
        await pause()
        say("unpacked", one, two, three)
    async with gives("unused"):
        await pause()
        say("no target")
    async with gives_nothing() as value:
        await pause()
        say("value", value)
    for flag in (True, False):
        async with chooses(flag) as value:
            await pause()
            say("value", value)
    async with from_a_loop() as value:
        await pause()
        say("value", value)
    async with Pair().opened(10) as (one, two):
        await pause()
        say("method", one, two)
    async with Pair.opened(Pair()) as parts:
        await pause()
        say("through the class", parts)
    manager = gives("by hand")
    say("value", await manager.__aenter__())
    say("exit", await manager.__aexit__(None, None, None))


cancel_everywhere(main)
