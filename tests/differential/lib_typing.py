# typing at run time: aliases, generics, NamedTuple, TypedDict, Protocol, Optional, cast, get_type_hints.
from typing import (Any, Callable, ClassVar, Final, Generic, Iterator, Literal, NamedTuple, Optional, Protocol,
                    TypedDict, TypeVar,
                    Union, cast, get_type_hints, overload, runtime_checkable, TYPE_CHECKING)

T = TypeVar("T")
K = TypeVar("K", bound=str)


class Box(Generic[T]):
    limit: ClassVar[int] = 3

    def __init__(self, value: T) -> None:
        self.value = value

    def get(self) -> T:
        return self.value


class Point(NamedTuple):
    x: int
    y: int = 0

    def moved(self, dx: int) -> "Point":
        return Point(self.x + dx, self.y)


class Movie(TypedDict):
    title: str
    year: int


@runtime_checkable
class HasClose(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


MAX: Final = 10
Handler = Callable[[int], Optional[str]]
print(Box(5).get(), Box[int]("any").get(), Box.limit, Point(1).moved(2), Point(1)._fields, Movie(title="x", year=1))
print(isinstance(File(), HasClose), isinstance(5, HasClose), double(2), double("a"), cast(int, "not checked"),
      TYPE_CHECKING, MAX)
print(Optional[int], Union[int, str], int | None, list[int], dict[str, list[int]], Literal["a", 1], Handler, Any,
      tuple[int, ...])
print(get_type_hints(Point.moved)["dx"], Box.get.__annotations__, T, K.__bound__, isinstance(3, int | str),
      Iterator[int])


def modern[U](x: U, *rest: U) -> list[U]:
    return [x, *rest]


class Modern[A, B]:
    def pair(self, a: A, b: B) -> tuple[A, B]:
        return a, b


type Alias = dict[str, int]
print(modern(1, 2), Modern[int, str]().pair(1, "x"), Alias, Alias.__value__, modern.__type_params__)
