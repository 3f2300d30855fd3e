# Order of evaluation: calls, operators, comparisons, subscripts, keyword arguments, conditional expressions.
def t(name, value=None):
    print(name, end=" ")
    return value if value is not None else name


def f(*args, **kwargs):
    return len(args), sorted(kwargs)


class Chain:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        print("." + name, end=" ")
        return self

    def __call__(self, *args, **kwargs):
        print("(" + ",".join(map(str, args)) + ")", end=" ")
        return self

    def __getitem__(self, key):
        print(f"[{key}]", end=" ")
        return self

    def __setitem__(self, key, value):
        print(f"[{key}]={value}", end=" ")

    def __setattr__(self, name, value):
        print(f".{name}={value}", end=" ")


print(t("function", f)(t("a"), t("b"), *t("stars", [1, 2]), t("c"), k=t("k"), **t("double", {"z": 1}), last=t("last")))
print(t("1", 1) + t("2", 2) * t("3", 3) - t("4", 4))
print(t("l", 1) < t("m", 2) > t("n", 0))
print([t("list1"), t("list2")], {t("key1"): t("value1"), t("key2"): t("value2")}, (t("tuple"),))
Chain().a.b(t("arg")).c[t("index")].d(1, x=2)
print()
c = Chain()
c.attribute = t("value first")
c[t("key")] = t("value before key")
print()
c.x[t("i")], c.y = t("right"), t("side")
print()
print(t("then") if t("condition", 1) else t("else"), t("left", 0) or t("right"), t("and", 1) and t("and right"))
d = {}
d[t("dict key")] = d[t("other")] = t("dict value")
print(d)
print((lambda x, y=t("default", 5): (x, y))(t("argument", 1)))
print(t("a", 2) ** t("b", 3) ** t("c", 2), -t("neg", 2) ** 2, t("in", 1) in t("list", [1]), not t("x", 1) == 2)
