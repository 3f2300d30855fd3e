# The package async_timeout, as it is installed, driven through all of its interface.
# packages: async_timeout
import asyncio
import warnings

import async_timeout
from async_timeout import timeout, timeout_at


async def in_time():
    async with timeout(5) as limit:
        await asyncio.sleep(0)
        print("deadline set:", limit.deadline is not None, "expired:", limit.expired)
    print("after:", limit.expired)


async def too_late():
    try:
        async with timeout(0.002) as limit:
            print("waiting")
            await asyncio.sleep(5)
            print("not reached")
    except asyncio.TimeoutError as exc:
        print("timed out:", repr(exc), "expired:", limit.expired, "context:", type(exc.__context__).__name__)


async def no_limit():
    async with timeout(None) as limit:
        await asyncio.sleep(0)
        print("deadline:", limit.deadline)
        try:
            limit.shift(1)
        except RuntimeError as exc:
            print(exc)


async def already_past():
    loop = asyncio.get_running_loop()
    try:
        async with timeout_at(loop.time() - 1) as limit:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            print("not reached")
    except asyncio.TimeoutError:
        print("in the past, expired:", limit.expired)


async def rescheduled():
    async with timeout(0.005) as limit:
        limit.shift(10)
        await asyncio.sleep(0.01)
    print("shifted away:", limit.expired)
    async with timeout(0.005) as limit:
        limit.reject()
        await asyncio.sleep(0.01)
    print("rejected:", limit.expired)
    loop = asyncio.get_running_loop()
    try:
        async with timeout(10) as limit:
            limit.update(loop.time() + 0.002)
            await asyncio.sleep(5)
    except asyncio.TimeoutError:
        print("updated to be earlier:", limit.expired)


async def errors():
    limit = timeout(5)
    async with limit:
        print("entered once")
        try:
            async with limit:
                print("not reached")
        except RuntimeError as exc:
            print("twice:", exc)
    for name, action in (("reject", limit.reject), ("shift", lambda: limit.shift(1)),
                         ("update", lambda: limit.update(1))):
        try:
            action()
        except RuntimeError as exc:
            print(f"{name}: {exc}")
    try:
        async with timeout(5):
            raise KeyError("from the body")
    except KeyError as exc:
        print("raised", repr(exc))


async def nested():
    try:
        async with timeout(5) as outer:
            try:
                async with timeout(0.002) as inner:
                    await asyncio.sleep(5)
            finally:
                print("outer:", outer.expired, "inner:", inner.expired)
    except asyncio.TimeoutError:
        print("the inner one expired")


async def cancelled_from_outside():
    async def work():
        async with timeout(5) as limit:
            try:
                await asyncio.sleep(5)
            finally:
                print("expired:", limit.expired)

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled, not timed out")


async def synchronously():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with timeout(5) as limit:
            await asyncio.sleep(0)
    print([f"{w.category.__name__}: {w.message}" for w in caught], limit.expired)


async def main():
    for scenario in (in_time, too_late, no_limit, already_past, rescheduled, errors, nested, cancelled_from_outside,
                     synchronously):
        print("--", scenario.__name__)
        await scenario()


print(async_timeout.__version__, async_timeout.__all__)
asyncio.run(main())
try:
    timeout(1)
except RuntimeError as exc:
    print(exc)
