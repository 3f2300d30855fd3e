# 23. Re-raising the same object does not suppress; the caller gets the same object, with no context on itself.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

@as_async_manager
async def bare_raise():
    try:
        yield
    except Exception:
        raise


@as_async_manager
async def raise_by_name():
    try:
        yield
    except Exception as exc:
        raise exc


@as_async_manager
async def not_caught():
    yield


@as_async_manager
async def with_finally():
    try:
        yield
    finally:
        await asyncio.sleep(0)


@as_async_manager
async def after_another():
    try:
        yield
    except Exception as exc:
        try:
            raise LookupError("in between")
        except LookupError:
            pass
        raise exc


@as_async_manager
async def later():
    kept = None
    try:
        yield
    except Exception as exc:
        kept = exc
    if kept is not None:
        raise kept


async def use(manager, exc):
    try:
        async with manager():
            raise exc
    except Exception as caught:
        same = caught is exc
        print(f"{manager.__name__}: same object {same}, context {caught.__context__!r}, cause {caught.__cause__!r}")


async def main():
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
            print(manager.__name__, "exit raised, same object:", caught is exc)
    try:
        raise OSError("being handled")
    except OSError:
        for manager in managers:
            await use(manager, ValueError("body"))


asyncio.run(main())
