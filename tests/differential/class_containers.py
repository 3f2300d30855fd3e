# Containers of one's own: __len__, __getitem__, __setitem__, __contains__, __iter__, __missing__.
class Stack:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        print(f"get {index!r}", end=" ")
        return self.items[index]

    def __setitem__(self, index, value):
        print(f"set {index!r}", end=" ")
        self.items[index] = value

    def __delitem__(self, index):
        print(f"del {index!r}", end=" ")
        del self.items[index]

    def __contains__(self, item):
        print(f"contains {item!r}", end=" ")
        return item in self.items

    def __iter__(self):
        print("iter", end=" ")
        return iter(self.items)

    def __reversed__(self):
        print("reversed", end=" ")
        return reversed(self.items)

    def __add__(self, other):
        return Stack(*self.items, *other)


s = Stack(1, 2, 3)
print(len(s), s[0], s[-1], s[0:2], bool(s), bool(Stack()))
s[1] = "two"
s[0] += 10
del s[2]
print(s.items)
print("two" in s, 9 not in s, list(s), list(reversed(s)), (s + [5, 6]).items)
print([x for x in s], dict(enumerate(s)), *s)
first, second = s
print(first, second)


class Default(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]


d = Default()
print(d["a"], d["b"], d["a"], d, d.get("zzz"), "zzz" in d)
try:
    len(5)
except TypeError as exc:
    print(exc)
try:
    Default.nothing
except AttributeError as exc:
    print(exc)
