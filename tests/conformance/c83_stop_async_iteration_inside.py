# 83. StopAsyncIteration raised inside: RuntimeError `async generator raised StopAsyncIteration`, with `__cause__` (PEP
# 479 for async).
import asyncio


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


async def raises(exc):
    yield 1
    raise exc


async def raises_first(exc):
    raise exc
    yield


async def next_of_another():
    async def empty():
        return
        yield

    yield 1
    await anext(empty())
    yield 2


async def catches(exc):
    try:
        yield 1
        raise exc
    except (StopIteration, StopAsyncIteration) as caught:
        print("caught inside", repr(caught))
    yield 2


async def coroutine(exc):
    raise exc


async def consume(name, generator):
    try:
        print(name, [item async for item in generator])
    except Exception as exc:
        print(f"{name}: {chain(exc)}, cause {exc.__cause__!r}, suppress context {exc.__suppress_context__}")


async def main():
    for kind in (StopAsyncIteration, StopIteration, RuntimeError, ValueError):
        await consume("raises", raises(kind("inside")))
        await consume("raises first", raises_first(kind("inside")))
        await consume("catches", catches(kind("inside")))
    await consume("anext", next_of_another())
    for kind in (StopIteration, StopAsyncIteration):
        try:
            await coroutine(kind("in a coroutine"))
        except Exception as exc:
            print(f"coroutine: {chain(exc)}, cause {exc.__cause__!r}")
    generator = raises(ValueError("inside"))
    await anext(generator)
    try:
        await generator.athrow(StopAsyncIteration("thrown in"))
    except RuntimeError as exc:
        print("thrown in:", chain(exc), repr(exc.__cause__))


asyncio.run(main())
