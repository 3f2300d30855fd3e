# The exception being handled, inside and outside of generators.
import sys


def current():
    return repr(sys.exception())


def generator():
    yield current()
    try:
        raise ValueError("inside")
    except ValueError:
        yield current()
        yield current()
    yield current()


g = generator()
print(next(g))
try:
    raise KeyError("outside")
except KeyError:
    print(current(), next(g), current())
print(current(), next(g), current())
print(next(g))


def raises():
    yield 1
    raise TypeError("from the generator")


g = raises()
next(g)
try:
    try:
        raise KeyError("handled while resuming")
    except KeyError:
        next(g)
except TypeError as exc:
    print(repr(exc), repr(exc.__context__))


def keeps_handling():
    try:
        yield
    except ValueError:
        yield
        raise


g = keeps_handling()
next(g)
g.throw(ValueError("kept over a yield"))
try:
    next(g)
except ValueError as exc:
    print(repr(exc), exc.__context__)
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, type(tb).__name__)
    try:
        {}["x"]
    except KeyError:
        print(current())
    print(current())
print(current())
