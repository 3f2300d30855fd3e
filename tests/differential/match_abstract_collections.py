"""What patterns take for sequences and mappings: by class, by register(), and what *_ leaves alone."""
import collections
import collections.abc


def kind(x):
    match x:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return None


class Seq(collections.abc.Sequence):
    __getitem__ = None

    def __len__(self):
        return 0


class Counted(collections.abc.Sequence):
    def __getitem__(self, i):
        print("item", i)
        return i

    def __len__(self):
        return 42


class Plain:
    pass


class Before(Plain):
    pass


print(kind(Seq()), kind(Counted()), kind(collections.UserList()), kind(collections.UserDict()), kind("text"), kind(b""), kind(range(3)))
match Seq():
    case []:
        print("empty")
match Counted():
    case [x, *_, y, _]:
        print(x, y)
match range(1 << 30):
    case x, y, *_:
        print(x, y)
print(kind(Plain()), kind(Before()))
collections.abc.Mapping.register(Plain)


class After(Before):
    pass


print(kind(Plain()), kind(Before()), kind(After()))


class Both(collections.UserList, collections.abc.Mapping):
    pass


class ListFirst(list, Plain):
    pass


class DictLast(collections.UserList, dict):
    pass


class MappingFirst(collections.abc.Mapping, collections.UserList):
    pass


print(kind(Both()), kind(ListFirst()), kind(DictLast()), kind(MappingFirst()))
