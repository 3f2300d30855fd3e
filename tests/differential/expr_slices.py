# Slices of lists, tuples, strings, ranges; negative steps, out of range, assignment; slice objects.
s = "abcdefghij"
n = 5
l = list(range(10))
for item in (slice(2, 5), slice(None, 3), slice(-3, None), slice(None, None, 2), slice(None, None, -1), slice(8, 2, -2),
             slice(-100, 100),
             slice(5, 2), slice(2, 2), slice(-1, -5, -1), slice(None, -8, -1)):
    print(item, s[item], l[item], tuple(l)[item], range(10)[item], item.indices(10))
print(s[1:4], s[:-1], s[::3], s[-2:], s[5], s[-1], l[1:8:3], "x"[5:], [][1:2])
l[2:5] = [20]
print(l)
l[:0] = ["a", "b"]
l[len(l):] = ["z"]
print(l)
l[::2] = [0] * len(l[::2])
print(l)
l[1:3] = []
print(l)
for action in (lambda: l[99], lambda: s[10], lambda: (1,)[-2], lambda: l["x"], lambda: l[1.0], lambda: s[None],
               lambda: l[::0],
               lambda: l.__setitem__(slice(None, None, 2), [1]), lambda: l.__setitem__(99, 1), lambda: range(3)[5],
               lambda: n[0],
               lambda: l.__setitem__(slice(0, 1), 5), lambda: {}[1:2], lambda: s.__getitem__(1.5), lambda: l[2 ** 70]):
    try:
        print(action())
    except (IndexError, TypeError, ValueError, KeyError) as exc:
        print(type(exc).__name__, exc)


class Index:
    def __index__(self):
        return 2

    def __getitem__(self, key):
        return key


print(s[Index()], s[Index():], Index()[1:2, ..., None], Index()[::2], Index()[1, 2], [5, 6, 7][True])
print(slice(1, 2) == slice(1, 2), slice(1, 5, 2).start, repr(slice(3)), ... is Ellipsis)
