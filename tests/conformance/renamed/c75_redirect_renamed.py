# 75. `redirect_stdout`/`redirect_stderr` return the new target and are reentrant (a stack of old targets).
import io
import sys
import contextlib



class ErrorsTo(contextlib.redirect_stderr):
    """contextlib's own, subclassed."""


class OutputTo(contextlib.redirect_stdout):
    """contextlib's own, subclassed."""


class Upper:
    """A target of one's own: all that is needed is `write`."""

    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text.upper())


def main():
    original = sys.stdout
    buffer = io.StringIO()
    with OutputTo(buffer) as target:
        print("into the buffer")
        same = target is buffer and sys.stdout is buffer
    print("the same:", same, "restored:", sys.stdout is original)
    print("buffer:", repr(buffer.getvalue()))

    first, second = io.StringIO(), io.StringIO()
    with OutputTo(first):
        print("one")
        with OutputTo(second):
            print("two")
        print("three")
    print(repr(first.getvalue()), repr(second.getvalue()))

    manager = OutputTo(first)
    with manager:
        print("four")
        with manager:
            print("five")
        print("six")
    print("reentrant:", repr(first.getvalue()), sys.stdout is original)

    upper = Upper()
    with OutputTo(upper):
        print("shout", 1, end="!")
    print(upper.pieces)

    errors = io.StringIO()
    with ErrorsTo(errors) as target:
        print("to stderr", file=sys.stderr)
        print("still to stdout")
    print(repr(errors.getvalue()), target is errors)
    try:
        with OutputTo(io.StringIO()), ErrorsTo(io.StringIO()):
            raise ValueError("body")
    except ValueError as exc:
        print("raised", exc, "restored:", sys.stdout is original)
    with ErrorsTo(sys.stdout):
        print("stderr to stdout", file=sys.stderr)


main()
