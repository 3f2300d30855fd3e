# How long exceptions keep locals alive.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def fails():
    local = Noisy("local of fails")
    raise ValueError("x")


def catches():
    try:
        fails()
    except ValueError as exc:
        print("in handler")
    print("after handler")


catches()
print("--")
saved = None
try:
    fails()
except ValueError as exc:
    saved = exc
print("kept by the traceback")
saved = None
print("released")


def with_finally():
    x = Noisy("x")
    try:
        return "value"
    finally:
        print("finally")


print(with_finally())


def generator():
    g = Noisy("generator local")
    try:
        yield 1
    finally:
        print("generator finally")


gen = generator()
next(gen)
gen = None
print("generator gone")


def nested_handlers():
    try:
        try:
            fails()
        except ValueError:
            raise KeyError("k")
    except KeyError as exc:
        print("context keeps it:", repr(exc.__context__))
    print("both gone")


nested_handlers()
