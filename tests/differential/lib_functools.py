# functools: partial, reduce, wraps, lru_cache, cached_property, cmp_to_key, singledispatch.
import functools
from functools import cached_property, cmp_to_key, lru_cache, partial, reduce, singledispatch, wraps

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [3, 9, 2], 5), reduce(lambda a, b: b + a, "abc"))
power = partial(pow, exp=2)
print(power(5), partial(print, "a", sep="-").args, partial(int, base=2)("101"))


@lru_cache(maxsize=2)
def slow(n):
    print("computing", n, end="; ")
    return n * n


print(slow(2), slow(2), slow(3), slow(4), slow(2))
print(slow.cache_info())
slow.cache_clear()
print(slow.cache_info().currsize)


class Data:
    @cached_property
    def value(self):
        print("computed once", end="; ")
        return 42


data = Data()
print(data.value, data.value, "value" in data.__dict__)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))


@singledispatch
def describe(thing):
    return "something"


@describe.register
def _(thing: int):
    return "an int"


@describe.register(list)
def _(thing):
    return "a list"


print(describe(1), describe([]), describe("x"), describe(True))


def decorator(function):
    @wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper


@decorator
def named():
    """Doc."""


print(named.__name__, named.__doc__, named.__wrapped__ is not named)
try:
    reduce(lambda a, b: a, [])
except TypeError as exc:
    print(exc)
