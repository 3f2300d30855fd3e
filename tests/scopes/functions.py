import os.path, sys as system
from collections import deque as queue, OrderedDict

limit = 10
done: bool = False


def outer(a, /, b=limit, *rest, key: "str" = "k", **options):
    total = a
    unused = system

    def inner(x, y=total):
        nonlocal total
        total += x
        print(b, limit, queue)
        global count
        count = 1
        return lambda z: z + y + total

    try:
        import json
    except ImportError as error:
        json = error
    finally:
        closing = 1
    del unused
    return inner, options


def statements(subject):
    with open(subject) as (first, [second, *others]):
        for index, subject.attribute in enumerate(first):
            while second:
                second -= 1
            else:
                after = index
    match subject:
        case {"key": value, **remaining} if value:
            return remaining
        case [one, *many] | (Point(one) as many):
            assert one, many
        case Point(x=0, y=height) as point:
            raise point from height
    local: undefined
    return others


def counter():
    global total
    total = 0
    while (chunk := read()) and total < limit:
        total += chunk


async def loop():
    async with pool() as connection:
        async for row in connection:
            await row
            yield [await cell async for cell in row]
