# Threads take turns though none of them waits: loops without calls, generators, exceptions, coroutines, reprs.
# record-with: native
import asyncio
import contextlib
import sys
import threading

sys.setswitchinterval(0.0005)
stop = False


def spin():
    n = 0
    while not stop:
        n += 1


spinners = [threading.Thread(target=spin) for _ in range(2)]
for t in spinners:
    t.start()


def numbers(n):
    for i in range(n):
        try:
            if i % 3 == 0:
                raise KeyError(i)
            yield i
        except KeyError as e:
            yield e.args[0]


def exceptions(out):
    total = 0
    for _ in range(50):
        for n in numbers(100):
            try:
                try:
                    total += n
                    [].pop()
                except IndexError as e:
                    assert sys.exception() is e
                    raise ValueError(n) from e
            except ValueError as e:
                assert isinstance(e.__cause__, IndexError) and e.__context__ is e.__cause__, e
        assert sys.exception() is None
    out.append(("exceptions", total))


@contextlib.asynccontextmanager
async def managed(log):
    log.append("in")
    try:
        yield len(log)
    finally:
        log.append("out")


async def tasks():
    total = 0

    async def one(n):
        nonlocal total
        log = []
        async with managed(log), managed(log):
            await asyncio.sleep(0)
            total += n
        assert log == ["in", "in", "out", "out"]

    for _ in range(20):
        await asyncio.gather(*(one(n) for n in range(50)))
    return total


def loops(out):
    out.append(("tasks", asyncio.run(tasks())))


class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __repr__(self):
        return f"({self.left!r} {self.value} {self.right!r})"


def objects(out):
    length = 0
    for n in range(100):
        tree = Node(n, Node([n, {n: Node(1)}]), Node("x"))
        tree.right.right = [tree.left]
        length += len(repr(tree)) + len(repr([tree.left] * 3))
        cycle = [n]
        cycle.append(cycle)
        assert repr(cycle) == f"[{n}, [...]]"
    out.append(("objects", length))


def recursion(out):
    def deep(n):
        return 1 if n == 0 else 1 + deep(n - 1)

    def endless():
        return endless()

    for _ in range(20):
        assert deep(300) == 301
    try:
        endless()
    except RecursionError as e:
        out.append(("recursion", type(e).__name__))


out = []
threads = [threading.Thread(target=f, args=(out,)) for f in (exceptions, loops, objects, recursion) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
stop = True
for t in spinners:
    t.join()
print(*sorted(out), sep="\n")
