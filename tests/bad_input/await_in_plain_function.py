import asyncio


async def fetch(key):
    await asyncio.sleep(0)
    return key


def load(keys):
    return [await fetch(key) for key in keys]


def first(keys):
    return await fetch(keys[0])
