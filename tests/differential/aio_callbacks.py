# asyncio: call_soon, call_later, call_at, cancelled handles, done callbacks, futures, order.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    log = []
    loop.call_soon(log.append, "soon 1")
    handle = loop.call_soon(log.append, "cancelled")
    loop.call_soon(log.append, "soon 2")
    handle.cancel()
    loop.call_later(0.02, log.append, "later 20 ms")
    loop.call_later(0.005, log.append, "later 5 ms")
    loop.call_at(loop.time() + 0.01, log.append, "at 10 ms")
    timer = loop.call_later(0.001, log.append, "cancelled timer")
    timer.cancel()
    await asyncio.sleep(0)
    print(log, handle.cancelled(), timer.cancelled())
    await asyncio.sleep(0.03)
    print(log)

    future = loop.create_future()
    future.add_done_callback(lambda f: print("callback 1", f.result()))
    second = lambda f: print("callback 2")
    future.add_done_callback(second)
    future.add_done_callback(second)
    print("removed", future.remove_done_callback(second))
    loop.call_soon(future.set_result, "value")
    print(await future, future.done(), future.cancelled(), future.exception())
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: print("added late"))
    print("not at once")
    await asyncio.sleep(0)
    for action in (lambda: future.set_result(1), lambda: future.set_exception(ValueError()),
                   lambda: loop.create_future().result(),
                   lambda: loop.create_future().exception()):
        try:
            action()
        except Exception as exc:
            print(type(exc).__name__, exc)
    failed = loop.create_future()
    failed.set_exception(KeyError("failed"))
    try:
        await failed
    except KeyError as exc:
        print(repr(exc), repr(failed.exception()))
    cancelled = loop.create_future()
    print(cancelled.cancel("why"), cancelled.cancel(), cancelled.cancelled())
    try:
        await cancelled
    except asyncio.CancelledError as exc:
        print("cancelled", exc.args)

    async def chain(n):
        print("task", n)
        if n:
            asyncio.create_task(chain(n - 1))
        loop.call_soon(print, "callback of", n)

    asyncio.create_task(chain(2))
    for turn in range(4):
        await asyncio.sleep(0)
        print("turn", turn)
    task = asyncio.create_task(asyncio.sleep(0, "slept"))
    task.add_done_callback(lambda t: print("done callback", t is task, t.result()))
    await task
    await asyncio.sleep(0)


asyncio.run(main())
