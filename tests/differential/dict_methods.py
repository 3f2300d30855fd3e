# dict: methods, order, views, merging, errors, keys of several types.
d = {"one": 1, "two": 2, 3: "three", (1, 2): "tuple", None: 0}
print(d, len(d), d["one"], d[3], d[1, 2], d[None], "two" in d, 2 in d, d.get("x"), d.get("x", 5))
print(list(d), list(d.keys())[:2], list(d.values())[:2], list(d.items())[:1], d.pop("one"), d.pop("zzz", "default"),
      d.popitem(), d)
d.update({"four": 4}, five=5)
d.update([("six", 6)])
d |= {"seven": 7}
print(d, d.setdefault("four", 0), d.setdefault("eight", []), d)
d["two"] = "changed in place"
del d["four"]
d["four"] = "at the end now"
print(d, list(reversed(d)))
print({1: "a"} | {1: "b", 2: "c"}, {**{"x": 1}, "y": 2}, dict(a=1, b=2), dict([("k", "v")]), dict(zip("ab", [1, 2])),
      dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))
print({1: "int", 1.0: "float", True: "bool"}, {1: 2} == {1.0: 2.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == [],
      bool({}), {"k": {"k": {}}})
keys = {"a": 1, "b": 2}.keys()
print(keys & {"a"}, sorted(keys | {"c"}), keys - {"a"}, "a" in keys, {"x": 1}.items() == {("x", 1)}, len(keys),
      sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]), repr(keys), {"a": 1}.values(), {"a": 1}.items())
copy = d.copy()
copy["new"] = 1
print("new" in d, max({"x": 1, "y": 5}, key={"x": 1, "y": 5}.get), min({3: 0, 1: 0}), sum({1: 0, 2: 0}),
      sorted({"b", "a"} | {"c"}))
for action in (lambda: d["missing"], lambda: {}.popitem(), lambda: {}.pop("x"), lambda: {[]: 1}, lambda: {{}: 1},
               lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {} < {}, lambda: {} + {},
               lambda: dict.fromkeys(5), lambda: {1: 1}[1, 2], lambda: {}.update(5), lambda: {} | [], lambda: next({}),
               lambda: d.has_key, lambda: {set(): 1}, lambda: {"a": 1}["A"]):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)
changing = {1: 1, 2: 2}
try:
    for key in changing:
        changing[key + 10] = 0
except RuntimeError as exc:
    print(exc)
for key in list(changing):
    del changing[key]
d.clear()
print(d, changing)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n


table = {Key(1): "one", Key(3): "three"}
print(table[Key(3)], Key(5) in table)
