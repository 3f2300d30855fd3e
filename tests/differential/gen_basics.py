# Generators: laziness, send, return values, yield from, close, exhausted ones.
def numbers(n):
    print("start", end=" ")
    for i in range(n):
        yield i
    print("end", end=" ")
    return "result"


print(list(numbers(3)))
g = numbers(2)
print(type(g).__name__, next(g), next(g), next(g, "exhausted"), next(g, "still"))
g = numbers(0)
try:
    next(g)
except StopIteration as exc:
    print("value", exc.value, exc.args)


def echo():
    received = []
    try:
        while True:
            x = yield len(received)
            received.append(x)
    finally:
        print("received", received)


e = echo()
print(next(e), e.send("a"), e.send("b"), next(e))
e.close()
e.close()
try:
    e.send(1)
except StopIteration as exc:
    print("closed", exc.value)
try:
    echo().send(1)
except TypeError as exc:
    print(exc)


def delegate():
    result = yield from numbers(2)
    print("got", result)
    yield from "xy"
    yield from [10, 20]
    return (yield "last")


d = delegate()
print(list(d))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([x for x, _ in zip(fib(), range(15))], sum(x for x in numbers(4)))


def tree(t):
    if t:
        left, value, right = t
        yield from tree(left)
        yield value
        yield from tree(right)


print(list(tree((((), 1, ()), 2, ((), 3, ())))))
try:
    for x in delegate:
        pass
except TypeError as exc:
    print(exc)
gen = (i * i for i in range(3))
print(next(gen), gen.send(None), list(gen), gen.gi_frame is None)
print(e.gi_running, echo().__name__, echo.__name__)
