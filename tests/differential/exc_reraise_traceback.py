# What a re-raised exception's traceback holds.
def lines(exc):
    result = []
    tb = exc.__traceback__
    while tb:
        result.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return result


def origin():
    raise ValueError("x")


def bare():
    try:
        origin()
    except ValueError:
        raise


def named():
    try:
        origin()
    except ValueError as exc:
        raise exc


def cleared():
    try:
        origin()
    except ValueError as exc:
        raise exc.with_traceback(None)


def stored():
    saved = None
    try:
        origin()
    except ValueError as exc:
        saved = exc
    raise saved


def finally_only():
    try:
        origin()
    finally:
        pass


for function in (bare, named, cleared, stored, finally_only):
    try:
        function()
    except ValueError as exc:
        print(function.__name__, lines(exc))
exc = ValueError("never raised")
print(exc.__traceback__, lines(exc))
