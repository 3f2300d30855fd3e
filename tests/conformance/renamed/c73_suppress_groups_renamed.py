# 73. `suppress` splits exception groups recursively; a full match suppresses, else the rest is raised through
# `derive()` (a custom subclass is kept).
import contextlib



class Swallow(contextlib.suppress):
    """contextlib's own, subclassed."""

    def __exit__(self, *details):
        return super().__exit__(*details)


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        print("derive with", excs)
        return MyGroup(self.message + " (derived)", excs)


def show(exc, indent="  "):
    if isinstance(exc, BaseExceptionGroup):
        print(f"{indent}{type(exc).__name__}: {exc}")
        for inner in exc.exceptions:
            show(inner, indent + "  ")
    else:
        print(f"{indent}{exc!r}")


def use(name, group, *kinds):
    try:
        with Swallow(*kinds):
            raise group
        print(f"{name}: suppressed")
    except BaseException as caught:
        print(f"{name}: raised, the same: {caught is group}, context {caught.__context__!r}, "
              f"cause {caught.__cause__!r}")
        show(caught)


def main():
    nested = ExceptionGroup("inner", [ValueError(3), KeyError("k")])
    use("all match", ExceptionGroup("g", [ValueError(1), ValueError(2)]), ValueError)
    use("none matches", ExceptionGroup("g", [ValueError(1), ValueError(2)]), TypeError)
    use("some match", ExceptionGroup("g", [ValueError(1), TypeError(2)]), ValueError)
    use("nested, some", ExceptionGroup("g", [ValueError(1), nested]), ValueError)
    use("nested, two kinds", ExceptionGroup("g", [ValueError(1), nested]), ValueError, KeyError)
    use("by a base class", ExceptionGroup("g", [KeyError("k"), IndexError("i"), OSError("o")]), LookupError)
    use("the group's own type", ExceptionGroup("g", [ValueError(1)]), ExceptionGroup)
    use("base group", BaseExceptionGroup("g", [KeyboardInterrupt(), ValueError(1)]), ValueError)
    use("base group, the rest are Exceptions", BaseExceptionGroup("g", [KeyboardInterrupt(), ValueError(1)]),
        KeyboardInterrupt)
    use("custom", MyGroup("mine", [ValueError(1), TypeError(2)]), ValueError)
    use("custom nested", MyGroup("mine", [MyGroup("deep", [ValueError(1), TypeError(2)]), ValueError(3)]), ValueError)
    cause = OSError("cause")
    group = ExceptionGroup("with cause", [ValueError(1), TypeError(2)])
    group.__cause__ = cause
    group.add_note("a note")
    try:
        with Swallow(ValueError):
            raise group
    except ExceptionGroup as caught:
        print("kept:", repr(caught.__cause__), caught.__notes__)


main()
