# inspect: frames, source texts, members of classes.
import inspect
import types


# Says hello
# in two lines.
def greet(name, *, loud=False):
    """A greeting."""
    text = f"hello {name}"  # a comment

    # and one more
    return text.upper() if loud else text


class Shop:
    """A shop."""

    kind = "small"
    __slots__ = ("stock",)

    def __init__(self, stock):
        self.stock = stock

    @property
    def first(self):
        return self.stock[0]

    @classmethod
    def empty(cls):
        return cls([])

    @staticmethod
    def rule(a, b=2, *rest, c, **more):
        return """
not the end
"""


class Corner(Shop):
    pass


async def numbers():
    yield 1


def outer():
    return inner()


def inner():
    frames = inspect.stack()
    here = inspect.currentframe()
    print([(f.function, f.lineno, f.code_context, f.index) for f in frames])
    print(here.f_code.co_name, here.f_back.f_code.co_name, inspect.getlineno(here) == here.f_lineno)
    info = inspect.getframeinfo(here, 3)
    print(info.function, info.code_context, info.index, type(info).__name__, info[2:3])


outer()
print(inspect.getsource(greet))
print(inspect.getsource(Shop.rule), end="")
print(inspect.getsourcelines(Shop)[1], len(inspect.getsourcelines(Shop)[0]))
print(inspect.getsource(Corner))
print(inspect.getsource(Shop.first.fget))
print(repr(inspect.getcomments(greet)), inspect.getcomments(inner))
print(inspect.getsourcelines(outer))
print(inspect.getmodulename("/a/b/shop.py"), inspect.getmodulename("x.txt"), inspect.indentsize("\t  x"))
print(inspect.getcallargs(Shop.rule, 1, c=3), inspect.getcallargs(greet, "you"))
print(inspect.getargs(Shop.rule.__code__))
print([a[:2] for a in inspect.classify_class_attrs(Corner) if not a.name.startswith("__")])
print(inspect.getclasstree([Shop, Corner]))
print([n for n, v in inspect.getmembers_static(Shop) if not n.startswith("__")])
print(inspect.isgetsetdescriptor(types.FunctionType.__code__), inspect.ismemberdescriptor(Shop.stock))
agen = numbers()
print(inspect.getasyncgenstate(agen), inspect.ispackage(inspect))
try:
    outer(1)
except TypeError:
    print([(f.function, f.code_context) for f in inspect.trace()])


def annotated(a: int, b: "Shop") -> None:
    pass


print(inspect.get_annotations(annotated), inspect.get_annotations(annotated, eval_str=True))
print(inspect.get_annotations(Corner))


for wrong in (lambda: inspect.getsource(len), lambda: inspect.getfile(3), lambda: inspect.getsource(dict),
              lambda: inspect.nothing, lambda: inspect.getcallargs(greet), lambda: inspect.getcallargs(greet, 1, 2),
              lambda: inspect.getcallargs(Shop.rule, 1, c=2, a=3), lambda: inspect.getcallargs(Shop.rule, 1),
              lambda: inspect.getcallargs(greet, 1, 2, loud=3), lambda: inspect.getcallargs(greet, x=1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print(inspect.BufferFlags.FULL, inspect.CO_METHOD)
