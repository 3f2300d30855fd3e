"""A service with a connection pool: leases, a cache, failures with retries, statistics. One operation is a request."""

import asyncio
import time
from collections import deque
from contextlib import AsyncExitStack, asynccontextmanager

CLIENTS = 100
REQUESTS = 100


class QueryError(Exception):
    pass


class Connection:
    def __init__(self, number):
        self.number = number
        self.queries = 0

    async def fetch(self, key):
        self.queries += 1
        await asyncio.sleep(0)
        if key % 17 == 0 and self.queries % 3 == 0:
            raise QueryError(f"query for {key} failed on connection {self.number}")
        return {"key": key, "name": f"row {key}", "values": [key, key * 2, key * 3]}


class Pool:
    def __init__(self, size):
        self.idle = deque(Connection(n) for n in range(size))
        self.slots = asyncio.Semaphore(size)

    @asynccontextmanager
    async def lease(self):
        async with self.slots:
            conn = self.idle.popleft()
            try:
                yield conn
            finally:
                self.idle.append(conn)


class Service:
    def __init__(self, pool):
        self.pool = pool
        self.cache = {}
        self.stats = {"hits": 0, "misses": 0, "retries": 0}

    async def row(self, key):
        row = self.cache.get(key)
        if row is not None:
            self.stats["hits"] += 1
            return row
        while True:
            try:
                async with self.pool.lease() as conn:
                    row = await conn.fetch(key)
                break
            except QueryError:
                self.stats["retries"] += 1
        self.stats["misses"] += 1
        if len(self.cache) >= 256:
            self.cache.clear()
        self.cache[key] = row
        return row

    async def request(self, client, number):
        async with AsyncExitStack() as stack:
            stack.callback(self.finished, client)
            row = await self.row((client * 31 + number * 7) % 1000)
            parts = [str(value) for value in row["values"] if value % 2 == 0]
            return f"{client}:{row['name'].upper()}:{','.join(parts)}"

    def finished(self, client):
        self.stats[client] = self.stats.get(client, 0) + 1


async def client(service, number, requests):
    length = 0
    for n in range(requests):
        length += len(await service.request(number, n))
    return length


async def run(requests):
    service = Service(Pool(10))
    lengths = await asyncio.gather(*(client(service, n, requests) for n in range(CLIENTS)))
    return sum(lengths), service.stats


async def main():
    await run(REQUESTS // 10)
    start = time.perf_counter()
    length, stats = await run(REQUESTS)
    elapsed = time.perf_counter() - start
    assert stats["hits"] + stats["misses"] == CLIENTS * REQUESTS and length > 0
    print(f"pool_service\t{elapsed / (CLIENTS * REQUESTS) * 1e9:.1f}")


asyncio.run(main())
