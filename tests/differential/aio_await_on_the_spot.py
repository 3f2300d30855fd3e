"""What is awaited on the spot: sleep(0), queues, locks and events that have nothing to wait for, and who looks on."""

import asyncio

async def child():
    await asyncio.sleep(0)
    return 1

async def show():
    t = asyncio.create_task(child())
    await asyncio.sleep(0)
    c = t.get_coro()
    print(type(c.cr_await).__name__, c.cr_await.__name__, c.cr_suspended)
    print(await t)
    t = asyncio.create_task(child())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print('cancelled', t.cancelled())
    c = child()
    print(c.send(None))
    try:
        c.send(None)
    except StopIteration as e:
        print('stop', e.value)
    c = child()
    c.send(None)
    c.close()
    c = child()
    c.send(None)
    print(c.cr_await.__qualname__)
    try:
        c.throw(ValueError('x'))
    except ValueError as e:
        print(repr(e))
    c = child()
    c.send(None)
    try:
        c.throw(ValueError('y'))
    except ValueError as e:
        print(repr(e))
    q = asyncio.Queue(1)
    await q.put(1)
    print(q)
    print(await q.get(), q.qsize())
    p = q.put(5)
    print(q.qsize())
    await p
    print(q.qsize())
    q.shutdown()
    try:
        await q.put(3)
    except asyncio.QueueShutDown as e:
        print('shut', repr(e))
    print(await q.get())
    try:
        await q.get()
    except asyncio.QueueShutDown as e:
        print('shut', repr(e))
    l = asyncio.Lock()
    print(await l.acquire(), l.locked())
    l.release()
    async with l as x:
        print(x, l.locked())
    s = asyncio.Semaphore(1)
    print(await s.acquire(), s.locked())
    e = asyncio.Event(); e.set()
    print(await e.wait())
    print(await asyncio.sleep(0, 'res'), await asyncio.sleep(0, None), await asyncio.sleep(0))
    class Q(asyncio.Queue):
        def put_nowait(self, x):
            print('put_nowait', x)
            return super().put_nowait(x)
    q = Q()
    await q.put(9)
    print(await q.get())
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(1)
    except TimeoutError as e:
        print('timeout', repr(e), repr(e.__cause__))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(child())
            print(g)
            raise KeyError(1)
    except* KeyError as e:
        print(repr(e.exceptions))
    r = await asyncio.gather(child(), child(), return_exceptions=True)
    print(r)
    print(len(asyncio.all_tasks()))

asyncio.run(show())
