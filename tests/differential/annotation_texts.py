# get_type_hints() evaluates annotations that are text: subscripts, unions, calls, nested forward references.
from __future__ import annotations

import collections.abc
import enum
import typing
from dataclasses import dataclass, field
from typing import Annotated, Any, Callable, ClassVar, Final, Generic, Literal, NamedTuple, NotRequired, Optional
from typing import Protocol, Required, TypedDict, TypeVar, Union, get_type_hints

T = TypeVar("T")
Pair = tuple[int, "Node"]


def limit(low, *, high=None):
    return f"limit({low}, {high})"


class Color(enum.Enum):
    RED = 1


class Node(Generic[T]):
    class Meta:
        pass

    kinds: ClassVar[dict[str, type[Node]]] = {}
    parent: Node[T] | None
    children: list["Node[T]"]
    meta: Meta
    visit: Callable[[Node, int], Optional[str]]
    anything: Callable[..., Any]
    label: Annotated[str, limit(1, high=-5), "text", ["a", 1.5], {"k": (1, 2)}]
    color: Literal[Color.RED, "x", 3, None, b"y"]
    pair: Pair
    size: Final[int] = 3
    stream: collections.abc.AsyncIterator[(int)]
    nested: typing.Dict[str, typing.List[Union[int, None, "Node"]]]
    empty: tuple[()]
    some: tuple[int, ...]


class Leaf(Node[int]):
    value: bytes
    label: str


class Options(TypedDict, total=False):
    name: Required[str]
    tags: NotRequired[list[str | int]]
    note: Annotated[int, "doc"]


class Point(NamedTuple):
    x: int = 0
    y: Optional[float] = None


@dataclass
class Row:
    key: str
    cells: list[Point] = field(default_factory=list)
    total: ClassVar[int] = 0


def function[S](a: int, *rest: S, b: "str | None" = None, **kw: dict[str, Row]) -> typing.Iterator[tuple[S, ...]]:
    pass


def show(hints):
    for name, hint in hints.items():
        print(f"  {name}: {hint!r}")


for thing in (Node, Leaf, Options, Point, Row, function):
    print(thing.__name__)
    show(get_type_hints(thing))
print("with extras")
show(get_type_hints(Options, include_extras=True))
print(get_type_hints(Node, include_extras=True)["label"])
print(get_type_hints(Node.__init__) if hasattr(Node.__init__, "__annotations__") else {})


def wrong(a: Missing):
    pass


def given(a: Alias, b: list[Alias]):
    pass


try:
    get_type_hints(wrong)
except NameError as error:
    print(error, error.name)
print(get_type_hints(given, {"Alias": int}), get_type_hints(given, None, {"Alias": str}))
try:
    get_type_hints(3)
except TypeError as error:
    print(error)
print(get_type_hints(len), Annotated[Annotated[int, 1], 2], Union["Node", int], Union[int, None, "Node"])
