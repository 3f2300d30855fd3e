# Conditions of several parts whose later parts need statements: awaits, yields, walruses, calls in chains.
import asyncio
async def aw(v):
    await asyncio.sleep(0)
    print("awaited", v)
    return v
async def loop():
    n = 0
    while (n := n + 1) < 3 and await aw(1) < 100:
        print("round", n)
    while (n := n - 1) > 0 or await aw(0):
        print("back", n)
async def tests(y):
    if (n := y) < 3 and await aw(1) < 100:
        print("A", y, n)
    if not ((n := y) < 3 and await aw(1) < 100):
        print("not A", y, n)
    if (n := y) < 3 or await aw(0):
        print("B", y, n)
    if not ((n := y) < 3 or await aw(0)):
        print("not B", y, n)
    print((n := y) < 3 and await aw(1) < 100)
    print((n := y) < 3 or await aw(1) > 100)
    print(1 if (n := y) < 3 and await aw(1) < 100 else 2)
    print(1 if not ((n := y) < 3 or await aw(1) > 100) else 2)
    print([z for z in range(4) if (m := z) > 1 and await aw(z) > 2])
    print([z for z in range(4) if (m := z) > 1 or await aw(z) > 0])
    print(0 < (n := y) < await aw(5) < 7)
    if 0 < (n := y) < await aw(5) < 7:
        print("chained")
    if 0 < await aw(y) < 5 and (n := y + 1) < 3 and await aw(n) > 0:
        print("mixed", n)
    assert (n := y) < 3 or await aw(2) > 1, await aw("message")
    match y:
        case v if (n := v) < 3 and await aw(1) < 100:
            print("case", n)
        case v if (n := v) > 30 or await aw(1) > 100:
            print("case 2", n)
        case _:
            print("neither", n)
    try:
        assert (n := y) < 3 and await aw(1) > 100, await aw("refused")
    except AssertionError as e:
        print(repr(e))
async def gen(y):
    while (n := y) < 4 and await aw(n) < 9:
        y += 1
        if (m := n) > 1 and (yield n) != "stop":
            print("not stopped", m)
def plain(y):
    while (n := y) < 4 and (yield n) != "stop":
        y += 1
    print((m := n) > 2 or (yield m) == 2)
    return (m := n) < 2 and (yield m)
async def main():
    await loop()
    for y in 1, 2, 9, 40:
        await tests(y)
    async for v in gen(0):
        print("got", v)
    for y in 0, 3, 9:
        g = plain(y)
        try:
            v = next(g)
            while True:
                print("plain", v)
                v = g.send(v)
        except StopIteration as e:
            print("returned", e.value)
asyncio.run(main())
