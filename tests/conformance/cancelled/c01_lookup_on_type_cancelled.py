# 1. `__aenter__`/`__aexit__` are looked up on the type; instance attributes are ignored.
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


class Plain:
    async def __aenter__(self):
        await pause()
        return "entered by the type"

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        say("left by the type")


class Empty:
    pass


async def enter_elsewhere():
    await pause()
    say("never called: enter")
    await pause()
    return "entered by the instance"


async def exit_elsewhere(*details):
    await pause()
    say("never called: exit")
    await pause()
    return True


async def both_ignored():
    await pause()
    manager = Plain()
    manager.__aenter__ = enter_elsewhere
    manager.__aexit__ = exit_elsewhere
    async with manager as value:
        await pause()
        say(value)


async def instance_only():
    await pause()
    manager = Empty()
    manager.__aenter__ = enter_elsewhere
    manager.__aexit__ = exit_elsewhere
    try:
        async with manager as value:
            await pause()
            say("not reached", value)
    except TypeError as exc:
        await pause()
        say(type(exc).__name__, exc)


async def put_on_the_type_later():
    await pause()
    manager = Empty()
    Empty.__aenter__ = lambda self: enter_elsewhere()
    Empty.__aexit__ = lambda self, *details: exit_elsewhere(*details)
    async with manager as value:
        await pause()
        say(value)
        await pause()
        raise ValueError("suppressed")
    del Empty.__aenter__
    del Empty.__aexit__


async def inherited():
    await pause()
    class Child(Plain):
        async def __aexit__(self, *details):
            await pause()
            say("left by the child, then")
            await pause()
            return await super().__aexit__(*details)

    async with Child() as value:
        await pause()
        say(value)


async def getattr_is_not_asked():
    await pause()
    class Dynamic:
        def __getattr__(self, name):
            say("asked for", name)
            return enter_elsewhere

    try:
        async with Dynamic():
            await pause()
            say("not reached")
    except TypeError as exc:
        await pause()
        say(exc)


async def main():
    await pause()
    await both_ignored()
    await instance_only()
    await put_on_the_type_later()
    await inherited()
    await getattr_is_not_asked()


cancel_everywhere(main)
