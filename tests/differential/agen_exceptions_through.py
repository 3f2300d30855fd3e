# Exceptions through nested async generators and context managers inside them.
import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def managed(name):
    try:
        yield
    except ValueError as exc:
        print(name, "saw", exc)
        raise KeyError(name) from exc
    finally:
        print(name, "left")


async def inner():
    async with managed("inner"):
        yield 1
        yield 2


async def outer():
    try:
        async for n in inner():
            yield n
            if n == 2:
                raise ValueError("in outer")
    finally:
        print("outer finally")


async def main():
    generator = outer()
    print(await anext(generator))
    try:
        await generator.athrow(ValueError("thrown"))
    except ValueError as exc:
        print("out", repr(exc), repr(exc.__context__))
    generator = inner()
    await anext(generator)
    try:
        await generator.athrow(ValueError("into inner"))
    except KeyError as exc:
        print("out", repr(exc), repr(exc.__cause__))
    try:
        async for n in outer():
            print("got", n)
    except ValueError as exc:
        print("out", repr(exc))
    for _ in range(3):
        await asyncio.sleep(0)
    print("end")


asyncio.run(main())
