# Rich comparison, reflected comparison, total ordering, __eq__ without __hash__, sorting with mixed results.
import functools


class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        print("eq", end=" ")
        return self.parts == other.parts if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        print("lt", end=" ")
        return self.parts < other.parts if isinstance(other, Version) else NotImplemented


a, b = Version(1, 2), Version(1, 10)
print(a < b, a > b, a == b, a != b, a == 5, a != "x")
try:
    print(a <= b)
except TypeError as exc:
    print(exc)
try:
    hash(a)
except TypeError as exc:
    print(exc)
Full = functools.total_ordering(Version)
print(Full(1) <= Full(2), Full(2) >= Full(3), sorted([Full(3), Full(1)])[0].parts)


class Reflect:
    def __gt__(self, other):
        return f"reflected gt with {other}"

    def __radd__(self, other):
        return f"{other} + reflect"

    def __rsub__(self, other):
        return f"{other} - reflect"


print(5 < Reflect(), 1 + Reflect(), [] - Reflect() if False else "x" + "y")


class Child(Version):
    def __lt__(self, other):
        print("child", end=" ")
        return True


print(Version(9) > Child(1), Child(5) < Version(0))


class Identity:
    pass


i, j = Identity(), Identity()
print(i == i, i == j, i != j, len({i, j, i}), hash(i) == hash(i))
try:
    i < j
except TypeError as exc:
    print(exc)
