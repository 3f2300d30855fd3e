# 29. The propagated exception keeps its own traceback, with no contextlib frames.
# forms: suspending renamed
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

def frames(exc):
    """Names of the functions in the traceback, oldest first."""
    names = []
    entry = exc.__traceback__
    while entry is not None:
        names.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    return names


@as_async_manager
async def plain():
    yield


@as_async_manager
async def reraises():
    try:
        yield
    except Exception:
        raise


@as_manager
def sync():
    yield


def fails(exc):
    raise exc


async def body(manager, exc):
    async with manager():
        fails(exc)


async def nested(exc):
    async with plain():
        async with reraises():
            await body(plain, exc)


async def sync_body(exc):
    with sync():
        fails(exc)


async def main():
    for exc in (ValueError("body"), StopAsyncIteration("body"), KeyError("body")):
        try:
            async with plain():
                fails(exc)
        except BaseException as caught:
            print("directly:", frames(caught))
    for manager in (plain, reraises):
        try:
            await body(manager, ValueError("body"))
        except ValueError as caught:
            print(manager.__name__, frames(caught))
    try:
        await nested(ValueError("body"))
    except ValueError as caught:
        print("nested:", frames(caught))
    try:
        await sync_body(ValueError("body"))
    except ValueError as caught:
        print("sync:", frames(caught))


asyncio.run(main())
