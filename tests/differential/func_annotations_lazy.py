# Annotations are not evaluated until somebody asks (PEP 649), and never change behaviour.
def uses_later(x: Later, y: "text" = 1) -> Undefined:
    return x


print(uses_later("annotations don't check"))
try:
    uses_later.__annotations__
except NameError as exc:
    print(exc)


class Later:
    field: int = "not an int"
    other: Undefined2


Undefined = int
print(uses_later.__annotations__)
print(Later.field)
number: int = "text"
print(number, type(number).__name__)


def wrong(n: int) -> str:
    total: float = n
    return total


print(wrong("x"), wrong([1]), wrong.__annotations__)
x: 1 / 0
print("module annotations aren't evaluated either")


class Slots:
    __slots__ = ("a",)
    a: int


s = Slots()
s.a = "anything"
print(s.a)
