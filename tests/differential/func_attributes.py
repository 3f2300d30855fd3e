# What functions know of themselves.
def documented(a, b: int = 1, *, c: str = "c") -> bool:
    """First line.

    More.
    """
    inner = lambda: a
    return inner


print(documented.__name__, documented.__qualname__, documented.__module__)
print(repr(documented.__doc__))
print(documented.__defaults__, documented.__kwdefaults__)
print(documented.__annotations__)
print(documented(1).__name__, documented(1).__qualname__)
print(documented.__code__.co_name, documented.__code__.co_argcount, documented.__code__.co_varnames)


class C:
    def method(self):
        """Doc of the method."""


print(C.method.__qualname__, C().method.__name__, C().method.__doc__, C.method is C.method, C().method == C().method)
documented.custom = [1]
documented.custom.append(2)
print(documented.custom, documented.__dict__)
documented.__name__ = "renamed"
documented.__doc__ = None
print(documented.__name__, documented.__doc__, callable(documented), callable(C), callable(C()), callable(1))
try:
    documented.missing
except AttributeError as exc:
    print(exc)
