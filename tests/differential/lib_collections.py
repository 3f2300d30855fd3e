# collections: deque, defaultdict, Counter, OrderedDict, namedtuple, ChainMap.
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
d.rotate(1)
print(d, d[0], d[-1], len(d), d.pop(), d.popleft(), list(d), d.maxlen, 4 in d)
d.extend([7, 8])
d.extendleft("ab")
print(d, d.index("a"), list(reversed(d)), deque("abc") == deque(["a", "b", "c"]))
d.clear()
for action in (d.pop, d.popleft, lambda: d[0], lambda: deque([1]).remove(2)):
    try:
        action()
    except (IndexError, ValueError) as exc:
        print(type(exc).__name__, exc)
groups = defaultdict(list)
for word in ("apple", "avocado", "banana"):
    groups[word[0]].append(word)
print(groups, dict(groups), groups.get("z"), "z" in groups, len(groups["new"]), defaultdict(int, a=1)["b"])
try:
    defaultdict()["x"]
except KeyError as exc:
    print(repr(exc))
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], sum(c.values()), sorted(c.elements())[:3], c + Counter(a=1), c - Counter(a=10),
      Counter(a=2) & Counter(a=1, b=1))
c.update("zz")
c.subtract(["a"])
print(c["z"], c["a"], c.total())
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
print(o, o.popitem(last=False), list(o))
P = namedtuple("P", ["x", "y"])
print(P(1, 2), P(y=1, x=2).x, P._make([5, 6])._asdict())
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], dict(m))
changing = deque([1, 2])
try:
    for item in changing:
        changing.append(item)
except RuntimeError as exc:
    print(exc)
