# 72. `suppress` matches by issubclass; `suppress()` matches nothing; enter returns None; reentrant; sync only.
import asyncio
from contextlib import suppress


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


class Special(KeyError):
    pass


def use(exc, *kinds):
    try:
        with suppress(*kinds) as value:
            say("value", value, end=" ")
            raise exc
        say("suppressed", repr(exc))
    except BaseException as caught:
        say("raised", repr(caught), "the same:", caught is exc)


def stops_at_the_raise():
    done = []
    with suppress(ZeroDivisionError):
        done.append(1)
        1 / 0
        done.append(2)
    return done


def returns():
    with suppress(ValueError):
        return "value from inside"


def returns_nothing():
    with suppress(ValueError):
        raise ValueError
        return "not reached"


async def main():
    await pause()
    use(ValueError("a"), ValueError)
    use(Special("b"), KeyError)
    use(Special("c"), LookupError)
    use(KeyError("d"), Special)
    use(ValueError("e"))
    use(ValueError("f"), TypeError, ValueError)
    use(KeyboardInterrupt(), Exception)
    use(KeyboardInterrupt(), BaseException)
    use(asyncio.CancelledError(), asyncio.CancelledError)
    use(FileNotFoundError(2, "g"), OSError)
    say(stops_at_the_raise(), returns(), returns_nothing())
    manager = suppress(ValueError)
    with manager:
        await pause()
        with manager:
            await pause()
            raise ValueError("inner")
        say("between")
        await pause()
        raise ValueError("outer")
    with manager:
        await pause()
        raise ValueError("and again")
    say("reentrant and reusable")
    try:
        with manager:
            await pause()
            with suppress(KeyError):
                await pause()
                raise ValueError("through the inner one")
        say("suppressed by the outer one")
        async with manager:
            await pause()
            say("not reached")
    except TypeError as exc:
        await pause()
        say(exc)
    say("exit gives", manager.__exit__(None, None, None), manager.__exit__(ValueError, ValueError(), None),
          manager.__exit__(KeyError, KeyError(), None))


cancel_everywhere(main)
