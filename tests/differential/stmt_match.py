# match: literals, captures, sequences, mappings, classes, guards, or-patterns, as, wildcards.
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


class Shape:
    __match_args__ = ("kind", "size")

    def __init__(self, kind, size):
        self.kind, self.size = kind, size


class Color:
    RED = "r"
    GREEN = "g"


def describe(thing):
    match thing:
        case None:
            return "none"
        case True | False as flag:
            return f"bool {flag}"
        case 0 | 1:
            return "zero or one"
        case -1 | 1.5 | 2 + 3j:
            return "special number"
        case int(n) if n > 100:
            return f"large {n}"
        case int():
            return "an int"
        case Color.RED:
            return "red"
        case "hello" | "hi":
            return "greeting"
        case str(s):
            return f"str of {len(s)}"
        case []:
            return "empty"
        case [x]:
            return f"one: {x}"
        case [1, *rest]:
            return f"one and {rest}"
        case [first, second, *_]:
            return f"{first}, {second}, ..."
        case {"type": "point", "at": [x, y]}:
            return f"mapping point {x} {y}"
        case {"type": kind, **rest}:
            return f"mapping {kind} {rest}"
        case {}:
            return "some mapping"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=px):
            return f"point with x {px}"
        case Shape("circle", size):
            return f"circle {size}"
        case Shape(kind=k):
            return f"shape {k}"
        case _:
            return f"something else: {type(thing).__name__}"


for thing in (None, True, 0, 1, -1, 1.5, 2 + 3j, 500, 50, "r", "hi", "other", [], [9], (1, 2, 3), [4, 5], range(3),
              b"bytes",
              {"type": "point", "at": (1, 2)}, {"type": "line", "n": 2}, {}, {"x": 1}, Point(0, 0), Point(2, 2),
              Point(1, 5),
              Shape("circle", 3), Shape("square", 1), 2.5, {1, 2}, iter([])):
    print(describe(thing))
match [1, [2, [3, 4]], {"k": (5, 6)}]:
    case [a, [b, [*c]], {"k": (d, _)}]:
        print(a, b, c, d)
match 5:
    case 6:
        print("not reached")
match = {"match": 1}
print(match["match"])
