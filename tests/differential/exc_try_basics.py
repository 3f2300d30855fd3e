# try/except/else/finally: which handler, order, nesting, re-raising, names of handlers.
def run(exc):
    try:
        print("try", end=" ")
        if exc:
            raise exc
    except (KeyError, IndexError) as e:
        print("lookup", repr(e), end=" ")
    except ValueError:
        print("value", end=" ")
    except Exception as e:
        print("other", type(e).__name__, end=" ")
    else:
        print("else", end=" ")
    finally:
        print("finally")


for exc in (None, KeyError("k"), IndexError(1), ValueError, TypeError("t"), UnicodeError("subclass of ValueError")):
    run(exc)


def reraise():
    try:
        try:
            raise ValueError("inner")
        except ValueError:
            print("first handler")
            raise
        finally:
            print("inner finally")
    except ValueError as exc:
        print("second handler", exc)
    try:
        print(exc)
    except NameError as error:
        print(error)


reraise()


def in_else():
    try:
        pass
    except ValueError:
        print("not reached")
    else:
        raise ValueError("from else")
    finally:
        print("finally of else")


try:
    in_else()
except ValueError as exc:
    print(exc)

for thing in (5, "text", None, int, [ValueError]):
    try:
        raise thing
    except TypeError as exc:
        print(exc)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as exc:
    print(exc, repr(exc.__context__))
try:
    raise
except RuntimeError as exc:
    print(exc)
e = ValueError("a", 1)
print(e, e.args, repr(e), str(ValueError()), str(KeyError("k")), repr(KeyError("k")), str(ValueError("one")))
