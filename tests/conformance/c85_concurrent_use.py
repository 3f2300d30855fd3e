# 85. Concurrent use: RuntimeError `anext(): asynchronous generator is already running`.
import asyncio


async def slow():
    try:
        for number in range(3):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            yield number
    finally:
        await asyncio.sleep(0)
        print("finally")


async def concurrently(name, make_first, make_second):
    generator = slow()
    first = asyncio.create_task(make_first(generator), name=name)
    await asyncio.sleep(0)
    try:
        print(f"{name}: second gave", await make_second(generator))
    except Exception as exc:
        print(f"{name}: second raised {exc!r}")
    try:
        print("  first gave", await first)
    except Exception as exc:
        print(f"  first raised {exc!r}")
    await generator.aclose()


async def next_one(generator):
    return await anext(generator)


async def send(generator):
    return await generator.asend(None)


async def throw(generator):
    return await generator.athrow(ValueError("thrown"))


async def close(generator):
    return await generator.aclose()


async def main():
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
        yield 1
        await anext(itself)

    itself = uses_itself()
    try:
        print([item async for item in itself])
    except RuntimeError as exc:
        print("itself:", exc)


asyncio.run(main())
