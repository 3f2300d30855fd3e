# Decorators: order, arguments, classes, functools.wraps, stacking, on methods.
import functools


def trace(function):
    print("decorating", function.__name__)

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("result", result)
        return result

    return wrapper


def repeat(times):
    print("repeat", times)

    def decorate(function):
        print("repeat decorates", function.__name__)

        @functools.wraps(function)
        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorate


@trace
@repeat(2)
def double(x):
    """Doubles."""
    return 2 * x


print(double(4), double.__name__, double.__doc__, double.__wrapped__.__wrapped__(5))


class Register:
    known = {}

    def __init__(self, key):
        self.key = key

    def __call__(self, thing):
        self.known[self.key] = thing
        return thing


@Register("function")
def registered():
    return "registered"


@Register("class")
class Registered:
    pass


print(sorted(Register.known), Register.known["function"](), Register.known["class"].__name__)


class Holder:
    @trace
    def method(self, x=1):
        return x

    @staticmethod
    @trace
    def static(x):
        return x


Holder().method(x=3)
Holder.static(4)
table = {"deco": [trace]}


@table["deco"][0]
def by_expression():
    return None


by_expression()


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(pow, 2)(5))
