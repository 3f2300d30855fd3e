# Dunder operators: arithmetic, reflected, in-place, comparison, unary, NotImplemented and the TypeErrors.
class V:
    def __init__(self, *v):
        self.v = v

    def __repr__(self):
        return f"V{self.v}"

    def __add__(self, o):
        return V(*[a + b for a, b in zip(self.v, o.v)]) if isinstance(o, V) else NotImplemented

    def __radd__(self, o):
        return f"radd({o!r})"

    def __mul__(self, k):
        return V(*[a * k for a in self.v])

    __rmul__ = __mul__

    def __matmul__(self, o):
        return sum(a * b for a, b in zip(self.v, o.v))

    def __neg__(self):
        return self * -1

    def __abs__(self):
        return sum(a * a for a in self.v) ** 0.5

    def __lt__(self, o):
        return abs(self) < abs(o)

    def __getitem__(self, i):
        return self.v[i]

    def __len__(self):
        return len(self.v)

    def __contains__(self, x):
        return x in self.v

    def __call__(self, *args):
        return ("called", args)

    def __iadd__(self, o):
        self.v += (o,)
        return self

    def __divmod__(self, o):
        return ("divmod", o)

    def __int__(self):
        return self.v[0]

    def __index__(self):
        return self.v[0]

    def __format__(self, spec):
        return f"<{spec}>"


a, b = V(3, 4), V(1, 2)
print(a + b, a * 2, 2 * a, a @ b, -a, abs(a), a < b, a > b, a[0], a[-1], len(a), 3 in a, 9 in a, a(1, 2), 5 + a,
      "s" + a)
a += 7
print(a, divmod(a, 5), int(a), [10, 20, 30, 40][a], hex(a), f"{a:spec} {a}", list(b), sorted([V(5), V(1), V(3)]))
operations = [
    lambda x, y: x + y, lambda x, y: x - y, lambda x, y: x * y, lambda x, y: x / y, lambda x, y: x // y, lambda x,
    y: x % y,
    lambda x, y: x ** y, lambda x, y: x << y, lambda x, y: x & y, lambda x, y: x | y, lambda x, y: x ^ y,
    lambda x, y: x @ y, lambda x, y: x < y, lambda x, y: x >= y,
]
for operation in operations:
    for left, right in ((1, "x"), ([], {}), (None, 1)):
        try:
            print(operation(left, right))
        except TypeError as exc:
            print(exc)
for action in (lambda: a + 1, lambda: a - b, lambda: b @ 1, lambda: +a, lambda: ~a, lambda: a <= b, lambda: -"x",
               lambda: a ** 2):
    try:
        print(action())
    except (TypeError, AttributeError) as exc:
        print(type(exc).__name__, exc)
