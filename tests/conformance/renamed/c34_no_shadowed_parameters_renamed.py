# 34. Parameters named self, func, args, kwds are not shadowed.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

@as_async_manager
async def managed(self, func, args, kwds):
    yield f"self={self} func={func} args={args} kwds={kwds}"


@as_manager
def managed_sync(self, func, args, kwds):
    yield f"self={self} func={func} args={args} kwds={kwds}"


@as_async_manager
async def keywords(**kwds):
    yield kwds


@as_async_manager
async def more(gen, cls, value=None, typ=None, traceback=None):
    yield gen, cls, value, typ, traceback


async def main():
    async with managed(1, 2, 3, 4) as text:
        print(text)
    async with managed(self=1, func=2, args=3, kwds=4) as text:
        print(text)
    async with managed(**{"kwds": 1, "args": 2, "func": 3, "self": 4}) as text:
        print(text)
    with managed_sync(self=5, func=6, args=7, kwds=8) as text:
        print(text)
    async with keywords(self=1, func=2, args=3, kwds=4) as text:
        print(text)
    async with more(gen=1, cls=2, value=3, typ=4, traceback=5) as text:
        print(text)

    @managed(self="decorator", func=1, args=2, kwds=3)
    async def decorated(self, func):
        return self, func

    print(await decorated(self=7, func=8))


asyncio.run(main())
