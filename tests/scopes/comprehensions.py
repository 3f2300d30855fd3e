rows = [[1, 2], [3]]
flat = [cell for row in rows for cell in row if cell]
squares = {n: (lambda: n) for n in flat}


def f(x, rows):
    a = [x for x in rows if x]
    b = {y for y in (z for z in rows)}
    c = [[i * j for i in range(j)] for j in rows]
    d = (x + k for k in rows)
    e = [lambda: (g, x) for g in rows]
    h = any((hit := m) for m in rows)
    return [hit, [last := o for o in rows], last, a, b, c, d, e, h]


class C:
    values = [1, 2]
    doubled = [v * 2 for v in values]
    nested = [[v for v in values] for w in values]


def outer():
    def g():
        global seen
        return [seen := p for p in rows]

    return [q for q in [r for r in rows]], g
