import asyncio

def worker(queue, queue):
    async with queue as item:
        await item

return worker

class Pool:
    def close(self):
        nonlocal size
        break

for *a in range(3):
    pass
