# The texts of TypeErrors about arguments.
def none(): pass
def two(a, b): pass
def defaults(a, b=1, c=2): pass
def keyword(a, *, k): pass
def keywords(*, k1, k2, k3): pass
def positional(a, b, /, c): pass
def rest(a, *args): pass
def mapping(a, **kwargs): pass


class Class:
    def __init__(self, x):
        pass

    def method(self, y):
        pass

    @staticmethod
    def static(z):
        pass

    @classmethod
    def klass(cls, w):
        pass


class Plain:
    pass


five, nothing, text = 5, None, "text"
calls = [
    lambda: none(1), lambda: none(x=1), lambda: two(), lambda: two(1), lambda: two(1, 2, 3), lambda: two(1, b=2, c=3),
    lambda: two(1, a=2), lambda: two(1, 2, b=3), lambda: defaults(), lambda: defaults(1, 2, 3, 4),
    lambda: defaults(1, d=5), lambda: keyword(1), lambda: keyword(1, 2), lambda: keyword(k=1),
    lambda: keyword(1, 2, k=3),
    lambda: keywords(), lambda: keywords(k2=1), lambda: positional(1, 2), lambda: positional(a=1, b=2, c=3),
    lambda: positional(1, b=2, c=3), lambda: rest(), lambda: mapping(), lambda: mapping(1, 2), lambda: mapping(1, a=2),
    lambda: two(*1), lambda: two(**1), lambda: two(**{1: 2}), lambda: two(1, **{"a": 2}),
    lambda: mapping(1, **{"x": 1}, **{"x": 2}),
    lambda: two(*[1, 2], *[3]), lambda: Class(), lambda: Class(1, 2), lambda: Class(1).method(),
    lambda: Class(1).method(1, 2),
    lambda: Class.method(), lambda: Class.static(), lambda: Class(1).static(1, 2), lambda: Class.klass(),
    lambda: Class.klass(1, 2),
    lambda: Plain(1), lambda: Plain(x=1), lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: (lambda x: x)(),
    lambda: [].append(), lambda: [].append(1, 2), lambda: {}.get(), lambda: "".join(), lambda: print(bad=1),
    lambda: int(1, 2, 3),
    lambda: sorted(), lambda: sorted([], 1), lambda: five(), lambda: nothing(), lambda: text(), lambda: Plain()(),
    lambda: defaults(1, bb=3), lambda: keyword(1, K=3), lambda: isinstance(1), lambda: range(),
    lambda: range(1, 2, 3, 4),
]
for number, call in enumerate(calls):
    try:
        call()
        print(number, "no error")
    except TypeError as exc:
        print(number, exc)
