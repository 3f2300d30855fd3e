# Type parameters and type statements: lazily evaluated bounds, constraints, defaults, values.
from typing import TypeAliasType, TypeVar, Generic


def first[T](items: list[T], default: T = None, *, key: T | None = None) -> T:
    return items[0] if items else default


print(first([1, 2]), first([], 5), first([], default=6))
print(first.__type_params__, first.__annotations__, first.__defaults__, first.__kwdefaults__)
T, = first.__type_params__
print(T.__name__, T.__bound__, T.__constraints__, T.has_default(), T.__infer_variance__, T.__covariant__, repr(T))


def many[A: int, B: (str, bytes), C = int, *Ts = *tuple[int, str], **P = [int]](a: A, b: B, *args: *Ts) -> C: ...


for p in many.__type_params__:
    print(repr(p), type(p).__name__, p.__name__, p.has_default(), p.__default__)
A, B, C, Ts, P = many.__type_params__
print(A.__bound__, B.__constraints__, A.__constraints__, B.__bound__)
print(many.__annotations__)


def lazy[X: Later](x: X): return x


print(lazy(3))
try:
    lazy.__type_params__[0].__bound__
except NameError as e:
    print("NameError", e)
Later = str
print(lazy.__type_params__[0].__bound__)


class Box[T]:
    """A box."""
    items: list[T]

    def __init__(self, *items: T):
        self.items = list(items)

    def map[U](self, f: "Callable[[T], U]", extra: U = 7) -> "Box[U]":
        return Box(*map(f, self.items), extra)

    def own(self) -> T: return self.items[0]


print(Box.__type_params__, Box.__orig_bases__, Box.__mro__, Box.__parameters__, Box[int], Box.__doc__)
print(Box(1, 2).map(str).items, Box.map.__type_params__, Box.own.__annotations__, Box.__annotations__)


class Base: pass


class Derived[K, V: Base = Base](Base, metaclass=type):
    table: dict[K, V]
    type Pair = tuple[K, V]


print(Derived.__type_params__, Derived.__bases__, Derived.__orig_bases__, Derived.__annotations__)
print(Derived.Pair, Derived.Pair.__value__, Derived.__type_params__[1].__default__)

type Plain = int | None
type Tree[T] = T | list[Tree[T]]
type Missing = undefined
print(Plain, Plain.__value__, Plain.__type_params__, type(Plain), isinstance(Plain, TypeAliasType), Plain.__module__)
print(Tree, Tree.__type_params__, Tree.__value__, Tree[int], Tree.__parameters__)
try:
    Missing.__value__
except NameError as e:
    print(e)
undefined = 3
print(Missing.__value__)
try:
    Plain[int]
except TypeError as e:
    print(e)
try:
    isinstance(3, Plain)
except TypeError as e:
    print(e)
print(Plain | str)
x = TypeAliasType("x", list[int])
print(x, x.__value__, x.__type_params__)


def outer(size):
    class Local[T]:
        limit = size

        def method[S](self, a: T, b: S, c: limit, d: size) -> size: return a, b, size
    return Local


local = outer(4)
print(local.limit, local().method(1, 2, 3, 4), local.method.__annotations__, local.method.__qualname__, local.__qualname__)


def deco(f):
    print("decorating", f.__name__)
    return f


def value(n):
    print("value", n)
    return n


@deco
def both[T](a=value(1), *, b: T = value(2)): return a, b


print(both(), both(b=3))


async def coroutine[T](x: T) -> T: return x


def generator[T](x: T):
    yield x


print(list(generator(4)), coroutine.__type_params__)
try:
    coroutine(5).send(None)
except StopIteration as e:
    print(e.value)


class Shadow:
    int = "mine"

    def f[T: int](self, x: int, y: T) -> int: ...

    type Alias = int
    attribute: int


print(Shadow.f.__annotations__, Shadow.f.__type_params__[0].__bound__, Shadow.Alias.__value__, Shadow.__annotations__)
