# 18. A second yield on normal exit: RuntimeError `generator didn't stop`.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@as_async_manager
async def yields(times):
    for number in range(times):
        print("yield", number)
        yield number
    print("ends")


@as_manager
def yields_sync(times):
    for number in range(times):
        print("sync yield", number)
        yield number


@as_async_manager
async def forever():
    while True:
        yield


async def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    try:
        result = await scenario()
    except Exception as exc:
        print(f"{name}: raised {chain(exc)}")
    else:
        print(f"{name}: returned {result!r}")


async def once():
    async with yields(1) as number:
        return number


async def twice():
    async with yields(2) as number:
        print("body", number)


async def twice_with_return():
    async with yields(2) as number:
        return number


async def in_a_loop():
    for _ in range(3):
        async with forever():
            continue


async def nested():
    async with yields(1):
        async with yields(3):
            print("body of the inner one")


async def sync():
    with yields_sync(2) as number:
        print("body", number)


async def main():
    for scenario in (once, twice, twice_with_return, in_a_loop, nested, sync):
        await attempt(scenario.__name__, scenario)


asyncio.run(main())
