# Async generators: asend, athrow, aclose.
import asyncio


async def echo():
    print("start")
    value = "first"
    try:
        while True:
            try:
                value = yield value
                await asyncio.sleep(0)
            except ValueError as exc:
                value = f"handled {exc}"
    finally:
        await asyncio.sleep(0)
        print("finally")


async def main():
    g = echo()
    print(await g.asend(None))
    print(await g.asend("a"))
    print(await g.athrow(ValueError("v")))
    print(await g.__anext__())
    try:
        await g.athrow(KeyError("k"))
    except KeyError as exc:
        print("out", repr(exc))
    print(await anext(g, "finished"))
    g = echo()
    await anext(g)
    print(await g.aclose())
    await g.aclose()
    try:
        await g.asend(1)
    except StopAsyncIteration:
        print("closed")
    fresh = echo()
    try:
        await fresh.asend(1)
    except TypeError as exc:
        print(exc)
    await fresh.aclose()

    async def returns():
        yield 1
        return

    print([x async for x in returns()])

    async def nested():
        async for x in echo():
            yield f"nested {x}"
            break
        yield "after"

    print([x async for x in nested()])
    g = echo()
    step = g.asend(None)
    print(await step)
    try:
        await step
    except RuntimeError as exc:
        print(exc)
    await g.aclose()


asyncio.run(main())
