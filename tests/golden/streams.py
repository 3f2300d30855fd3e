"""Generators: sync, async, delegating."""


def countdown(n):
    while n > 0:
        got = yield n
        n = got or n - 1
    return "done"


def both():
    result = yield from countdown(3)
    yield result


async def numbers(limit):
    for n in range(limit):
        yield n


async def total(limit):
    return sum([n async for n in numbers(limit) if n % 2])
