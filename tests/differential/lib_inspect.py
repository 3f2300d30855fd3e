# inspect: kinds of functions, signatures, members.
import functools
import inspect
from inspect import Parameter, Signature


def plain(a, b=2, /, c=3, *args, d, e="x", **kwargs):
    """Doc.

        indented
    """


async def coroutine(x):
    pass


def generator():
    yield


async def async_generator():
    yield


class C:
    """A class."""

    def __init__(self, size, *, colour=None):
        pass

    def method(self, n):
        """Of C."""

    @classmethod
    def make(cls, m):
        pass

    @staticmethod
    def helper(h):
        pass

    async def work(self):
        pass

    @property
    def value(self):
        return 1

    def __call__(self, q):
        pass


class D(C):
    def method(self, n):
        pass


for f in (plain, coroutine, generator, async_generator, C, C.method, C(1).method, C.make, C.helper, C(1).work, functools.partial(coroutine, 1), len, 5, lambda: 0):
    print(inspect.isfunction(f), inspect.ismethod(f), inspect.isclass(f), inspect.iscoroutinefunction(f), inspect.isgeneratorfunction(f), inspect.isasyncgenfunction(f), inspect.isroutine(f), inspect.isbuiltin(f))
c, g = coroutine(1), generator()
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isgenerator(g), inspect.isawaitable(g), inspect.isasyncgen(async_generator()), inspect.getcoroutinestate(c), inspect.getgeneratorstate(g))
next(g)
print(inspect.getgeneratorstate(g), inspect.ismodule(inspect), inspect.isawaitable(5))
c.close()
g.close()
print(inspect.getcoroutinestate(c), inspect.getgeneratorstate(g))
for f in (plain, coroutine, C, C.method, C(1).method, C.make, C.helper, C(1), lambda x, *y: 0, functools.partial(plain, 1, d=4), functools.partial(coroutine, 5)):
    print(inspect.signature(f))
s = inspect.signature(plain)
print(list(s.parameters), s.parameters["b"].default, s.parameters["a"].kind, s.parameters["d"].kind.description, s.parameters["e"], repr(s.parameters["kwargs"]), s.parameters["c"].annotation is Parameter.empty, s.return_annotation is Signature.empty)
bound = s.bind(1, 5, 6, 7, d=8, z=9)
print(bound, bound.args, bound.kwargs, bound.arguments)
bound = s.bind(1, d=0)
bound.apply_defaults()
print(bound.arguments, s.bind_partial().arguments, s == inspect.signature(plain), hash(s) == hash(inspect.signature(plain)))
for arguments, keywords in (((), {}), ((1,), {}), ((1,), {"d": 1, "a": 2})):
    try:
        print(s.bind(*arguments, **keywords))
    except TypeError as exc:
        print("TypeError", exc)
for f, arguments, keywords in ((lambda a: 0, (1, 2), {}), (lambda a: 0, (1,), {"a": 1}), (lambda a: 0, (1,), {"b": 1})):
    try:
        inspect.signature(f).bind(*arguments, **keywords)
    except TypeError as exc:
        print("TypeError", exc)
print(s.replace(parameters=[Parameter("only", Parameter.KEYWORD_ONLY, default=1, annotation=int)], return_annotation=str), Parameter("p", Parameter.POSITIONAL_ONLY).replace(name="q"))
for action in (lambda: Parameter("1", Parameter.KEYWORD_ONLY), lambda: Parameter("a", Parameter.VAR_POSITIONAL, default=1), lambda: Signature([Parameter("a", Parameter.KEYWORD_ONLY), Parameter("b", Parameter.POSITIONAL_ONLY)]),
               lambda: Signature([Parameter("a", Parameter.KEYWORD_ONLY), Parameter("a", Parameter.KEYWORD_ONLY)]), lambda: inspect.signature(5)):
    try:
        print(action())
    except (ValueError, TypeError) as exc:
        print(type(exc).__name__, exc)
print(inspect.getdoc(plain), inspect.getdoc(D(1).method), inspect.getdoc(C), inspect.cleandoc("  a\n    b\n      c\n"))
print([name for name, _ in inspect.getmembers(C, inspect.isfunction)], inspect.getmro(D) == D.__mro__, inspect.getattr_static(C(1), "value").__class__)


@functools.wraps(plain)
def wrapper(*args, **kwargs):
    pass


print(inspect.signature(wrapper), inspect.unwrap(wrapper) is plain, inspect.signature(wrapper, follow_wrapped=False))
print(inspect.getfullargspec(plain))
