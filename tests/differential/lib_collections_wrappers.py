# collections.ChainMap, UserDict, UserList, UserString; reprlib.
import collections
import copy
import reprlib
from collections import ChainMap, UserDict, UserList, UserString

base, local = {"colour": "red", "user": "guest"}, {"user": "admin"}
chain = ChainMap(local, base)
print(chain, chain["user"], chain["colour"], len(chain), list(chain), sorted(chain.items()), "x" in chain, bool(ChainMap()))
child = chain.new_child({"colour": "blue"}, deep=1)
print(child, child.parents, child.maps[0], chain.new_child(a=1).maps[0])
child["user"] = "root"
print(child["user"], local, child.get("none"), child.get("none", 5), child == dict(child))
for action in (lambda: chain["zz"], lambda: chain.pop("colour"), lambda: chain.__delitem__("colour"),
               lambda: ChainMap().popitem()):
    try:
        action()
    except KeyError as exc:
        print("KeyError", exc)
print(chain | {"z": 1}, {"z": 1} | chain, type(chain | {}))
chain |= {"more": 2}
print(chain, local, chain.copy().maps[1] is base, chain.copy().maps[0] is local)
print(ChainMap.fromkeys("ab", 0), chain.popitem())
recursive = ChainMap({})
recursive.maps[0]["self"] = recursive
print(recursive)


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __missing__(self, key):
        return f"no {key}"


d = Lower({"A": 1}, B=2)
print(d, d["a"], d["Z"], d.get("Z"), d.get("Z", 0), "a" in d, "A" in d, len(d), d.data)
d.update(C=3)
print(d | {"D": 4}, {"E": 5} | d, type(d | {}).__name__, d.copy(), type(d.copy()), copy.copy(d) == d)
d |= {"X": 9}
print(d, Lower.fromkeys("PQ"), d.pop("x"), d.setdefault("Y", 7), sorted(d), d == {"a": 1})


class Loud(UserList):
    pass


items = Loud([3, 1, 2])
items.append(0)
print(items, sorted(items), items[1:], type(items[1:]), items + [9], [8] + items, items * 2, 3 in items, len(items))
items.sort(key=lambda n: -n)
items += (5, 6)
items.insert(0, "first")
print(items, items.pop(), items.index(1), items.count(3), items == ["first", 3, 2, 1, 0, 5], items < ["z"])
items.reverse()
items.remove("first")
items.extend(UserList("ab"))
del items[0]
items[0] = "zero"
print(items, copy.copy(items), items.copy() is items, list(reversed(items)), UserList((1, 2)))
items.clear()
print(items, bool(items))


class Name(UserString):
    pass


s = Name("hello World")
print(s, repr(s), len(s), s.upper(), type(s.upper()), s + "!", "<" + s, s * 2, s[0], s[1:4], "World" in s, hash(s) == hash("hello World"))
print(s == "hello World", s < "z", s.split(), s.title(), s.replace("l", "L"), s.find("o"), s.rfind("o"), s.count("l"))
print(s.center(20, "*"), s.startswith("he"), s.endswith(("ld", "x")), s.partition(" "), s.encode(), s.isalpha(), s.swapcase())
print(int(UserString("42")) + 1, float(UserString("1.5")), UserString("%s-%d") % ("a", 3), UserString(12).data, s.join(["a", "b"]), s.format())
print("x".join([str(s), "y"]), s.zfill(15), s.removeprefix("hello "), s.strip("hd"), UserString("a\tb").expandtabs(4), UserString("a\nb").splitlines())
print([c.__module__ + "." + c.__qualname__ for c in (ChainMap, UserDict, UserList, UserString)], collections.UserDict is UserDict)
try:
    collections.Missing
except AttributeError as exc:
    print(exc)

print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({n: n for n in range(9)}), reprlib.repr({3, 1, 2, 5, 4, 9, 8}))
print(reprlib.repr((1,)), reprlib.repr(10 ** 100), reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(frozenset()), reprlib.repr(collections.deque(range(20))))
short = reprlib.Repr(maxlist=2, maxstring=10, indent=2)
print(short.repr([1, [2, 3], "a long string here"]))
