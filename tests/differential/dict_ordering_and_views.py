# Insertion order, views that follow changes, set operations of views, comparisons.
d = {}
for key in "zxy":
    d[key] = len(d)
print(d, list(d), list(d.values()))
keys, values, items = d.keys(), d.values(), d.items()
d["a"] = 9
del d["z"]
d["z"] = 0
print(list(keys), list(values), list(items), len(items), ("a", 9) in items, 9 in values)
print(keys & {"a", "q"}, sorted(keys ^ {"a", "q"}), keys >= {"a"}, keys.isdisjoint({"q"}), {1: 1}.keys() == {1})
print({"a": 1, **{"a": 2, "b": 3}}, {"b": 0} | d, d | {"x": "new"}, dict(sorted(d.items())))
print(min(d, key=d.get), max(d.items(), key=lambda kv: kv[1]), sorted(d, key=lambda k: (d[k], k)), sum(d.values()))
print({k: v for k, v in d.items() if v}, {v: k for k, v in d.items()}, [*d], next(iter(d)), next(reversed(d)),
      d.pop("x"), d.popitem(), d)
nested = {"a": {"b": [1, {"c": 2}]}}
nested["a"]["b"][1]["c"] += 5
nested.setdefault("list", []).append(1)
nested.setdefault("list", []).append(2)
print(nested, nested["a"]["b"][1].get("zzz", "none"))
print(d == {"z": 0}, {1: "a"} != {1: "b"}, {"x": nan} == {"x": nan} if (nan := float("nan")) else None)
counts = {}
for word in "the cat the dog the end".split():
    counts[word] = counts.get(word, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
