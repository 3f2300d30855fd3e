# Awaiting through several functions; results, arguments, recursion.
import asyncio


async def add(a, b=1):
    return a + b


async def twice(x):
    first = await add(x, x)
    return await add(first)


async def countdown(n):
    if n == 0:
        return ["lift-off"]
    return [n] + await countdown(n - 1)


async def main():
    print(await add(1), await add(b=2, a=3), await twice(10))
    print(await countdown(5))
    total = 0
    for n in range(5):
        total += await add(n, n)
    print(total, [await add(n) for n in range(3)], {n: await add(n) for n in range(2)}, (await add(1)) * 2)
    print(await add(await add(1, 2), await add(3, 4)), f"{await add(5)}", (await add(1)) if await add(-1) else "zero")
    while (n := await add(total, -7)) > 0:
        total = n
    print(total, not await add(0, 0), await add(0, 0) or await add(2, 2))


asyncio.run(main())
