# asyncio.timeout: nesting, reschedule, expired, reprs, cancellation from outside, misuse.
import asyncio
import time


async def nested(inner, outer):
    try:
        async with asyncio.timeout(outer) as a:
            try:
                async with asyncio.timeout(inner) as b:
                    await asyncio.sleep(1)
            except TimeoutError as exc:
                print("inner", repr(exc), repr(exc.__cause__), a.expired(), b.expired())
            await asyncio.sleep(1)
    except TimeoutError as exc:
        print("outer", repr(exc), repr(exc.__context__), a.expired(), b.expired())
    print("cancelling", asyncio.current_task().cancelling())


async def reschedules():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as scope:
            print(scope.when(), repr(scope))
            scope.reschedule(loop.time() + 0.01)
            print(repr(scope).startswith("<Timeout [active] when="))
            await asyncio.sleep(1)
    except TimeoutError:
        print("timed out", repr(scope), scope.expired())
    try:
        scope.reschedule(None)
    except RuntimeError as exc:
        print(exc)
    async with asyncio.timeout(0.001) as scope:
        scope.reschedule(None)
        await asyncio.sleep(0.01)
    print("not timed out", scope.expired(), repr(scope), scope.when())


async def misuse():
    scope = asyncio.timeout(1)
    print(repr(scope))
    try:
        scope.reschedule(5)
    except RuntimeError as exc:
        print(exc)
    async with scope:
        pass
    try:
        async with scope:
            pass
    except RuntimeError as exc:
        print(exc)
    for delay in (0, -1):
        try:
            async with asyncio.timeout(delay):
                print("in")
                await asyncio.sleep(0)
                print("not reached?")
                await asyncio.sleep(1)
        except TimeoutError as exc:
            print("timed out at once", repr(exc.__cause__))
    async with asyncio.timeout(0):
        print("never suspends")


async def cancelled_outside():
    async def inner():
        async with asyncio.timeout(10):
            await asyncio.sleep(5)

    task = asyncio.create_task(inner())
    await asyncio.sleep(0)
    task.cancel("outside")
    try:
        await task
    except asyncio.CancelledError as exc:
        print("cancelled", exc.args, repr(exc.__context__))


async def raises_in_time():
    try:
        async with asyncio.timeout(0.001):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise ValueError("instead")
    except ValueError as exc:
        print(repr(exc), repr(exc.__context__))
    try:
        async with asyncio.timeout(0.001):
            try:
                await asyncio.sleep(1)
            finally:
                await asyncio.sleep(0)
                print("cleaned")
    except TimeoutError as exc:
        print(repr(exc), repr(exc.__cause__), repr(exc.__context__))


async def both_at_once():
    async def inner():
        try:
            async with asyncio.timeout(0.001):
                await asyncio.sleep(1)
        except TimeoutError:
            print("timed out", asyncio.current_task().cancelling())
        except asyncio.CancelledError as exc:
            print("cancelled", exc.args, asyncio.current_task().cancelling())
            raise

    task = asyncio.create_task(inner())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.001, task.cancel, "as well")
    time.sleep(0.02)  # both are due now
    await asyncio.sleep(0.02)
    print(task.cancelled(), task.done())


async def wait_for():
    async def slow():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as exc:
            print("slow cancelled", exc.args)
            raise

    try:
        await asyncio.wait_for(slow(), 0.001)
    except TimeoutError as exc:
        print(repr(exc), repr(exc.__cause__), repr(exc.__context__))
    try:
        await asyncio.wait_for(slow(), 0)
    except TimeoutError as exc:
        print(repr(exc), repr(exc.__cause__))
    print(await asyncio.wait_for(asyncio.sleep(0, "done"), None))

    async def ignores():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            return "late"

    try:
        print(await asyncio.wait_for(ignores(), 0.001))
    except TimeoutError as exc:
        print("late", repr(exc))


async def main():
    await nested(0.001, 0.2)
    await nested(5, 0.01)
    await reschedules()
    await misuse()
    await cancelled_outside()
    await raises_in_time()
    await both_at_once()
    await wait_for()


asyncio.run(main())
