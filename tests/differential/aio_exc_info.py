# sys.exc_info and contexts of exceptions are each task's own; also across await, generators, cleanups.
import asyncio
import sys
from contextlib import asynccontextmanager


def now():
    return repr(sys.exc_info()[1])


async def other(name, log):
    log.append((name, now()))
    await asyncio.sleep(0)
    try:
        raise KeyError(name)
    except KeyError:
        log.append((name, now()))
        await asyncio.sleep(0)
        log.append((name, now()))
        try:
            raise ValueError(name)
        except ValueError as exc:
            await asyncio.sleep(0)
            log.append((name, now(), repr(exc.__context__)))
        log.append((name, now()))
    log.append((name, now()))


@asynccontextmanager
async def manager():
    print("manager begins", now())
    try:
        yield
    except ValueError:
        print("manager handles", now())
        await asyncio.sleep(0)
        print("manager still", now())
    print("manager ends", now())


async def numbers():
    try:
        yield now()
        yield now()
    finally:
        print("generator ends", now())


async def main():
    log = []
    try:
        raise LookupError("main's own")
    except LookupError:
        task = asyncio.create_task(other("task", log))
        await asyncio.sleep(0)
        print("main", now())
        await other("awaited", log)
        print("main", now())
        async with manager():
            print("body", now())
            raise ValueError("from the body")
        print("behind the manager", now())
        generator = numbers()
        print(await anext(generator))
        try:
            raise IndexError("while it sleeps")
        except IndexError:
            print(await anext(generator))
            await generator.aclose()
        await task
    print("main", now())
    for line in log:
        print(line)
    try:
        try:
            raise KeyError("first")
        finally:
            await asyncio.sleep(0)
            print("finally", now())
            raise ValueError("second")
    except ValueError as exc:
        print(repr(exc), repr(exc.__context__), repr(exc.__context__.__context__))

    async def reraises():
        try:
            raise TypeError("inner")
        except TypeError:
            await asyncio.sleep(0)
            raise

    try:
        raise KeyError("outer")
    except KeyError:
        try:
            await asyncio.create_task(reraises())
        except TypeError as exc:
            print(repr(exc.__context__))
        try:
            await reraises()
        except TypeError as exc:
            print(repr(exc.__context__))
    callbacks = []
    try:
        raise KeyError("while scheduling")
    except KeyError:
        asyncio.get_running_loop().call_soon(lambda: callbacks.append(now()))
        await asyncio.sleep(0)
    print(callbacks)


asyncio.run(main())
