# Which managers can be used again.
from contextlib import ExitStack, contextmanager, suppress


class Reusable:
    depth = 0

    def __enter__(self):
        self.depth += 1
        return self.depth

    def __exit__(self, *details):
        self.depth -= 1


@contextmanager
def once():
    yield "once"


manager = Reusable()
with manager as one:
    with manager as two:
        print(one, two, manager.depth)
print(manager.depth)
single = once()
with single as value:
    print(value)
try:
    with single:
        print("not reached")
except AttributeError as exc:
    print(exc)
ignore = suppress(KeyError)
for key in ("a", "missing"):
    with ignore:
        print({"a": 1}[key])
stack = ExitStack()
for n in range(2):
    with stack:
        stack.callback(print, "use", n)
kept = stack.pop_all()
kept.callback(print, "kept")
kept.close()
