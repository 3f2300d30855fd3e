# Recursion without end is a RecursionError, and can be caught.
# record-with: native
def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as exc:
    print(type(exc).__name__, str(exc).startswith("maximum recursion depth exceeded"))


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(900))


class Loop:
    def __repr__(self):
        return repr(self)


try:
    repr(Loop())
except RecursionError:
    print("repr too")
a = []
a.append(a)
d = {}
d["d"] = d
print(a, d)
