# 86. An async generator that is dropped unfinished is closed by the loop's hook, and `asyncio.run` closes what is left
# (`shutdown_asyncgens`).
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


kept = []


async def numbers(name):
    await pause()
    try:
        for number in range(3):
            yield number
    except BaseException as exc:
        await pause()
        say(name, "sees", repr(exc))
        await pause()
        raise
    finally:
        await pause()
        await asyncio.sleep(0)
        say(name, "closed")


async def drops():
    await pause()
    async for number in numbers("dropped"):
        say("took", number)
        await pause()
        break
    say("left the loop")


async def main():
    await pause()
    kept.clear()
    await drops()
    say("after drops()")
    for _ in range(3):
        await asyncio.sleep(0)
    say("had time to close")

    generator = numbers("deleted")
    await anext(generator)
    del generator
    await asyncio.sleep(0)
    say("one turn of the loop")
    await asyncio.sleep(0)

    never_started = numbers("never started")
    del never_started
    kept.append(numbers("kept"))
    say("took", await anext(kept[0]))
    finished = numbers("finished")
    say("took", [number async for number in finished])

    say("main ends")


cancel_everywhere(main)
say("run ended")
