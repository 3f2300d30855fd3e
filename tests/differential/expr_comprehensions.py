# Comprehensions and generator expressions: conditions, nesting, scopes, evaluation order, laziness.
print([x * x for x in range(5)], {x % 3 for x in range(10)} == {0, 1, 2}, {k: v for k, v in zip("abc", range(3))})
print([x for x in range(20) if x % 2 if x % 3], [(x, y) for x in range(3) for y in range(x)],
      [[y for y in range(x)] for x in range(4)])
print([x if x % 2 else -x for x in range(5)], sum(x for x in range(10)), list(x for x in "abc" if x != "b"))
x = "outside"
print([x for x in range(3)], x)
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row], [*map(max, matrix)])


def trace(label, value):
    print(label, end=" ")
    return value


print([trace("item", i) for i in trace("iterable", [1, 2]) if trace("condition", True)])
print({trace("key", i): trace("value", i) for i in range(2)})
lazy = (trace("lazy", i) for i in trace("source", range(3)))
print("made", next(lazy), next(lazy), list(lazy))


class Scope:
    n = 3
    first = [n for _ in range(1)] if False else n
    items = [i for i in range(n)]


print(Scope.items)
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])
print([(a, b, c) for a in range(1, 20) for b in range(a, 20) for c in range(b, 20) if a * a + b * b == c * c])
print([y for x in range(3) if (y := x * 2)], {**{i: 1 for i in "ab"}, "c": 2}, [*[i for i in range(2)], *"xy"])
print(any(x > 3 for x in range(5)), all(x > 3 for x in []), max((len(w), w) for w in ["aa", "b"]),
      ",".join(str(i) for i in range(4)))
try:
    [1 / i for i in (1, 0)]
except ZeroDivisionError as exc:
    print(exc)
try:
    [i for i in 5]
except TypeError as exc:
    print(exc)
