# Coroutines driven by hand: send, throw, close, results, custom awaitables.
class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        received = yield self.value
        return received


async def inner(name):
    print("inner starts", name)
    a = await Pause(1)
    print("inner got", a)
    b = await Pause(2)
    return a, b


async def outer():
    result = await inner("x")
    print("outer got", result)
    try:
        await Pause("in try")
    except ValueError as exc:
        print("outer caught", exc)
    return "done"


c = outer()
print(type(c).__name__, c.__name__, c.__qualname__)
print(c.send(None))
print(c.send("a"))
print(c.send("b"))
try:
    c.throw(ValueError("thrown"))
except StopIteration as exc:
    print("result", exc.value)
try:
    c.send(None)
except RuntimeError as exc:
    print(exc)

c = outer()
c.send(None)
try:
    c.throw(KeyError("through both"))
except KeyError as exc:
    print("came out", exc)
c = outer()
try:
    c.send("not None")
except TypeError as exc:
    print(exc)
c.close()
c = outer()
c.send(None)
c.close()
print("closed")


async def cleans():
    try:
        await Pause("waiting")
    finally:
        print("cleaning up")


c = cleans()
print(c.send(None))
c.close()
c = cleans()
c.send(None)
del c
print("dropped")


async def ignores():
    try:
        await Pause(1)
    except GeneratorExit:
        await Pause(2)


c = ignores()
c.send(None)
try:
    c.close()
except RuntimeError as exc:
    print(exc)
