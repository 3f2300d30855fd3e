# 19. In case 18 the generator is then aclosed, so its finally blocks run.
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


async def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    try:
        result = await scenario()
    except Exception as exc:
        print(f"{name}: raised {chain(exc)}")
    else:
        print(f"{name}: returned {result!r}")


@as_async_manager
async def with_finally():
    try:
        yield 1
        yield 2
        print("not reached")
    finally:
        print("finally runs")
        await asyncio.sleep(0)
        print("finally ends")


@as_async_manager
async def sees_generator_exit():
    yield 1
    try:
        yield 2
    except GeneratorExit as exc:
        print("closed with", repr(exc))
        raise


@as_async_manager
async def swallows_generator_exit():
    yield 1
    try:
        yield 2
    except GeneratorExit:
        print("swallowed, then returns")


@as_async_manager
async def raises_while_closing():
    try:
        yield 1
        yield 2
    finally:
        raise KeyError("in finally")


@as_async_manager
async def ignores_generator_exit():
    yield 1
    try:
        yield 2
    except GeneratorExit:
        yield 3


@as_manager
def sync_with_finally():
    try:
        yield 1
        yield 2
    finally:
        print("sync finally runs")


async def main():
    for manager in (with_finally, sees_generator_exit, swallows_generator_exit, raises_while_closing,
                    ignores_generator_exit):
        async def use():
            async with manager() as value:
                print("body", value)

        await attempt(manager.__name__, use)
    try:
        with sync_with_finally() as value:
            print("body", value)
    except RuntimeError as exc:
        print("sync:", chain(exc))


asyncio.run(main())
