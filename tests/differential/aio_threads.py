# asyncio and threads: to_thread, run_in_executor, call_soon_threadsafe, run_coroutine_threadsafe, wrap_future.
# record-with: native
import asyncio
import concurrent.futures
import contextvars
import threading
import time

var = contextvars.ContextVar("var", default="unset")


def attempt(f, *args):
    try:
        return f(*args)
    except BaseException as e:
        return f"{type(e).__module__}.{type(e).__qualname__}: {e}"


async def main():
    loop = asyncio.get_running_loop()
    var.set("of the task")
    print(await asyncio.to_thread(lambda a, *, b: (a, b, var.get()), 1, b=2), await loop.run_in_executor(None, var.get))
    print((await asyncio.to_thread(threading.current_thread)).name.startswith("asyncio_"))
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as e:
        print(e)

    # Things go on here while a thread works.
    ticks = 0

    async def tick():
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    task = asyncio.create_task(tick())
    print(await asyncio.gather(*(asyncio.to_thread(lambda n=n: time.sleep(0.02) or n) for n in range(4))))
    task.cancel()
    print(ticks > 2)

    with concurrent.futures.ThreadPoolExecutor(2, thread_name_prefix="mine") as pool:
        name = await loop.run_in_executor(pool, lambda: threading.current_thread().name)
        print(name.startswith("mine_"))
        f = pool.submit(pow, 2, 3)
        print(await asyncio.wrap_future(f), asyncio.wrap_future(asyncio.wrap_future(f)).done() in (True, False))

    # call_soon_threadsafe, also to a loop that sleeps
    future = loop.create_future()
    threading.Timer(0.02, lambda: loop.call_soon_threadsafe(future.set_result, "from a thread")).start()
    print(await asyncio.wait_for(future, 5))
    event = asyncio.Event()
    t = threading.Thread(target=loop.call_soon_threadsafe, args=(event.set,))
    t.start()
    await event.wait()
    t.join()

    # run_coroutine_threadsafe
    async def compute(n):
        await asyncio.sleep(0.001)
        if n < 0:
            raise ValueError(n)
        return n * 2

    def from_thread():
        ok = asyncio.run_coroutine_threadsafe(compute(21), loop)
        bad = asyncio.run_coroutine_threadsafe(compute(-1), loop)
        slow = asyncio.run_coroutine_threadsafe(asyncio.sleep(60), loop)
        print(ok.result(), repr(bad.exception()), attempt(slow.result, 0.01), slow.cancel(), attempt(slow.result))
        print(attempt(asyncio.run_coroutine_threadsafe, 1, loop))
        print(attempt(asyncio.get_running_loop))

    await asyncio.to_thread(from_thread)
    await asyncio.sleep(0.01)
    print([t.get_name() for t in asyncio.all_tasks() if t is not asyncio.current_task()])

    # Cancelling the awaiting task doesn't stop the thread.
    started, release = threading.Event(), threading.Event()
    task = asyncio.create_task(asyncio.to_thread(lambda: (started.set(), release.wait())))
    while not started.is_set():
        await asyncio.sleep(0.001)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    release.set()

    print(attempt(loop.set_default_executor, 1))
    pool = concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix="default")
    loop.set_default_executor(pool)
    print((await asyncio.to_thread(threading.current_thread)).name)
    await loop.shutdown_default_executor()
    print(attempt(loop.run_in_executor, None, print))


asyncio.run(main())


# A loop in another thread
def run_there():
    async def there():
        await asyncio.sleep(0)
        return threading.current_thread().name, asyncio.current_task().get_name().startswith("Task-")

    print(attempt(asyncio.get_event_loop))
    print(asyncio.run(there()))


t = threading.Thread(target=run_there, name="loop thread")
t.start()
t.join()

loop = asyncio.new_event_loop()
t = threading.Thread(target=loop.run_forever)
t.start()
print([asyncio.run_coroutine_threadsafe(asyncio.sleep(0, n), loop).result() for n in range(3)])
loop.call_soon_threadsafe(loop.stop)
t.join()
loop.close()
print(attempt(loop.call_soon_threadsafe, print))
