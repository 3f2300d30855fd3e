# Suspended frames that only what they wait for leads to: the collector finds each of them.
import asyncio
import gc
import weakref


class Thing:
    pass


class Waiting:
    """Awaitable, iterable, an async iterator and an async manager: whatever is done with it waits."""

    def __await__(self):
        yield self

    def __aiter__(self):
        return self

    async def __anext__(self):
        await self

    async def __aenter__(self):
        await self

    async def __aexit__(self, *details):
        await self


async def awaits(thing):
    await thing.target


async def awaits_a_temporary(thing):
    await [thing.target][0]


async def loops(thing):
    async for _ in thing.target:
        pass


async def enters(thing):
    async with thing.target:
        pass


async def awaits_inside_try(thing):
    try:
        await thing.target
    finally:
        thing = None


async def yields(thing):
    yield thing.target


def yields_from(thing):
    yield from thing.target.__await__()


def left_suspended(function):
    thing = Thing()
    thing.target = Waiting()
    thing.target.frame = frame = function(thing)
    if function is yields:
        frame = frame.asend(None)
    try:
        frame.send(None)
    except StopIteration:
        pass
    return weakref.ref(thing)


def all_left_suspended():
    gc.collect()
    for function in awaits, awaits_a_temporary, loops, enters, awaits_inside_try, yields_from, yields:
        thing = left_suspended(function)
        before = thing() is not None
        gc.collect()
        print(function.__name__, before, thing() is None)


async def waits_for_ever(request, box):
    box.append(request)
    await box[0]


async def abandoned_task():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thing = Thing()
    task = loop.create_task(waits_for_ever(thing, [future]))
    task._log_destroy_pending = False
    future.task = thing.task = task
    await asyncio.sleep(0)
    return weakref.ref(thing)


async def main():
    thing = await abandoned_task()
    before = thing() is not None
    gc.collect()
    print("a task", before, thing() is None)


all_left_suspended()
asyncio.run(main())
