# 74. `closing` calls `close()` on every exit.
import contextlib



class Closer(contextlib.closing):
    """contextlib's own, subclassed."""

    def __exit__(self, *details):
        return super().__exit__(*details)


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


class Resource:
    def __init__(self, fails=None):
        self.fails = fails

    def close(self):
        print("close")
        if self.fails is not None:
            raise self.fails
        return True


class NoClose:
    pass


def numbers():
    try:
        yield from range(5)
    finally:
        print("generator closed")


def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    try:
        result = scenario()
    except Exception as exc:
        print(f"{name}: raised {chain(exc)}")
    else:
        print(f"{name}: returned {result!r}")


def normal():
    resource = Resource()
    with Closer(resource) as value:
        print("the same:", value is resource)


def raises():
    with Closer(Resource()):
        raise ValueError("not suppressed by a true result")


def returns():
    with Closer(Resource()):
        return "early"


def breaks():
    for _ in range(2):
        with Closer(Resource()):
            break


def from_generator():
    with Closer(numbers()) as generator:
        for number in generator:
            if number == 2:
                return number


def close_fails():
    with Closer(Resource(KeyError("close"))):
        raise ValueError("body")


def missing():
    with Closer(NoClose()) as value:
        print("entered", type(value).__name__)


def main():
    for scenario in (normal, raises, returns, breaks, from_generator, close_fails, missing):
        attempt(scenario.__name__, scenario)


main()
