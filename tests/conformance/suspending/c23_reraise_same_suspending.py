# 23. Re-raising the same object does not suppress; the caller gets the same object, with no context on itself.
import asyncio
from contextlib import asynccontextmanager


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


@asynccontextmanager
async def bare_raise():
    await pause()
    try:
        yield
    except Exception:
        await pause()
        raise


@asynccontextmanager
async def raise_by_name():
    await pause()
    try:
        yield
    except Exception as exc:
        await pause()
        raise exc


@asynccontextmanager
async def not_caught():
    await pause()
    yield


@asynccontextmanager
async def with_finally():
    await pause()
    try:
        yield
    finally:
        await pause()
        await asyncio.sleep(0)


@asynccontextmanager
async def after_another():
    await pause()
    try:
        yield
    except Exception as exc:
        await pause()
        try:
            await pause()
            raise LookupError("in between")
        except LookupError:
            await pause()
            pass
        await pause()
        raise exc


@asynccontextmanager
async def later():
    await pause()
    kept = None
    try:
        yield
    except Exception as exc:
        await pause()
        kept = exc
    if kept is not None:
        await pause()
        raise kept


async def use(manager, exc):
    await pause()
    try:
        async with manager():
            await pause()
            raise exc
    except Exception as caught:
        await pause()
        same = caught is exc
        print(f"{manager.__name__}: same object {same}, context {caught.__context__!r}, cause {caught.__cause__!r}")


async def main():
    await pause()
    managers = (bare_raise, raise_by_name, not_caught, with_finally, after_another, later)
    for manager in managers:
        await use(manager, ValueError("body"))
    for manager in managers:
        manager_instance = manager()
        await manager_instance.__aenter__()
        exc = KeyError("by hand")
        try:
            print(manager.__name__, "exit returned", await manager_instance.__aexit__(KeyError, exc, None))
        except KeyError as caught:
            await pause()
            print(manager.__name__, "exit raised, same object:", caught is exc)
    try:
        await pause()
        raise OSError("being handled")
    except OSError:
        await pause()
        for manager in managers:
            await use(manager, ValueError("body"))


asyncio.run(main())
