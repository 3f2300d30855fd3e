import sys
sys.stderr = sys.stdout


def gen():
    yield
    yield


class BadInit(Exception):
    def __init__(self, *args):
        1 / 0


g = gen()
next(g)
try:
    g.throw(ValueError, "text")
except ValueError as error:
    print(repr(error))


def handles():
    try:
        yield 1
    except ZeroDivisionError:
        yield 2


g = handles()
next(g)
print(g.throw(BadInit))


def outer():
    yield from inner()
    print(g.gi_yieldfrom)


def inner():
    print(g.gi_yieldfrom)
    yield


g = outer()
next(g)
print(g.gi_yieldfrom.gi_code.co_name)
next(g, None)


async def agen():
    yield


a = agen()
step = a.athrow(ValueError, "x", None)
try:
    step.send(None)
except ValueError as error:
    print(repr(error))
