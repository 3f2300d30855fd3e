# WeakSet: the algebra of sets over what is alive, comparisons, errors, subclasses, copies, iteration while items die.
import collections.abc
import copy
import gc
from _weakrefset import WeakSet as from_module
from weakref import WeakSet, ref


class Item:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __eq__(self, other):
        return isinstance(other, Item) and self.name == other.name

    def __hash__(self):
        return ord(self.name[0])


def names(items):
    return sorted(item.name for item in items)


def attempt(what, call):
    try:
        result = call()
    except Exception as e:
        print(what, type(e).__name__, e if not isinstance(e, KeyError) or e.args[0].__class__ is str else "")
    else:
        if isinstance(result, (set, frozenset, WeakSet)):
            result = type(result).__name__, names(result)
        print(what, result)


items = [Item(name) for name in "abcde"]
a, b, c, d, e = items
first = WeakSet([a, b, c])
others = {"list": [b, c, d], "set": {b, c}, "WeakSet": WeakSet([c, d]), "itself": first, "ints": [1], "int": 3}

print(from_module is WeakSet, WeakSet.__module__, WeakSet[int])
for name, other in others.items():
    attempt(f"| {name}", lambda: first | other)
    attempt(f"& {name}", lambda: first & other)
    attempt(f"- {name}", lambda: first - other)
    attempt(f"^ {name}", lambda: first ^ other)
    attempt(f"< {name}", lambda: first < other)
    attempt(f"<= {name}", lambda: first <= other)
    attempt(f"> {name}", lambda: first > other)
    attempt(f">= {name}", lambda: first >= other)
    attempt(f"== {name}", lambda: first == other)
    attempt(f"!= {name}", lambda: first != other)
    attempt(f"disjoint {name}", lambda: first.isdisjoint(other))
    for operation in "__ior__", "__iand__", "__isub__", "__ixor__":
        changed = WeakSet(first)
        attempt(f"{operation} {name}", lambda: getattr(changed, operation)(changed if name == "itself" else other))
for method in "union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset":
    attempt(method, lambda: getattr(first, method)([c, d]))
for method in "update", "intersection_update", "difference_update", "symmetric_difference_update":
    changed = first.copy()
    attempt(method, lambda: getattr(changed, method)([c, d]))
    print(names(changed))

attempt("add", lambda: first.add(1))
attempt("discard", lambda: first.discard(1))
attempt("discard", lambda: first.discard(e))
attempt("remove", lambda: first.remove(e))
attempt("contains", lambda: 1 in first)
attempt("pop", lambda: WeakSet().pop())
attempt("init", lambda: WeakSet(1))
attempt("init", lambda: WeakSet([], 2))
attempt("hash", lambda: hash(first))
for base in "Set", "MutableSet", "Collection", "Sequence":
    print(base, isinstance(first, getattr(collections.abc, base)))
print(sorted(vars(first)), repr(first).startswith("{<weakref at "), first.data == {ref(a), ref(b), ref(c)})


class Tagged(WeakSet):
    def __init__(self, items=(), tag=None):
        super().__init__(items)
        self.tag = tag


tagged = Tagged([a, b], ["tag"])
for made in tagged.copy(), tagged | [c], tagged & [a], copy.copy(tagged):
    print(type(made).__name__, names(made), made.tag, made == tagged)
print(len(copy.deepcopy(tagged)), copy.deepcopy(tagged).tag)

going = [Item(name) for name in "vwxyz"]
weak = WeakSet(going)
seen = []
for item in weak:
    seen.append(item.name)
    del item
    if len(going) > 1:
        going.pop()
print(len(seen) >= 1, len(going), going[0] in weak)
del going
gc.collect()
print(len(weak), list(weak), bool(weak))

alive = Item("alive")
weak.add(alive)
weak.add(Item("dead"))
print(names(weak), weak.pop() is alive, len(weak))
