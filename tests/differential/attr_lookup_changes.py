"""What a name means changes between two look-ups at the same place: on the class, on the instance, in the builtins."""

import asyncio
import builtins


class Point:
    kind = "class"

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def area(self):
        return self.x * self.y

    def __enter__(self):
        return "enter"

    def __exit__(self, *exc):
        return False

    async def __aenter__(self):
        return "aenter"

    async def __aexit__(self, *exc):
        return False


class Other(Point):
    def area(self):
        return -super().area()


def look(p):
    try:
        return p.x, p.area(), p.kind
    except AttributeError as e:
        return str(e)


def store(p, value):
    try:
        p.x = value
    except AttributeError as e:
        return str(e)
    return p.x


def opened(p):
    try:
        with p as value:
            return value
    except TypeError as e:
        return str(e)


async def entered(p):
    try:
        async with p as value:
            return value
    except TypeError as e:
        return str(e)


def size(x):
    return len(x)


p, q = Point(2, 3), Other(4, 5)
for _ in range(3):
    print(look(p), look(q), store(p, 2), store(q, 4))

# A data descriptor over the field, and away again.
Point.x = property(lambda self: 100, lambda self, value: print("set", value))
print(look(p), look(q), store(p, 7))
Other.x = property(lambda self: 200)
print(look(p), look(q), store(q, 8))
del Other.x
del Point.x
print(look(p), look(q), store(p, 7), vars(p))

# The instance's own attributes in front of the class's.
p.area = lambda: "own"
print(look(p), look(q), list(vars(p)))
del p.area
print(look(p))
p.kind = "instance"
print(look(p), look(Point(1, 1)))

# Another dict, another class, no attribute.
p.__dict__ = {"x": 9, "y": 9}
print(look(p), store(p, 10), vars(p))
p.__dict__["x"] = 11
print(look(p))
del p.x
print(look(p), store(p, 1), list(vars(p)))
p.__class__ = Other
print(look(p))
p.__class__ = Point

# Hooks that come and go.
Point.__setattr__ = lambda self, name, value: object.__setattr__(self, name, [value])
print(store(p, 5), store(q, 6))
del Point.__setattr__
print(store(p, 5), store(q, 6))
Point.__getattribute__ = lambda self, name: ("got", name)
print(p.x, q.x)
del Point.__getattribute__
print(p.x, q.x)
Point.__getattr__ = lambda self, name: "missing " + name
del p.x
print(p.x, p.nothing)
del Point.__getattr__

# Methods that are replaced, managers too.
Point.area = lambda self: "patched"
print(look(q), Point(1, 2).area())
print(opened(p), opened(q), asyncio.run(entered(p)))
Point.__enter__ = lambda self: "other enter"
print(opened(p), opened(q))
Other.__exit__ = lambda self, *exc: print("leaving", exc[0])
print(opened(p), opened(q))
del Point.__enter__
print(opened(p))


async def aenter(self):
    return "other aenter"


Point.__aenter__ = aenter
print(asyncio.run(entered(p)), asyncio.run(entered(q)))
del Point.__aexit__
print(asyncio.run(entered(p)))

# Builtins.
print(size("abc"), size([1]))
plain_len = builtins.len
builtins.len = lambda x: "patched"
print(size("abc"))
builtins.len = plain_len
print(size("abc"))
del builtins.len
try:
    size("abc")
except NameError as e:
    print(e)
builtins.len = plain_len
print(size("abc"))
len = lambda x: "global"
print(size("abc"))
del len
print(size("abc"))


def keywords(a, b=2, *, c=3):
    return a, b, c


def called(**options):
    return keywords(**options)


def defaults(a, b=2, c=3):
    return a, b, c


print(defaults(1, c=5), defaults(b=1, a=0), defaults(1, 2, c=9))
for call in (lambda: defaults(1, a=2), lambda: defaults(b=2), lambda: defaults(1, d=2), lambda: defaults(1, 2, 3, c=4)):
    try:
        print(call())
    except TypeError as e:
        print(e)
defaults.__defaults__ = (7,)
try:
    print(defaults(1, 2), defaults(1, b=4))
    print(defaults(1))
except TypeError as e:
    print(e)
