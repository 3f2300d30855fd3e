# Methods of list, sorting, copying, comparison, and the error texts.
l = [3, 1, 2]
l.append(4)
l.extend([1, 5])
l.extend("ab"[:0])
l.insert(0, "first")
l.insert(-1, "before last")
l.insert(99, "end")
print(l, len(l), l.index(1), l.count(1), l.index(1, 3))
print(l.pop(), l.pop(0), l.remove("before last"), l)
l.reverse()
print(l)
l.sort()
print(l, sorted(l, reverse=True), sorted(["b", "A", "c"], key=str.lower), sorted("hello", key=lambda c: -ord(c)),
      list(reversed(l)))
words = ["pear", "fig", "apple", "kiwi"]
words.sort(key=len)
print(words, sorted(words, key=lambda w: (len(w), w)), min(words, key=len), max(words, key=lambda w: w[-1]))
words.sort(key=len, reverse=True)
print(words)
copy = l.copy()
other = l[:]
l.clear()
print(l, copy, other == copy, other is copy, [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, 2] == [1, 2.0], [[1]] + [[2]],
      [0] * 3, 2 * [1, 2])
grid = [[0] * 2] * 2
grid[0][0] = 1
print(grid, [1, 2] in [[1, 2]], list("abc"), list(range(3)), list({"k": 1}), [*range(2), *"x"], list(zip([1, 2], "ab")),
      list(enumerate("ab", 1)))
nested = [1, [2, [3, []]]]
print(nested, str(nested), repr([None, True, "q", 1.0]), [1, 2, 3] != [1, 2],
      list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "x"])))
a = [1, 2]
a += (3, 4)
b = a
a = a + [5]
print(a, b, all(a), any([]), sum([[1], [2]], []))
for action in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2),
               lambda: [1, "a"].sort(), lambda: [1] + (2,), lambda: [1] * "x", lambda: [1] * 1.5,
               lambda: [3, 1].sort(len), lambda: [1].extend(5), lambda: [1].insert("a", 1), lambda: hash([]),
               lambda: {[]: 1}, lambda: sorted([1, None]), lambda: max([]), lambda: min(), lambda: [] < 5,
               lambda: list(5), lambda: [1].nothing,
               lambda: sum(["a"]), lambda: sum("ab", ""), lambda: reversed({1}),
               lambda: list(zip([1], [1, 2], strict=True)), lambda: [].__delitem__(0)):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n > other.n

    def __repr__(self):
        return f"I{self.n}"


print(sorted([Item(1), Item(3), Item(2)]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([2, 1.5, True]),
      sorted({3: 1, 1: 2}), sorted([[2], [1, 5]]))
