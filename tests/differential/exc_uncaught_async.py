# An uncaught exception through coroutines, `async with` and a task group.
import asyncio


class Session:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await asyncio.sleep(0)

    async def get(self, url):
        await asyncio.sleep(0)
        return {"status": 200}["body"]


async def fetch(url):
    async with Session() as session:
        return await session.get(url)


async def main():
    results = [await fetch(url) for url in ("a", "b")]
    print(results)


asyncio.run(main())
