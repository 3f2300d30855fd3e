# @contextmanager and ExitStack in plain functions.
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress


@contextmanager
def tag(name, log):
    log.append(f"<{name}>")
    try:
        yield name
    except ValueError as exc:
        log.append(f"error {exc}")
        raise
    else:
        log.append("ok")
    finally:
        log.append(f"</{name}>")


def run(fail=None):
    log = []
    with suppress(ValueError), tag("a", log):
        with tag("b", log) as name:
            log.append(name)
            if fail:
                raise fail
    return log


print(run())
print(run(ValueError("v")))
try:
    run(KeyError("k"))
except KeyError as exc:
    print(repr(exc))
log = []
with ExitStack() as stack:
    names = [stack.enter_context(tag(name, log)) for name in "xyz"]
    stack.callback(log.append, "callback")
    log.append("body")
print(names, log)


@tag("function", log)
def decorated():
    log.append("in function")


log.clear()
decorated()
decorated()
print(log)
with nullcontext(5) as five, closing(type("C", (), {"close": lambda self: print("closed")})()) as c:
    print(five, type(c).__name__)
