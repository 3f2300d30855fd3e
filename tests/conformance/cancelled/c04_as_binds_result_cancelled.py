# 4. `as` binds the awaited result of `__aenter__`, not the manager.
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
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        await pause()
        return self.result

    async def __aexit__(self, *details):
        await pause()
        return False


class Custom:
    """An awaitable that isn't a coroutine."""

    def __await__(self):
        return (yield from asyncio.sleep(0, "from a custom awaitable").__await__())


class ReturnsAwaitable:
    def __aenter__(self):
        return Custom()

    def __aexit__(self, *details):
        return Custom()


class Box:
    pass


async def main():
    await pause()
    async with Manager("text") as value:
        await pause()
        say("name:", value)
    async with Manager(None) as value:
        await pause()
        say("none:", value)
    async with Manager([1, 2]) as [first, second]:
        await pause()
        say("list target:", first, second)
    async with Manager((1, (2, 3, 4))) as (one, (two, *rest)):
        await pause()
        say("nested target:", one, two, rest)
    box = Box()
    async with Manager("attribute") as box.content:
        await pause()
        say("attribute target:", box.content)
    items = {}
    async with Manager("item") as items["key"]:
        await pause()
        say("item target:", items)
    async with Manager("bound before") as value, Manager(value.upper()) as value:
        await pause()
        say("rebound:", value)
    say("still bound afterwards:", value)
    async with ReturnsAwaitable() as value:
        await pause()
        say(value)
    async with (Manager(1) as a, Manager(2), Manager(3) as c,):
        await pause()
        say("parenthesised:", a, c)
    manager = Manager("the result")
    async with manager as value:
        await pause()
        say("is the manager:", value is manager)


cancel_everywhere(main)
