# Several producers and consumers over one queue, with sentinels.
import asyncio


async def producer(name, queue, count):
    for n in range(count):
        await queue.put((name, n))
        await asyncio.sleep(0)


async def consumer(queue, results):
    while (item := await queue.get()) is not None:
        results.append(item)
        queue.task_done()
    queue.task_done()


async def main():
    queue = asyncio.Queue(3)
    results = []
    consumers = [asyncio.create_task(consumer(queue, results)) for _ in range(2)]
    async with asyncio.TaskGroup() as group:
        for name in "xyz":
            group.create_task(producer(name, queue, 4))
    for _ in consumers:
        await queue.put(None)
    await queue.join()
    await asyncio.gather(*consumers)
    print(len(results), sorted(results))
    print([n for name, n in results if name == "x"], queue.empty())


asyncio.run(main())
