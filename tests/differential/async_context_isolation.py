# The exception being handled belongs to a task: other tasks don't see it in their __context__.
import asyncio
import sys


async def handles(event):
    try:
        raise ValueError("handled by one task")
    except ValueError:
        event.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print("first task still handles", repr(sys.exception()))


async def raises(event):
    await event.wait()
    print("second task handles", repr(sys.exception()))
    try:
        raise KeyError("raised by another")
    except KeyError as exc:
        print("context", repr(exc.__context__))


async def child():
    await asyncio.sleep(0)
    try:
        raise IndexError("in a child")
    except IndexError as exc:
        return repr(exc.__context__)


async def main():
    event = asyncio.Event()
    await asyncio.gather(handles(event), raises(event))
    try:
        raise LookupError("outer")
    except LookupError:
        print("awaited:", await child())
        print("as a task:", await asyncio.create_task(child()))
        print("still", repr(sys.exception()))
    print(sys.exception())


asyncio.run(main())
