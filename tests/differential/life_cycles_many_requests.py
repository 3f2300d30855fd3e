# A service that builds cycles for many requests (exceptions, tasks, objects, suspended frames) keeps a flat resident set.
import asyncio
import gc


def resident():
    """Kilobytes; 0 where the system doesn't tell."""
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


class Request:
    def __init__(self, n):
        self.n = n
        self.itself = self
        self.parts = [{"request": self, "n": n}, (self,)]


def exception_cycle(n):
    try:
        try:
            raise KeyError(n)
        except KeyError as e:
            kept = e  # traceback -> frame -> kept
            raise ValueError(n) from e
    except ValueError as e:
        e.request = Request(n)
        e.request.error = e
        kept.by = e


def suspended_generator(n):
    def steps():
        mine = Request(n)
        mine.generator = it
        yield mine
        yield n

    it = steps()
    next(it).again = it


async def never_done(request, box):
    box.append(request)
    await box[0]


async def abandoned_task(n):
    # The task waits for a future that only the task itself leads to.
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    box = [future]
    request = Request(n)
    task = loop.create_task(never_done(request, box))
    task._log_destroy_pending = False
    future.task = request.task = task
    await asyncio.sleep(0)


async def cancelled_task(n):
    request = Request(n)

    async def work():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError as e:
            request.error = e
            raise

    task = request.task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as e:
        request.seen = e


async def agen_cycle(n):
    async def rows():
        request = Request(n)
        request.rows = it
        yield request
        yield request

    it = rows()
    async for request in it:
        request.found = it
        break
    await it.aclose()


async def serve(count):
    for n in range(count):
        exception_cycle(n)
        suspended_generator(n)
        await abandoned_task(n)
        await cancelled_task(n)
        await agen_cycle(n)


async def main():
    await serve(10000)
    gc.collect()
    before = resident()
    await serve(30000)
    gc.collect()
    after = resident()
    print("flat" if after - before < 6000 else f"grew by {after - before} KB")
    print(gc.collect(), gc.garbage, sum(isinstance(o, Request) for o in gc.get_objects()))


asyncio.run(main())
