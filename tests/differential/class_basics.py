# Classes: attributes, methods, class attributes, repr, equality, instance dicts.
class Point:
    """A point."""

    origin_name = "O"

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def moved(self, dx, dy):
        return Point(self.x + dx, self.y + dy)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


p = Point(1, 2)
print(p, p.moved(1, 1), p == Point(1, 2), p != Point(1, 2), p == 5, p != "x", [p], {p: "value"}[Point(1, 2)])
p.x = 10
p.extra = "new"
print(p.x, p.extra, p.__dict__, vars(p) is p.__dict__)
del p.extra
print(hasattr(p, "extra"), getattr(p, "extra", "default"), getattr(p, "x"))
setattr(p, "y", 7)
print(p, Point.origin_name, p.origin_name)
p.origin_name = "mine"
Point.origin_name = "changed"
print(p.origin_name, Point(0).origin_name)
delattr(p, "origin_name")
print(p.origin_name, type(p) is Point, isinstance(p, Point), type(p).__name__, Point.__doc__,
      Point.__mro__ == (Point, object))
method = p.moved
print(method(1, 1), Point.moved(p, 2, 2), method.__func__ is Point.moved, method.__self__ is p)
for action in (lambda: p.missing, lambda: Point.missing, lambda: p.x.missing, lambda: None.x, lambda: Point().x,
               lambda: delattr(p, "nothing"), lambda: setattr(5, "x", 1), lambda: p.moved.x, lambda: (1).real.x):
    try:
        print(action())
    except (AttributeError, TypeError) as exc:
        print(type(exc).__name__, exc)


class Counter:
    made = 0

    def __init__(self):
        Counter.made += 1
        self.number = type(self).made


Counter(), Counter()
print(Counter.made, Counter().number)
class Nested:
    class Inner:
        value = 3
    def get(self):
        return self.Inner.value
print(Nested().get(), Nested.Inner.__qualname__)
