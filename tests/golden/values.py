"""Values: closures, comprehensions, match, f-strings, unpacking, operators."""

LIMIT = 10


def counter(start, *, step=1):
    total = start

    def advance(n=1):
        nonlocal total
        total += n * step
        return total

    return advance


def describe(shape):
    match shape:
        case {"kind": "circle", "r": float(r)}:
            return f"circle {r:.2f}"
        case [x, y, *rest] if x < y:
            return f"{x!r}..{y!r} and {len(rest)} more"
        case _:
            return "?"


def pairs(names, values):
    table = {name: value for name, value in zip(names, values) if value}
    head, *tail = sorted(table, key=lambda name: -table[name])
    low = [v for v in table.values() if 0 < v <= LIMIT]
    return head, tail, low, any(v > LIMIT for v in low)
