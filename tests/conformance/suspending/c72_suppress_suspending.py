# 72. `suppress` matches by issubclass; `suppress()` matches nothing; enter returns None; reentrant; sync only.
import asyncio
from contextlib import suppress


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


class Special(KeyError):
    pass


def use(exc, *kinds):
    try:
        with suppress(*kinds) as value:
            print("value", value, end=" ")
            raise exc
        print("suppressed", repr(exc))
    except BaseException as caught:
        print("raised", repr(caught), "the same:", caught is exc)


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
    print(stops_at_the_raise(), returns(), returns_nothing())
    manager = suppress(ValueError)
    with manager:
        await pause()
        with manager:
            await pause()
            raise ValueError("inner")
        print("between")
        await pause()
        raise ValueError("outer")
    with manager:
        await pause()
        raise ValueError("and again")
    print("reentrant and reusable")
    try:
        with manager:
            await pause()
            with suppress(KeyError):
                await pause()
                raise ValueError("through the inner one")
        print("suppressed by the outer one")
        async with manager:
            await pause()
            print("not reached")
    except TypeError as exc:
        await pause()
        print(exc)
    print("exit gives", manager.__exit__(None, None, None), manager.__exit__(ValueError, ValueError(), None),
          manager.__exit__(KeyError, KeyError(), None))


asyncio.run(main())
