# __new__ and __init__: order, other results, singletons, immutable subclasses.
class Traced:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        print("init", args, kwargs)


Traced(1, x=2)


class Other:
    def __new__(cls):
        print("makes something else")
        return 5

    def __init__(self):
        print("never called")


print(Other())


class Single:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


print(Single() is Single())


class Inches(float):
    def __new__(cls, cm):
        return super().__new__(cls, cm / 2.54)


print(Inches(25.4), Inches(2.54) + 1)


class Name(str):
    def __new__(cls, text):
        return super().__new__(cls, text.title())

    def initial(self):
        return self[0]


print(Name("ada"), Name("bob").initial(), len(Name("x y")), Name("a") == "A")
for action in (lambda: object(1), lambda: object.__new__(int), lambda: object.__new__(5)):
    try:
        action()
    except TypeError as exc:
        print(exc)


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as exc:
    print(exc)
