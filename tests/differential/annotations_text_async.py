# Annotations that are text, of functions of every kind: plain ones, async ones that wait and others, generators, methods, inner ones.
from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager


def plain(a: int, *rest: str, key: bool = True, **more: float) -> None:
    return None


async def never_waits(n: int) -> bool:
    return n > 2


async def waits(n: int) -> bool:
    await asyncio.sleep(0)
    return n > 2


def numbers(n: int) -> Iterator[int]:
    yield from range(n)


async def ticks(n: int) -> AsyncIterator[int]:
    for i in range(n):
        yield i


@asynccontextmanager
async def managed(name: str) -> AsyncIterator[str]:
    yield name


@contextmanager
def opened(name: str) -> Iterator[str]:
    yield name


class Session:
    count: int = 0

    async def __aenter__(self) -> Session:
        self.count += 1
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, traceback: object) -> bool:
        return isinstance(error, KeyError)

    @property
    def size(self) -> int:
        async def inner(x: Undefined) -> Undefined:
            return x

        return inner.__annotations__

    @staticmethod
    async def static(x: int) -> int:
        return x

    @classmethod
    async def of_class(cls, x: int) -> Session:
        return cls()


async def main() -> None:
    async with Session() as s, managed("m") as m:
        with opened("o") as o:
            print(s.count, m, o, await never_waits(1), await waits(3), list(numbers(2)), [t async for t in ticks(2)])
        raise KeyError
    print(await s.static(3), (await s.of_class(1)).count, s.size)


asyncio.run(main())
for f in (plain, never_waits, waits, numbers, ticks, managed, opened, Session.__aenter__, Session.__aexit__, main):
    print(f.__name__, f.__annotations__)
print(Session.__annotations__)
