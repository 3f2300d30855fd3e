# The registry of overloads; popitem of weak dictionaries.
import weakref
from typing import clear_overloads, get_overloads, overload


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


class Shop:
    @overload
    def buy(self, x: int): ...
    @overload
    def buy(self): ...
    def buy(self, *a):
        pass

    @overload
    @staticmethod
    def rule(x: int): ...
    @overload
    @staticmethod
    def rule(): ...
    @staticmethod
    def rule(*a):
        pass


print([g.__annotations__ for g in get_overloads(f)], len(get_overloads(Shop.buy)), get_overloads(len))
print(len(get_overloads(Shop.rule)), get_overloads(Shop))
clear_overloads()
print(get_overloads(f))
try:
    overload(lambda: 1)()
except NotImplementedError as error:
    print(error)

a, b = Shop(), Shop()
values, keys = weakref.WeakValueDictionary({1: a, 2: b}), weakref.WeakKeyDictionary({a: 1, b: 2})
print(values.popitem() == (2, b), len(values), keys.popitem() == (b, 2), len(keys))
del a
try:
    values.popitem()
except KeyError as error:
    print("KeyError", len(values), len(keys))
