"""Which subclasses of builtin types take keyword arguments; a coroutine behind yield from in @types.coroutine."""
import types


def try_it(what, call):
    try:
        print(what, call())
    except TypeError as error:
        print(what, error)


for base in (list, tuple, set, frozenset, bytearray):
    class Plain(base):
        pass

    class WithInit(base):
        def __init__(self, arg, newarg=None):
            base.__init__(self, *(arg,) if base not in (tuple, frozenset) else ())
            self.newarg = newarg

    class WithNew(base):
        def __new__(cls, arg, newarg=None):
            self = super().__new__(cls, arg)
            self.newarg = newarg
            return self

    try_it(base.__name__, lambda: Plain(sequence=()))
    try_it(base.__name__, lambda: sorted(WithInit([1, 2], newarg=3)))
    try_it(base.__name__, lambda: sorted(WithNew([1, 2])))
    if base is not bytearray:
        try_it(base.__name__, lambda: sorted(WithNew([1, 2], newarg=3)))


@types.coroutine
def outer():
    return (yield from inner())


async def inner():
    return "from the coroutine"


def plain():
    yield from coroutine


coroutine = inner()
try:
    outer().send(None)
except StopIteration as stop:
    print(stop.value)
try_it("plain", lambda: next(plain()))
coroutine.close()
