# asyncio: Queue, LifoQueue, PriorityQueue: sizes, blocking, join, order, shutdown.
import asyncio


async def main():
    queue = asyncio.Queue(maxsize=2)
    log = []

    async def producer():
        for n in range(5):
            await queue.put(n)
            log.append(f"put {n}")

    async def consumer():
        for _ in range(5):
            item = await queue.get()
            log.append(f"got {item}")
            queue.task_done()

    await asyncio.gather(producer(), consumer())
    print(log)
    await queue.join()
    print(queue.empty(), queue.full(), queue.qsize(), queue.maxsize)
    for action in (queue.get_nowait, queue.task_done, lambda: [queue.put_nowait(n) for n in range(3)]):
        try:
            action()
        except Exception as exc:
            print(type(exc).__name__, exc)
    print(queue.qsize(), queue.full(), queue.get_nowait(), await queue.get())

    lifo = asyncio.LifoQueue()
    priority = asyncio.PriorityQueue()
    for n in (3, 1, 2):
        lifo.put_nowait(n)
        priority.put_nowait((n, f"item {n}"))
    print([lifo.get_nowait() for _ in range(3)], [await priority.get() for _ in range(3)])

    getters = [asyncio.create_task(queue.get()) for _ in range(3)]
    await asyncio.sleep(0)
    getters[0].cancel()
    await asyncio.sleep(0)
    await queue.put("a")
    await queue.put("b")
    print(await asyncio.gather(*getters[1:]), getters[0].cancelled())

    await queue.put(1)
    await queue.put(2)
    blocked = asyncio.create_task(queue.put(3))
    await asyncio.sleep(0)
    print("blocked:", not blocked.done())
    queue.shutdown()
    try:
        await blocked
    except asyncio.QueueShutDown as exc:
        print("put after shutdown:", repr(exc))
    print(await queue.get(), await queue.get())
    try:
        await queue.get()
    except asyncio.QueueShutDown:
        print("shut down and empty")
    try:
        await asyncio.wait_for(asyncio.Queue().get(), 0.001)
    except TimeoutError:
        print("nothing came")


asyncio.run(main())
