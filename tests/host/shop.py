"""A shop, as C++ sees it.

What the tests in host.cpp call."""
from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import Enum
from typing import (AsyncGenerator, AsyncIterator, ClassVar, Generator, Iterator, Literal, NamedTuple, NewType, Optional, Self,
                    TypedDict, Union)

log: list[str] = []


class OutOfStock(Exception):
    """There is none left."""


class Size(Enum):
    SMALL = 1
    LARGE = 2


@dataclass
class Item:
    """Something on a shelf."""

    name: str
    count: int = 1
    tags: list[str] = field(default_factory=list)
    kind: ClassVar[str] = "item"

    def total(self, price: float, *, discount: float = 0.0) -> float:
        """What all of them cost."""
        return self.count * price * (1 - discount)

    @property
    def label(self) -> str:
        return f"{self.count} x {self.name}"

    @classmethod
    def parse(cls, text: str) -> Item:
        name, _, count = text.partition(":")
        return cls(name, int(count))

    @staticmethod
    def limit() -> int:
        return 100


@dataclass
class Special(Item):
    until: Optional[str] = None


Number = NewType("Number", int)
Names = list[str]
type Prices = dict[str, float]


class Options(TypedDict, total=False):
    fast: bool


class Place(NamedTuple):
    shelf: int
    row: int = 0


@dataclass(frozen=True)
class Receipt:
    place: Place
    sum: float


class Refused(OutOfStock):
    """Not now."""

    def __init__(self, number: Number) -> None:
        super().__init__(f"number {number}")
        self.number = number


def receipt(number: Number, names: Names, prices: Prices, kind: Literal["short", "long"] = "short",
            options: Options | None = None) -> Receipt:
    if kind == "long":
        raise Refused(number)
    return Receipt(Place(number), sum(prices[name] for name in names))


class Connection:
    def __init__(self, number: int, *, fast: bool = True) -> None:
        self.number = number
        self.fast = fast
        self.closed = False

    async def fetch(self, key: str, delay: float = 0) -> int:
        """The stock of `key`."""
        await asyncio.sleep(delay)
        if key not in stock:
            raise OutOfStock(key)
        return stock[key]


stock = {"tea": 7, "coffee": 0}


def price(what: str, count: int = 1, /, rate: float = 1.25, *, note: str | None = None) -> float:
    """What `count` pieces cost.

    With a note, nothing else changes."""
    return len(what) * count * rate


def echo(value):
    return value


def big(bits: int) -> int:
    return 1 << bits


def wrong() -> int:
    return "no int"


def several(*names: str, **options: int) -> dict[str, int]:
    return {name: options.get(name, -1) for name in names}


def describe(item: Item | None = None) -> str:
    return "nothing" if item is None else item.label


def shelf(items: list[Item]) -> tuple[int, set[str]]:
    return sum(item.count for item in items), {item.name for item in items}


def raw(data: bytes) -> bytes:
    return data[::-1]


def later(text: str = "a".upper()) -> str:
    return text


@asynccontextmanager
async def lease(pool: str, fail: bool = False) -> AsyncIterator[Connection]:
    """A connection for a while."""
    connection = Connection(len(pool))
    log.append(f"open {pool}")
    try:
        yield connection
    except OutOfStock as error:
        log.append(f"failed: {error}")
        if fail:
            raise
    finally:
        connection.closed = True
        log.append(f"closed {pool}")


async def order(pool: str, what: str, delay: float = 0.0) -> str:
    """Orders something."""
    async with lease(pool, fail=True) as connection:
        return f"{what}: {await connection.fetch(what, delay)}"


async def call_back(function, value):
    """Awaits what C++ gave."""
    return await function(value)


async def forever() -> None:
    try:
        await asyncio.sleep(1000)
    finally:
        log.append("no longer")


def take_log() -> list[str]:
    taken = list(log)
    log.clear()
    return taken


def add_to_log(text: str) -> None:
    log.append(text)


def countdown(start: int) -> Iterator[int]:
    """From `start` to 1."""
    log.append("begin")
    try:
        while start:
            yield start
            start -= 1
        if log[-1] == "fail":
            raise OutOfStock("numbers")
    finally:
        log.append("end")


def names() -> Iterator[str]:
    return iter(["tea", "coffee"])


def anything():
    yield 1
    yield "two"


async def ticks(count: int) -> AsyncIterator[Item]:
    for number in range(count):
        await asyncio.sleep(0)
        yield Item("tick", number)


@contextmanager
def opened(name: str, suppress: bool = False) -> Iterator[Connection]:
    """A connection without waiting."""
    log.append(f"open {name}")
    try:
        yield Connection(len(name))
    except (OutOfStock, RuntimeError) as error:
        log.append(f"failed: {error}")
        if not suppress:
            raise
    finally:
        log.append(f"closed {name}")


class Session:
    """Work on a pool; leaving it without an exception commits."""

    def __init__(self, pool: str) -> None:
        self.pool = pool

    async def __aenter__(self):
        log.append(f"begin {self.pool}")
        return self

    async def __aexit__(self, kind, error, traceback) -> bool:
        log.append("commit" if error is None else f"rollback: {error}")
        return isinstance(error, OutOfStock)

    def count(self) -> int:
        return len(self.pool)


class Nested(Session):
    """A manager by inheritance."""

    def depth(self) -> int:
        return 2


class Door:
    """A manager of both kinds."""

    def __enter__(self) -> str:
        log.append("open")
        return "by hand"

    def __exit__(self, kind, error, traceback) -> bool:
        log.append(f"shut: {error}")
        return isinstance(error, RuntimeError)

    async def __aenter__(self) -> int:
        log.append("open, waiting")
        return 7

    async def __aexit__(self, *exception) -> None:
        log.append("shut, waiting")


def average() -> Generator[float, Optional[int], None]:
    """The average of the numbers sent."""
    total, count = 0, 0
    while True:
        try:
            number = yield total / max(count, 1)
        except OutOfStock:
            total, count = 0, 0
            continue
        except ValueError as error:
            log.append(f"{error!r}")
            return
        if number is not None:
            total, count = total + number, count + 1


async def echoes() -> AsyncGenerator[str, str]:
    """What was sent, louder."""
    heard = ""
    while heard != "stop":
        try:
            heard = yield heard.upper()
        except ValueError as error:
            heard = f"caught {error}"


@dataclass
class Parcel:
    sender: str
    _: KW_ONLY
    weight: float = 0.5
    stamps: int

    def heavier(self, by: float = 1_0.5) -> Self:
        return replace(self, weight=self.weight + by)


def ship(parcel: "Parcel | None" = None, where: Union[str, None] = None, mark: str = "a\0b") -> "list[Parcel]":
    return [] if parcel is None else [parcel, Parcel(where or mark, stamps=1)]
