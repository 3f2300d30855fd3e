import operator
def show(it, name=None):
    r = it.__reduce__()
    print(type(it).__name__, [getattr(x, "__name__", None) or (x if "ator" not in repr(x) else len(x)) for x in r], it.__length_hint__() if hasattr(it, "__length_hint__") else None)
for make in (lambda: [1,2,3], lambda: (1,2,3), lambda: {1:2,3:4}, lambda: {1:2,3:4}.values(), lambda: {1:2,3:4}.items(), lambda: {5}, lambda: "abc", lambda: "a\xe9c", lambda: b"xyz", lambda: bytearray(b"xyz"),
    lambda: range(3), lambda: range(0, 30, 10), lambda: enumerate("ab"), lambda: zip("ab", "cd"), lambda: map(len, ["a", "b"]), lambda: filter(None, [1,2])):
    it = iter(make())
    try:
        show(it); next(it); show(it)
        for _ in it: pass
        show(it)
    except Exception as e: print(type(it).__name__, type(e), e)
for make in (lambda: [1,2,3], lambda: (1,2,3), lambda: {1:2,3:4}, lambda: {1:2,3:4}.values(), lambda: {1:2,3:4}.items(), lambda: range(3), lambda: "abc"):
    it = reversed(make())
    try:
        show(it); next(it); show(it)
        for _ in it: pass
        show(it)
    except Exception as e: print(type(it).__name__, type(e), e)
class S:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
    def __len__(self): return 3
it = iter(S()); next(it); print(it.__reduce__()[2], it.__length_hint__()); list(it); print(it.__reduce__())
it = reversed(S()); next(it); print(it.__reduce__()[2], it.__length_hint__()); list(it); print(it.__reduce__())
it = iter(lambda: 1, 1); print([*it], it.__reduce__())
it = iter(int, 1); print(it.__reduce__())
it = iter([1,2,3]); it.__setstate__(2); print(list(it)); it.__setstate__(0); print(list(it))
it = iter([1,2,3]); it.__setstate__(-5); print(list(it))
it = iter((1,2,3)); it.__setstate__(9); print(list(it))
it = iter("abc"); it.__setstate__(1); print(list(it))
it = iter(range(5)); it.__setstate__(3); print(list(it))
it = reversed([1,2,3]); it.__setstate__(0); print(list(it))
it = iter(b"abc"); it.__setstate__(1); print(list(it))
for x in ([], (), "", b"", range(2), {}, set(), S()):
    it = iter(x)
    try: it.__setstate__("x")
    except Exception as e: print(type(it).__name__, type(e).__name__, e)
z = zip("ab", "c", strict=True); print(z.__reduce__()[2:])
z.__setstate__(0)
m = map(len, "ab", strict=True); print(m.__reduce__()[2:])
