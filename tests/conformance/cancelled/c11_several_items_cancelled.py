# 11. Several items enter left to right and exit right to left; item 2 is evaluated after item 1 was entered.
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
    def __init__(self, name, fails=""):
        say("make", name)
        if fails == "make":
            raise ValueError(f"{name} can't be made")
        self.name = name
        self.fails = fails

    async def __aenter__(self):
        await pause()
        say("enter", self.name)
        if self.fails == "enter":
            await pause()
            raise ValueError(f"{self.name} can't be entered")
        await pause()
        return self.name

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("exit", self.name, repr(exc))
        if self.fails == "exit":
            await pause()
            raise OSError(f"{self.name} can't be left")
        await pause()
        return self.fails == "suppress"


async def order():
    await pause()
    async with Manager("one") as one, Manager(one + " two") as two, Manager("three"):
        await pause()
        say("body", one, two)


async def make_fails():
    await pause()
    async with Manager("one"), Manager("two", "make"):
        await pause()
        say("not reached")


async def enter_fails():
    await pause()
    async with Manager("one"), Manager("two", "enter"), Manager("three"):
        await pause()
        say("not reached")


async def enter_failure_suppressed():
    await pause()
    async with Manager("one", "suppress"), Manager("two", "enter"):
        await pause()
        say("not reached")
    say("went on")


async def inner_suppresses():
    await pause()
    async with Manager("one"), Manager("two", "suppress"), Manager("three"):
        await pause()
        raise KeyError("body")
    say("one saw nothing")


async def exit_fails():
    await pause()
    async with Manager("one"), Manager("two"), Manager("three", "exit"):
        await pause()
        say("body")


async def mixed_with_sync():
    await pause()
    class Sync:
        def __enter__(self):
            say("enter sync")

        def __exit__(self, *details):
            say("exit sync")

    async with Manager("one"):
        await pause()
        with Sync():
            await pause()
            async with Manager("two"):
                await pause()
                say("body")


async def main():
    await pause()
    for scenario in (order, make_fails, enter_fails, enter_failure_suppressed, inner_suppresses, exit_fails,
                     mixed_with_sync):
        say("--", scenario.__name__)
        try:
            await scenario()
        except Exception as exc:
            await pause()
            say("raised", repr(exc), "context", repr(exc.__context__))


cancel_everywhere(main)
