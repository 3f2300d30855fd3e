# set and frozenset: operations, methods, iteration of small ints, errors.
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, {1} < a, a >= {1, 2}, a == {3, 2, 1}, a != b, 2 in a, len(a), set(),
      {1, 1.0, True}, a.isdisjoint({9}))
a.add(10)
a.discard(99)
a.remove(1)
a.update([5, 6], (7,))
print(a, sorted(a), a.union([100], "x") == a | {100, "x"}, a.intersection(b, {3}), a.difference(b),
      a.symmetric_difference(b), a.issubset(range(20)), a.issuperset([5]))
a |= {20}
a &= {2, 3, 20}
a -= {2}
a ^= {3, 4}
print(a, sorted(a), a.pop() in (4, 20), len(a), a.copy() == a, min({5, 2}), sum({1, 2}), sorted({"b", "a"}))
f = frozenset([1, 2])
print(f, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset({1, 2})], f | {3}, {3} | f, type(f | {3}).__name__,
      type({3} | f).__name__, f == {1, 2}, frozenset(), {frozenset([1])})
print({x * x for x in range(-3, 4)}, set("aab") == {"a", "b"}, set([3, 1, 2]), set(range(10)), {5, 1, 9, 3},
      {100, 200, 300, 1}, set(range(20, 0, -1)), {8, 0, 16, 1})
for action in (lambda: {[]}, lambda: {1}.remove(5), lambda: set().pop(), lambda: {1} + {2}, lambda: {1} | [2],
               lambda: set(5), lambda: hash({1}), lambda: f[0], lambda: {1} < 5, lambda: frozenset([1]).add(2),
               lambda: {1}.update(5), lambda: {{}}, lambda: {1}.remove("text"), lambda: {1}.nope):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)
changing = {1, 2}
try:
    for x in changing:
        changing.add(x + 10)
except RuntimeError as exc:
    print(exc)
a.clear()
print(a, bool(a), {*range(3), *"a"} == {0, 1, 2, "a"}, not {0})
