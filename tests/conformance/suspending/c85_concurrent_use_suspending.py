# 85. Concurrent use: RuntimeError `anext(): asynchronous generator is already running`.
import asyncio


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


async def slow():
    await pause()
    try:
        for number in range(3):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            yield number
    finally:
        await pause()
        await asyncio.sleep(0)
        print("finally")


async def concurrently(name, make_first, make_second):
    await pause()
    generator = slow()
    first = asyncio.create_task(make_first(generator), name=name)
    await asyncio.sleep(0)
    try:
        print(f"{name}: second gave", await make_second(generator))
    except Exception as exc:
        await pause()
        print(f"{name}: second raised {exc!r}")
    try:
        print("  first gave", await first)
    except Exception as exc:
        await pause()
        print(f"  first raised {exc!r}")
    await generator.aclose()


async def next_one(generator):
    await pause()
    return await anext(generator)


async def send(generator):
    await pause()
    return await generator.asend(None)


async def throw(generator):
    await pause()
    return await generator.athrow(ValueError("thrown"))


async def close(generator):
    await pause()
    return await generator.aclose()


async def main():
    await pause()
    await concurrently("anext, anext", next_one, next_one)
    await concurrently("anext, asend", next_one, send)
    await concurrently("anext, athrow", next_one, throw)
    await concurrently("anext, aclose", next_one, close)

    generator = slow()
    tasks = [asyncio.create_task(next_one(generator), name=f"gathered {n}") for n in range(3)]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print("gather:", results)
    print("goes on:", [number async for number in generator])

    async def uses_itself():
        await pause()
        yield 1
        await anext(itself)

    itself = uses_itself()
    try:
        print([item async for item in itself])
    except RuntimeError as exc:
        await pause()
        print("itself:", exc)


asyncio.run(main())
