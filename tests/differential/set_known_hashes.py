# Sets and dicts made of each other use the hashes that are known; intersection() without arguments copies.
class Counted(int):
    count = 0

    def __hash__(self):
        Counted.count += 1
        return int(self) % 5


d = dict.fromkeys(map(Counted, range(10)))
print(Counted.count)
for make in set, frozenset, set.union, dict.fromkeys, dict, list:
    made = make(d) if make is not set.union else set().union(d)
    print(make.__name__, Counted.count, len(made))
s = set(d)
for what in dict.fromkeys(s), dict.fromkeys(frozenset(d), 123), s.difference(d), s | s, s & set(d), s ^ set(d), {*s}:
    print(type(what).__name__, Counted.count, len(what))
s.symmetric_difference_update(d)
print(Counted.count, len(s))
f = frozenset("abc")
print(f.intersection() is f, f.union() is f, f.copy() is f, f.difference() is f, frozenset(f) is f)
