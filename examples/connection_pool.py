"""A bounded pool of database connections.

Connections are opened lazily, handed out through an async context manager, kept for the next
user, and thrown away when the work done on them broke them.
"""

import asyncio
from collections import deque
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import AsyncIterator


class PoolClosed(RuntimeError):
    """The pool was asked for a connection after it was closed."""


class ConnectionLost(Exception):
    """The server went away in the middle of a query."""

    def __init__(self, number: int) -> None:
        super().__init__(f"connection {number} lost")
        self.number = number


class Connection:
    """One connection to a pretended server that knows squares."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.open = True
        self.queries = 0

    async def fetch(self, key: int) -> int:
        """The row stored under `key`; negative keys take the server down."""
        await asyncio.sleep(0)
        if key < 0:
            self.open = False
            raise ConnectionLost(self.number)
        self.queries += 1
        return key * key

    async def close(self) -> None:
        await asyncio.sleep(0)
        self.open = False

    def __repr__(self) -> str:
        state = "open" if self.open else "closed"
        return f"<Connection {self.number} {state}>"


@dataclass
class PoolStats:
    """What the pool did so far."""

    opened: int = 0
    reused: int = 0
    discarded: int = 0
    waits: int = 0
    history: list[str] = field(default_factory=list)


class Pool:
    """At most `size` connections, shared by any number of tasks."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.stats = PoolStats()
        self._idle: deque[Connection] = deque()
        self._slots = asyncio.Semaphore(size)
        self._closed = False

    async def __aenter__(self) -> "Pool":
        return self

    async def __aexit__(self, exc_type, exc, tb) -> None:
        self._closed = True
        while self._idle:
            await self._idle.popleft().close()
        if exc is not None:
            self.stats.history.append(f"closed by {exc_type.__name__}")

    async def acquire(self) -> Connection:
        """Take an idle connection, or open one; wait when all are in use."""
        if self._closed:
            raise PoolClosed("the pool is closed")
        if self._slots.locked():
            self.stats.waits += 1
        await self._slots.acquire()
        if self._idle:
            self.stats.reused += 1
            return self._idle.popleft()
        self.stats.opened += 1
        return Connection(self.stats.opened)

    async def release(self, conn: Connection) -> None:
        """Give a connection back; a broken one is not kept."""
        try:
            if conn.open and not self._closed:
                self._idle.append(conn)
            else:
                self.stats.discarded += 1
                await conn.close()
        finally:
            self._slots.release()


@asynccontextmanager
async def lease(pool: Pool, purpose: str) -> AsyncIterator[Connection]:
    """Borrow a connection for the length of an `async with` block."""
    conn = await pool.acquire()
    pool.stats.history.append(f"{purpose}: took {conn.number}")
    try:
        yield conn
    except ConnectionLost as lost:
        # The caller decides what a lost connection means: we only take note of it.
        pool.stats.history.append(f"{purpose}: {lost}")
        raise
    finally:
        await pool.release(conn)


async def rows(pool: Pool, keys: list[int]) -> list[int]:
    """Fetch all keys at once, each on a connection of its own."""
    result = []
    async with AsyncExitStack() as stack:
        for key in keys:
            conn = await stack.enter_async_context(lease(pool, f"rows {key}"))
            result.append(await conn.fetch(key))
        return result


async def worker(pool: Pool, name: str, keys: range) -> int:
    """Sum the rows of `keys`, going back to the pool for each one."""
    total = 0
    for key in keys:
        async with lease(pool, name) as conn:
            total += await conn.fetch(key)
    return total


async def main() -> None:
    async with Pool(3) as pool:
        print("rows:", await rows(pool, [1, 2, 3]))
        print("idle:", list(pool._idle))

        totals = await asyncio.gather(*(worker(pool, f"worker {n}", range(n, n + 4)) for n in range(5)))
        print("totals:", totals)

        try:
            await rows(pool, [4, -1, 5])
        except ConnectionLost as error:
            print(f"failed: {error}, number {error.number}")
        print("rows after a loss:", await rows(pool, [6, 7]))

    print(f"opened {pool.stats.opened}, reused {pool.stats.reused}, "
          f"discarded {pool.stats.discarded}, waits {pool.stats.waits}")
    for line in pool.stats.history[:6]:
        print("  ", line)

    try:
        async with lease(pool, "too late"):
            print("not reached")
    except PoolClosed as error:
        print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    asyncio.run(main())
