# 9. `return`, `break` and `continue` await `__aexit__` with three Nones first.
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
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await pause()
        return self.name

    async def __aexit__(self, *details):
        await pause()
        say("exit", self.name, details)
        await pause()
        return True


def value():
    say("the value is computed first")
    return 42


async def returns():
    await pause()
    async with Manager("return"):
        await pause()
        return value()
    say("not reached")


async def returns_nothing():
    await pause()
    async with Manager("bare return"):
        await pause()
        return


async def returns_through_two():
    await pause()
    async with Manager("outer"):
        await pause()
        async with Manager("inner"):
            await pause()
            try:
                await pause()
                return value()
            finally:
                await pause()
                say("finally before the managers")


async def loops():
    await pause()
    for number in range(4):
        async with Manager(f"loop {number}"):
            await pause()
            if number == 0:
                await pause()
                continue
            if number == 2:
                await pause()
                break
            say("rest of the body", number)
        say("rest of the loop", number)
    else:
        say("not reached: else")
    number = 0
    while number < 2:
        number += 1
        async with Manager(f"while {number}"), Manager("second"):
            await pause()
            continue
    else:
        say("else of the while loop")


async def inner_loop_stays_inside():
    await pause()
    async with Manager("around a loop"):
        await pause()
        for number in range(3):
            if number == 1:
                await pause()
                break
        say("left the loop at", number)


async def break_out_of_both():
    await pause()
    for number in range(3):
        async with Manager("outer of both"):
            await pause()
            async with Manager("inner of both"):
                await pause()
                break
    say("number", number)


async def main():
    await pause()
    say(await returns())
    say(await returns_nothing())
    say(await returns_through_two())
    await loops()
    await inner_loop_stays_inside()
    await break_out_of_both()


cancel_everywhere(main)
