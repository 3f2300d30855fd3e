# Control flow after suppressed exceptions in nested with blocks and loops.
from contextlib import contextmanager, suppress


class Guard:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return self

    def __exit__(self, kind, exc, tb):
        return kind is not None and issubclass(kind, self.kinds)


def first_valid(items):
    for item in items:
        with Guard(ValueError):
            return int(item)
    return None


def assigned():
    value = "before"
    with suppress(ZeroDivisionError):
        value = "inside"
        value = 1 / 0
    return value


def unbound():
    with suppress(KeyError):
        result = {}["x"]
    try:
        return result
    except UnboundLocalError as exc:
        return str(exc)


def count():
    n = 0
    while n < 10:
        with suppress(RuntimeError):
            n += 1
            if n % 2:
                raise RuntimeError
            if n == 6:
                break
            continue
        n += 0
    else:
        return "else"
    return n


def nested():
    log = []
    with Guard(KeyError):
        with Guard(ValueError):
            log.append(1)
            with Guard(TypeError):
                raise KeyError
            log.append("not reached")
        log.append("not reached")
    log.append(2)
    return log


print(first_valid(["x", "12", "13"]), first_valid([]), first_valid("ab"))
print(assigned(), unbound(), count(), nested())
