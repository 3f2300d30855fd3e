# The iteration protocols: __iter__, __next__, __getitem__, iter with a sentinel, next with a default, zip, map, errors.
class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class ByIndex:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError("no more")
        return i * 10


class Sized:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if not 0 <= i < 3:
            raise IndexError
        return "abc"[i]


print(list(Count(3)), list(ByIndex()), [x for x in Sized()], list(reversed(Sized())), 20 in ByIndex(), 5 in Count(10),
      "z" in Sized())
values = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(values), 0)), next(values), next(values, "default"), next(iter([]), None))
print(list(zip([1, 2, 3], "ab")), list(map(pow, [2, 3], [3, 2])), list(enumerate(Count(2), start=5)),
      list(filter(lambda x: x > 1, Count(4))), dict(enumerate("ab")))
it = iter([1, 2, 3])
print(next(it), list(it), list(it), iter(it) is it)
a, b, *c = Count(5)
print(a, b, c, max(Count(4)), sum(Count(4)), sorted(Count(3)), tuple(Count(2)), set(Count(2)),
      "-".join(map(str, Count(3))), any(Count(2)), all(Count(2)), [*Count(2)])
for action in (lambda: next(iter([])), lambda: iter(5), lambda: next([1]), lambda: list(iter(5, 6)),
               lambda: [x for x in 1.5], lambda: list(zip([1], 5)), lambda: list(map(5, [1])), lambda: enumerate(),
               lambda: sum(5)):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)


class BadIter:
    def __iter__(self):
        return 5


class BadNext:
    def __iter__(self):
        return self


for kind in (BadIter, BadNext):
    try:
        for _ in kind():
            pass
    except TypeError as exc:
        print(exc)


class NotIterable:
    __iter__ = None


try:
    list(NotIterable())
except TypeError as exc:
    print(exc)
