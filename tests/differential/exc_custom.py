# Exception classes of one's own: attributes, __str__, hierarchies, args, with_traceback.
class AppError(Exception):
    """Base of all."""


class NotFound(AppError, LookupError):
    def __init__(self, what, *, code=404):
        super().__init__(what)
        self.what = what
        self.code = code

    def __str__(self):
        return f"{self.what} not found ({self.code})"


class Quiet(AppError):
    pass


class Stringless(AppError):
    def __init__(self, a, b):
        self.a = a


for exc in (NotFound("page"), NotFound("x", code=1), Quiet(), Quiet("text"), Stringless(1, 2), AppError(1, 2, 3)):
    try:
        raise exc
    except LookupError as caught:
        print("lookup:", caught, repr(caught), caught.args, caught.code)
    except AppError as caught:
        print("app:", caught, repr(caught), caught.args)
print(issubclass(NotFound, (KeyError, AppError)), NotFound.__mro__[1:4], AppError.__doc__)
import asyncio
for kind in (Exception, KeyboardInterrupt, SystemExit, GeneratorExit, asyncio.CancelledError, StopIteration,
             TimeoutError,
             asyncio.TimeoutError, ConnectionResetError, ZeroDivisionError, RecursionError, NotImplementedError,
             UnicodeDecodeError):
    print(kind.__name__, [c.__name__ for c in kind.__mro__[1:-1]])
print(StopIteration(5).value, SystemExit(3).code, asyncio.TimeoutError is TimeoutError)
print(AttributeError("x", name="n", obj=1).name, KeyError().args, ImportError("m", name="mod").name)
e = ValueError("again")
for _ in range(2):
    try:
        raise e
    except ValueError as caught:
        print(caught is e, caught.__traceback__ is not None)
print(e.with_traceback(None) is e, e.__traceback__)
try:
    assert 1 == 1
    assert 1 == 2, f"message {1 + 1}"
except AssertionError as exc:
    print(repr(exc))
try:
    assert []
except AssertionError as exc:
    print(repr(exc), str(exc) == "")
