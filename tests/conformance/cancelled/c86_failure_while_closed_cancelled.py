# 86. What an async generator raises while the loop's hook or `asyncio.run` closes it goes to the exception handler.
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


async def fails_while_closing():
    await pause()
    try:
        yield 1
    finally:
        await pause()
        raise ValueError("while closing")


async def drops():
    await pause()
    async for number in fails_while_closing():
        await pause()
        break
    say("left the loop")


async def main():
    await pause()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: say("handler:", context["message"].split(" <")[0],
                                                           repr(context["exception"]), "asyncgen" in context))
    await drops()
    for _ in range(3):
        await asyncio.sleep(0)
    say("had time to close")
    kept[:] = [fails_while_closing()]
    await anext(kept[0])
    say("main ends")


cancel_everywhere(main)
say("run ended")
