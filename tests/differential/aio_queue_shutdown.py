# Queues: shutdown in both ways, waiters that are cancelled, join, priorities, reprs, errors.
import asyncio


async def takes(queue, name, count=1):
    try:
        for _ in range(count):
            print(name, "got", await queue.get())
            queue.task_done()
    except asyncio.QueueShutDown as exc:
        print(name, "shut down", repr(exc))
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def gives(queue, name, items):
    for item in items:
        try:
            await queue.put(item)
            print(name, "put", item)
        except asyncio.QueueShutDown as exc:
            print(name, "can't put", item, repr(exc))


async def main():
    queue = asyncio.Queue(maxsize=1)
    await asyncio.gather(gives(queue, "giver", range(3)), takes(queue, "taker", 3))
    print(queue.qsize(), queue.empty(), queue.full(), queue.maxsize)

    takers = [asyncio.create_task(takes(queue, n)) for n in "abc"]
    await asyncio.sleep(0)
    takers[0].cancel()
    await gives(queue, "giver", [1, 2])
    await asyncio.gather(*takers, return_exceptions=True)

    givers = [asyncio.create_task(gives(queue, n, [n])) for n in "xyz"]
    await asyncio.sleep(0)
    print(repr(queue).split(" maxsize")[1])
    queue.shutdown()
    await asyncio.gather(*givers)
    print(queue.qsize(), await queue.get())
    try:
        queue.get_nowait()
    except asyncio.QueueShutDown as exc:
        print("empty and shut down", repr(exc))
    try:
        queue.put_nowait(1)
    except asyncio.QueueShutDown as exc:
        print("put", repr(exc))

    queue = asyncio.Queue()
    for i in range(3):
        queue.put_nowait(i)
    joiner = asyncio.create_task(queue.join())
    waiter = asyncio.create_task(takes(asyncio.Queue(), "never"))
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    await joiner
    print("joined", queue.qsize(), queue.empty())
    waiter.cancel()
    await asyncio.gather(waiter, return_exceptions=True)

    takers = [asyncio.create_task(takes(q := asyncio.Queue(), "waits"))]
    await asyncio.sleep(0)
    q.shutdown()
    await asyncio.gather(*takers)

    stack, heap = asyncio.LifoQueue(), asyncio.PriorityQueue()
    for item in (3, 1, 2):
        stack.put_nowait(item)
        heap.put_nowait((item, str(item)))
    print(repr(stack).split("at 0x")[0], [stack.get_nowait() for _ in range(3)], [heap.get_nowait() for _ in range(3)])
    for method in (stack.get_nowait, stack.task_done, lambda: asyncio.Queue(1).put_nowait(1)):
        try:
            for _ in range(4):
                method()
        except Exception as exc:
            print(type(exc).__name__, exc)
    full = asyncio.Queue(1)
    full.put_nowait(1)
    try:
        full.put_nowait(2)
    except asyncio.QueueFull as exc:
        print(repr(exc))
    await asyncio.wait_for(stack.join() if False else asyncio.Queue().join(), 1)
    try:
        await asyncio.wait_for(full.put(3), 0.001)
    except TimeoutError:
        print("still full", full.qsize())


asyncio.run(main())
