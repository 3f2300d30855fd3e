# 72. `suppress` matches by issubclass; `suppress()` matches nothing; enter returns None; reentrant; sync only.
import asyncio
import contextlib



class Swallow(contextlib.suppress):
    """contextlib's own, subclassed."""

    def __exit__(self, *details):
        return super().__exit__(*details)


class Special(KeyError):
    pass


def use(exc, *kinds):
    try:
        with Swallow(*kinds) as value:
            print("value", value, end=" ")
            raise exc
        print("suppressed", repr(exc))
    except BaseException as caught:
        print("raised", repr(caught), "the same:", caught is exc)


def stops_at_the_raise():
    done = []
    with Swallow(ZeroDivisionError):
        done.append(1)
        1 / 0
        done.append(2)
    return done


def returns():
    with Swallow(ValueError):
        return "value from inside"


def returns_nothing():
    with Swallow(ValueError):
        raise ValueError
        return "not reached"


async def main():
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
    manager = Swallow(ValueError)
    with manager:
        with manager:
            raise ValueError("inner")
        print("between")
        raise ValueError("outer")
    with manager:
        raise ValueError("and again")
    print("reentrant and reusable")
    try:
        with manager:
            with Swallow(KeyError):
                raise ValueError("through the inner one")
        print("suppressed by the outer one")
        async with manager:
            print("not reached")
    except TypeError as exc:
        print(exc)
    print("exit gives", manager.__exit__(None, None, None), manager.__exit__(ValueError, ValueError(), None),
          manager.__exit__(KeyError, KeyError(), None))


asyncio.run(main())
