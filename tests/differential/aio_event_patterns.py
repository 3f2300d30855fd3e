# Patterns with Event and Condition: a gate, a latch, a bounded buffer by hand.
import asyncio


class Latch:
    def __init__(self, count):
        self.count = count
        self.open = asyncio.Event()

    def arrive(self):
        self.count -= 1
        if self.count == 0:
            self.open.set()


class Buffer:
    def __init__(self, size):
        self.size = size
        self.items = []
        self.changed = asyncio.Condition()

    async def put(self, item):
        async with self.changed:
            while len(self.items) >= self.size:
                await self.changed.wait()
            self.items.append(item)
            self.changed.notify_all()

    async def get(self):
        async with self.changed:
            await self.changed.wait_for(lambda: self.items)
            item = self.items.pop(0)
            self.changed.notify_all()
            return item


async def runner(n, latch, log):
    for _ in range(n):
        await asyncio.sleep(0)
    log.append(n)
    latch.arrive()


async def main():
    log = []
    latch = Latch(3)
    for n in (3, 1, 2):
        asyncio.create_task(runner(n, latch, log))
    await latch.open.wait()
    print(log)
    buffer = Buffer(2)
    _, received = await asyncio.gather(fill(buffer), drain(buffer))
    print(received)


async def fill(buffer):
    for n in range(6):
        await buffer.put(n)


async def drain(buffer):
    return [await buffer.get() for _ in range(6)]


asyncio.run(main())
