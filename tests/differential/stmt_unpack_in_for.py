# Unpacking targets in for, with, comprehensions and nested assignments.
pairs = [(1, "a"), (2, "b")]
for n, letter in pairs:
    print(n, letter)
for i, (n, letter) in enumerate(pairs):
    print(i, n, letter)
for first, *rest in [[1, 2, 3], "xy", (9,)]:
    print(first, rest)
for (a, b), [c, *d] in [((1, 2), (3, 4, 5))]:
    print(a, b, c, d)


class Box:
    pass


box = Box()
for box.value in range(3):
    pass
print(box.value)
table = {}
for table["key"], other in [(1, 2)]:
    print(table, other)
print([a + b for a, b in [(1, 2), (3, 4)]], {k: v for k, (v, _) in {"x": (1, 2)}.items()}, [x for (x,) in [(1,), (2,)]])
(a, b), c = d, *e = (1, 2), 3
print(a, b, c, d, e)
x = [1, 2, 3]
x[0], x[1], *x[2:] = "p", "q", "r", "s"
print(x)
for bad in ([1], [(1, 2, 3)], [5]):
    try:
        for a, b in bad:
            pass
    except (TypeError, ValueError) as exc:
        print(exc)
