# 70. Without `aclosing`, `break` leaves an async generator's cleanup until later.
import asyncio
from contextlib import aclosing


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


async def numbers(name):
    await pause()
    try:
        for number in range(5):
            yield number
    finally:
        await pause()
        say(name, "cleaned up")


async def breaks_and_keeps(generator):
    await pause()
    async for number in generator:
        if number == 1:
            await pause()
            break
    say("left the loop at", number)


async def main():
    await pause()
    kept = numbers("kept")
    await breaks_and_keeps(kept)
    say("not cleaned up yet")
    async for number in kept:
        say("goes on with", number)
        await pause()
        break
    await kept.aclose()
    say("--")

    async with aclosing(numbers("closed")) as generator:
        await pause()
        await breaks_and_keeps(generator)
        say("still in the block")
    say("--")

    async for number in numbers("dropped"):
        await pause()
        break
    say("the loop was left, nobody has the generator any more")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    say("--")

    async for number in numbers("exhausted"):
        pass
    say("exhausted ones clean up by themselves")
    left_over = numbers("left over")
    await anext(left_over)
    say("the end of main")
    await pause()
    return left_over


cancel_everywhere(main)
