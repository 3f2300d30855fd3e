# yield from: results, send and throw through it, over other iterables, nested, closing.
def inner():
    received = []
    try:
        while True:
            received.append((yield len(received)))
            if received[-1] == "stop":
                return received
    except ValueError as exc:
        return f"inner handled {exc}"
    finally:
        print("inner done")


def outer():
    first = yield from inner()
    print("first", first)
    second = yield from inner()
    print("second", second)
    third = yield from [1, 2]
    print("third", third)
    return "outer result"


g = outer()
print(next(g), g.send("a"), g.send("stop"))
print(g.send("b"), g.throw(ValueError("v")))
print(next(g))
try:
    next(g)
except StopIteration as exc:
    print(exc.value)


def sends_to_list():
    yield from [1, 2, 3]


g = sends_to_list()
next(g)
try:
    g.send("no send in a list iterator")
except AttributeError as exc:
    print(exc)


def from_wrong():
    yield from 5


try:
    next(from_wrong())
except TypeError as exc:
    print(exc)


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5], [[6]]])))


def chain_result():
    x = yield from (yield_one() for _ in range(1))
    return x


def yield_one():
    return (yield 1)


print(list(chain_result())[0].__name__)
