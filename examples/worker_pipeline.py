"""A pipeline of workers joined by bounded queues.

read -> parse (several workers) -> store. The queues are small, so a slow stage slows down the
ones before it instead of filling the memory. Closing a stage closes the next one.
"""

import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import AsyncIterator, Awaitable, Callable, Generic, TypeVar

T = TypeVar("T")

LINES = """\
apple 3
pear 5
# a comment
plum x
apple 4

fig 1
pear
kiwi 7
""".splitlines()


class Kind(Enum):
    """What became of a line."""

    ITEM = auto()
    BLANK = auto()
    BROKEN = auto()


@dataclass(frozen=True)
class Parsed:
    number: int
    kind: Kind
    name: str = ""
    amount: int = 0


class ParseError(ValueError):
    """A line that can't be understood."""


class Channel(Generic[T]):
    """A bounded queue that knows when its last producer has gone."""

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.most = 0
        self.blocked = 0
        self._queue: asyncio.Queue[T | None] = asyncio.Queue(size)
        self._producers = 0

    async def put(self, item: T) -> None:
        if self._queue.full():
            self.blocked += 1
        await self._queue.put(item)
        self.most = max(self.most, self._queue.qsize())

    @asynccontextmanager
    async def producer(self) -> AsyncIterator[Callable[[T], Awaitable[None]]]:
        """Hold the channel open; the last producer to leave closes it."""
        self._producers += 1
        yield self.put
        # A producer that fails takes the whole task group with it, so only a normal end is announced.
        self._producers -= 1
        if self._producers == 0:
            await self._queue.put(None)

    def __aiter__(self) -> "Channel[T]":
        return self

    async def __anext__(self) -> T:
        item = await self._queue.get()
        if item is None:
            await self._queue.put(None)  # for the other consumers
            raise StopAsyncIteration
        return item


async def read_lines(lines: list[str]) -> AsyncIterator[tuple[int, str]]:
    """Pretend to read a file piece by piece."""
    try:
        for number, line in enumerate(lines, start=1):
            await asyncio.sleep(0)
            yield number, line
    finally:
        print("reader closed")


def parse(number: int, line: str) -> Parsed:
    text, _, _ = line.partition("#")
    match text.split():
        case []:
            return Parsed(number, Kind.BLANK)
        case [name, amount] if amount.isdigit():
            return Parsed(number, Kind.ITEM, name, int(amount))
        case [name]:
            raise ParseError(f"line {number}: {name} has no amount")
        case [_, *rest]:
            raise ParseError(f"line {number}: bad amount {' '.join(rest)!r}")
    raise AssertionError("every list of words is one of the above")


async def reader(lines: list[str], out: Channel[tuple[int, str]], limit: int) -> None:
    async with out.producer() as put, aclosing(read_lines(lines)) as source:
        async for number, line in source:
            if number > limit:
                break
            await put((number, line))


async def parser(source: Channel[tuple[int, str]], out: Channel[Parsed], strict: bool) -> int:
    """Parse until the source is empty; count what was broken."""
    broken = 0
    async with out.producer() as put:
        async for number, line in source:
            try:
                parsed = parse(number, line)
            except ParseError as error:
                if strict:
                    raise
                broken += 1
                print(f"skipped {error}")
                parsed = Parsed(number, Kind.BROKEN)
            await put(parsed)
    return broken


async def store(source: Channel[Parsed], totals: dict[str, int]) -> None:
    """The slow end: every item takes a few turns of the loop."""
    async for parsed in source:
        for _ in range(3):
            await asyncio.sleep(0)
        if parsed.kind is Kind.ITEM:
            totals[parsed.name] = totals.get(parsed.name, 0) + parsed.amount


async def run(*, workers: int, limit: int = 1_000, strict: bool = False) -> dict[str, int]:
    raw: Channel[tuple[int, str]] = Channel("raw", 2)
    parsed: Channel[Parsed] = Channel("parsed", 1)
    totals: dict[str, int] = {}
    async with AsyncExitStack() as stack:
        stack.callback(lambda: print("deepest:", {c.name: c.most for c in (raw, parsed)}))
        async with asyncio.TaskGroup() as group:
            group.create_task(reader(LINES, raw, limit), name="reader")
            parsers = [group.create_task(parser(raw, parsed, strict), name=f"parser-{n}") for n in range(workers)]
            group.create_task(store(parsed, totals), name="store")
        print("broken lines:", sum(task.result() for task in parsers))
    print("raw had to wait:", raw.blocked > 0, "parsed had to wait:", parsed.blocked > 0)
    return totals


async def main() -> None:
    print("all of it:", await run(workers=2))
    print("the first five:", await run(workers=1, limit=5))
    try:
        await run(workers=1, strict=True)
    except* ParseError as group:
        for error in group.exceptions:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    asyncio.run(main())
