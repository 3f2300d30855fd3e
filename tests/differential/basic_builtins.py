# Builtin functions with all kinds of arguments.
print(abs(-2), all([]), any([0, 1]), bin(5), bool(), callable(print), chr(65), dict(a=1), divmod(7, 2),
      list(enumerate("ab", 2)))
print(list(filter(None, [0, 1])), float("2"), format(5, "03"), getattr([], "x", "none"), hasattr("", "upper"), hex(16),
      int("7"), isinstance(1, (str, int)))
print(issubclass(bool, int), len({1, 2}), list(map(str, [1, 2])), max(1, 5, 3), max([], default="empty"), min("cab"),
      min([3, 1], key=lambda x: -x))
print(oct(8), ord("€"), pow(2, 3, 5), repr("x"), list(reversed([1, 2])), round(2.567, 1), sorted([2, 1]),
      str(b"x", "ascii"), sum([1, 2], 10), tuple("ab"), type(1), list(zip("ab", [1, 2])))
print(ascii("é"), bytes(2), complex(1, 2), frozenset([1]), iter([1]).__length_hint__(), set("a"), slice(1, 2), range(3),
      object() is object(), vars(type("T", (), {"a": 1}))["a"])
print(sorted("bca", reverse=True), sorted([(1, "b"), (1, "a")]), sum([0.5, 0.25]), max("apple", "fig", key=len),
      next(iter("x")), isinstance(None, type(None)), id(1) == id(1), hash("a") == hash("a"))
print(type(3) is int, type("") == str, type(type), type(print).__name__, type(lambda: 0).__name__, type(None),
      type(...).__name__, type(NotImplemented).__name__, type(range(1)), type({}.keys()).__name__)
for action in (lambda: abs("x"), lambda: chr(-1), lambda: divmod(1, 0), lambda: getattr([], "x"), lambda: int("z"),
               lambda: isinstance(1, 1), lambda: issubclass(1, int), lambda: len(5), lambda: max(), lambda: max([]),
               lambda: min(1), lambda: ord(""),
               lambda: pow("a", 2), lambda: reversed(5), lambda: round("x"), lambda: sorted([1, "a"]),
               lambda: sum(["a", "b"]), lambda: zip(5), lambda: hex(1.5), lambda: iter(5), lambda: next([]),
               lambda: vars(5), lambda: setattr(1, "x", 2), lambda: hash({}), lambda: max(1, "a"), lambda: super()):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)
