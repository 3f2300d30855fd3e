# 28. The sync version unwraps only StopIteration.
import contextlib


as_manager = {"tool": contextlib.contextmanager}["tool"]

def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@as_manager
def not_caught():
    yield


@as_manager
def wraps_it_itself():
    try:
        yield
    except Exception as exc:
        raise RuntimeError("wrapped by hand") from exc


@as_manager
def with_finally():
    try:
        yield
    finally:
        print("finally")


class MyStop(StopIteration):
    pass


def use(manager, exc):
    try:
        with manager():
            raise exc
    except BaseException as caught:
        print(f"{manager.__name__}, {type(exc).__name__}: identical {caught is exc}, {chain(caught)}, "
              f"cause {caught.__cause__!r}")


def main():
    for manager in (not_caught, wraps_it_itself, with_finally):
        for exc in (StopIteration("body"), MyStop("body"), StopAsyncIteration("body"), ValueError("body"),
                    RuntimeError("body"), GeneratorExit("body")):
            use(manager, exc)


main()
