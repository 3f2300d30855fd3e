# Generators: throw, close, GeneratorExit, StopIteration inside, already executing.
def careful():
    while True:
        try:
            x = yield "ready"
            print("got", x)
        except ValueError as exc:
            print("caught", exc)
            yield "after the error"
        except GeneratorExit:
            print("closing")
            raise
        finally:
            print("finally")


g = careful()
print(next(g), g.throw(ValueError("thrown")), next(g))
try:
    g.throw(KeyError("other"))
except KeyError as exc:
    print("came out", exc)
print(next(g, "finished"))
g = careful()
g.close()
print("closed a fresh one")
g = careful()
next(g)
print(g.close())


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
next(g)
try:
    g.close()
except RuntimeError as exc:
    print(exc)


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "value of close"


g = returns_on_close()
next(g)
print(g.close())


def stops():
    yield 1
    raise StopIteration("inside")


try:
    list(stops())
except RuntimeError as exc:
    print(exc, repr(exc.__cause__))


def reenters():
    yield next(itself)


itself = reenters()
try:
    next(itself)
except ValueError as exc:
    print(exc)


def inner():
    try:
        yield 1
    except ValueError as exc:
        print("inner caught", exc)
        yield "from inner"
    finally:
        print("inner finally")


def outer():
    try:
        result = yield from inner()
        print("result", result)
    finally:
        print("outer finally")
    yield "outer goes on"


g = outer()
print(next(g), g.throw(ValueError("to the inner one")), next(g))
g = outer()
next(g)
g.close()
g = outer()
try:
    g.throw(TypeError("fresh"))
except TypeError as exc:
    print(exc, next(g, "dead"))
for bad in (5, "text", None):
    try:
        inner().throw(bad)
    except TypeError as exc:
        print(exc)
g = outer()
next(g)
del g
print("dropped")
