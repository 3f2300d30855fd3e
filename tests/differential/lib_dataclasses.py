# dataclasses: fields, defaults, order, frozen, post-init, replace, asdict, inheritance, errors.
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace


@dataclass
class Item:
    name: str
    price: float = 1.5
    tags: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)

    def total(self, count):
        return self.price * count


a, b = Item("a"), Item("a", hidden=5)
a.tags.append("x")
print(a, b, a == b, Item("a") == b, Item("z", 2.0).total(3))
print(asdict(a), astuple(b), [f.name for f in fields(Item)], replace(a, name="c"))


@dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int = 0

    def __post_init__(self):
        print("post init", self.x, self.y)


p = Point(1, 2)
print(p < Point(1, 3), sorted([Point(2), Point(1)]), hash(p) == hash(Point(1, 2)), {p: "key"}[Point(1, 2)])
try:
    p.x = 5
except FrozenInstanceError as exc:
    print(exc)


@dataclass
class Special(Item):
    extra: int = 9


@dataclass(kw_only=True)
class Keywords:
    a: int
    b: int = 2


print(Special("s", extra=1), Keywords(a=1))
for action in (lambda: Item(), lambda: Item(1, 2, 3, 4, 5), lambda: Item("a", nothing=1), lambda: Keywords(1)):
    try:
        action()
    except TypeError as exc:
        print(exc)
try:
    @dataclass
    class Wrong:
        a: int = 1
        b: str
except TypeError as exc:
    print(exc)
try:
    @dataclass
    class Mutable:
        a: list = []
except ValueError as exc:
    print(exc)
print(Item.__match_args__, Item("q", 1) != Item("q", 2))
