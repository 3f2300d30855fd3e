# Where an exception from an asynchronous iterator stands: in the whole `async for`, or the comprehension
import asyncio, traceback
async def gen():
    yield 1
    raise ValueError("x")
async def f1():
    async for actor in gen():
        await asyncio.sleep(0)
async def f2():
    async for actor in gen(): pass
async def f3():
    async for actor in gen():
        await asyncio.sleep(f(1))
async def f4():
    async for actor in gen():
        x = 1
        await asyncio.sleep(0, x) + 1
async def f5():
    return [x
       async for x in gen()]
async def f6():
    async for a, b in gen():
        pass
async def f7():
    async for a in gen():
        a.b.c.d
        a.b.c["x"]()
async def f8():
    async for a in gen(
       ):
        a.b.c["x"]()
for f in (f1, f2, f3, f4, f5, f6, f7, f8):
    try: asyncio.run(f())
    except Exception:
        text = traceback.format_exc().split("\n")
        print("\n".join(text[next(i for i, line in enumerate(text) if line.endswith(f"in {f.__name__}")):]))
