import copy
import copyreg


class Plain:
    def __init__(self, a):
        self.a = a


class Slots:
    __slots__ = ("x", "__y", "never")

    def __init__(self):
        self.x = [1]
        self.__y = 2

    def show(self):
        return self.x, self.__y, hasattr(self, "never")


class Both(Slots):
    def __init__(self):
        super().__init__()
        self.z = 3


class Named(tuple):
    pass


class Listed(list):
    pass


class Mapped(dict):
    pass


class NewArgs(int):
    def __new__(cls, value):
        self = super().__new__(cls, value)
        return self

    def __getnewargs__(self):
        print("asked")
        return (int(self),)


class NewArgsEx:
    def __new__(cls, *, key):
        self = super().__new__(cls)
        self.key = key
        return self

    def __getnewargs_ex__(self):
        return (), {"key": self.key}


class State:
    def __getstate__(self):
        return "state"

    def __setstate__(self, state):
        self.got = state


class Reduced:
    def __reduce__(self):
        return Plain, (5,)


plain = Plain([1, 2])
again = copy.copy(plain)
deep = copy.deepcopy(plain)
print(again.a is plain.a, deep.a, deep.a is plain.a, type(again) is Plain)
plain.a.append(plain)
deep = copy.deepcopy(plain)
print(deep.a[2] is deep, deep is not plain)
print(copy.copy(Slots()).show(), copy.deepcopy(Slots()).show(), copy.copy(Both()).show(), copy.copy(Both()).z)
for value in (Named((1, 2)), Listed([1, [2]]), Mapped(a=[1])):
    value.note = "n"
    other = copy.deepcopy(value)
    print(type(other).__name__, other, other.note, other == value)
print(copy.copy(NewArgs(5)), copy.copy(NewArgsEx(key=3)).key, copy.copy(State()).got, copy.copy(Reduced()).a)


def shown(reduced):
    return tuple(getattr(part, "__name__", part) if not hasattr(part, "__next__") else list(part) for part in reduced)


for value in (Plain(1), Listed([1]), Mapped(a=1), Named((1, 2)), Slots()):
    for protocol in (2, 4):
        print(protocol, shown(value.__reduce_ex__(protocol)))
for value in (Plain(1), Listed([1]), Named((1, 2))):
    for protocol in (0, 1):
        print(protocol, shown(value.__reduce_ex__(protocol)))
print(range(1, 9, 2).__reduce__(), slice(1, 2).__reduce__(), ValueError(1, 2).__reduce__())
print((5).__getnewargs__(), 1.5.__getnewargs__(), "a".__getnewargs__(), b"a".__getnewargs__(), (1,).__getnewargs__(), (1j).__getnewargs__())
print(Plain(3).__getstate__(), Slots().__getstate__(), object().__getstate__())


def generator():
    yield


for value in (generator(), {}.keys(), iter(int, 1), print):
    try:
        print(copy.copy(value) is value)
    except TypeError as error:
        print(error)
copyreg.pickle(Plain, lambda p: (Plain, ("registered",)))
print(copyreg.dispatch_table[Plain](plain)[1], copyreg.__newobj__(list), copyreg.__newobj_ex__(dict, (), {"a": 1}))
