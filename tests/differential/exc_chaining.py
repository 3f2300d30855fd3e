# __context__, __cause__, __suppress_context__, raise from, notes.
def show(exc, depth=0):
    print("  " * depth + repr(exc), "suppressed" if exc.__suppress_context__ else "")
    if exc.__cause__ is not None:
        print("  " * depth + "cause:")
        show(exc.__cause__, depth + 1)
    if exc.__context__ is not None and exc.__context__ is not exc.__cause__:
        print("  " * depth + "context:")
        show(exc.__context__, depth + 1)


def chained(how):
    try:
        {}["missing"]
    except KeyError as key:
        if how == "plain":
            raise ValueError("new")
        if how == "from":
            raise ValueError("new") from key
        if how == "none":
            raise ValueError("new") from None
        if how == "other":
            raise ValueError("new") from OSError("cause")
        if how == "deep":
            try:
                raise TypeError("in between")
            except TypeError:
                raise ValueError("new")
        if how == "done":
            try:
                raise TypeError("handled and gone")
            except TypeError:
                pass
            raise ValueError("new")
        if how == "same":
            raise key


for how in ("plain", "from", "none", "other", "deep", "done", "same"):
    try:
        chained(how)
    except Exception as exc:
        print(how)
        show(exc, 1)

try:
    raise ValueError from KeyError
except ValueError as exc:
    show(exc)
try:
    raise ValueError from "text"
except TypeError as exc:
    print(exc)
exc = ValueError("x")
exc.add_note("first note")
exc.add_note("second note")
print(exc.__notes__, exc, hasattr(ValueError(), "__notes__"))
exc.__cause__ = KeyError("set by hand")
print(exc.__suppress_context__)
for bad in (lambda: exc.add_note(1), lambda: setattr(exc, "__context__", 5), lambda: setattr(exc, "__cause__", "x")):
    try:
        bad()
    except TypeError as error:
        print(error)
