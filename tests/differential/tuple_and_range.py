# tuple and range: methods, comparison, hashing, unpacking.
t = (1, 2, 3, 2)
print(t, (), (1,), 1, (1, (2, 3)), t.count(2), t.index(2), t + (4,), t * 2, len(t), 2 in t, t[1:], t[-1], tuple("ab"),
      tuple([1]), tuple(), t == (1, 2, 3, 2))
print((1, 2) < (1, 3), (1,) < (1, 0), hash((1, 2)) == hash((1, 2)), {(1, 2): "x"}[1, 2], max((1, 5), (2, 0)),
      sorted([(2, "a"), (1, "b")]))
a, b = (1, 2)
(c, d), e = (3, 4), 5
print(a, b, c, d, e, (lambda: (1, 2))(), *(7, 8))
r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], 5 in r, 6 in r, "x" in r, r.index(8), r.count(8), r == range(2, 18, 3),
      r.start, r.stop, r.step)
print(list(range(5, 0, -2)), list(range(0)), range(10)[::-1], list(reversed(range(3))), bool(range(0)),
      range(3) == range(0, 3, 1), hash(range(3)) == hash(range(0, 3)), sum(range(101)), range(10 ** 20)[10 ** 19],
      len(range(10 ** 9)))
for action in (lambda: t.index(9), lambda: t[9], lambda: t + [1], lambda: t.append(1), lambda: range(1, 2, 0),
               lambda: range(1.5), lambda: range("x"), lambda: t.__setitem__(0, 1), lambda: range(3).index(5),
               lambda: hash(([],)), lambda: (1,) < [1], lambda: tuple(5), lambda: len(range(10 ** 30))):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)
from collections import namedtuple
P = namedtuple("P", "x y", defaults=[0])
p = P(1)
print(p, p.x, p[1], p._replace(y=5), p._asdict(), P._fields, p == (1, 0), P(*[3, 4]), isinstance(p, tuple))
try:
    p.x = 1
except AttributeError as exc:
    print(exc)
try:
    P()
except TypeError as exc:
    print(exc)
