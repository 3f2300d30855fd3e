# The name of a handler is deleted at its end; loops, nested handlers, closures over it.
def f():
    exc = "before"
    try:
        raise ValueError("x")
    except ValueError as exc:
        kept = exc
    try:
        return exc
    except UnboundLocalError as error:
        return str(error), kept


print(f())


def rebinds():
    try:
        raise ValueError("x")
    except ValueError as exc:
        exc = "rebound in the handler"
        print(exc)
    try:
        return exc
    except UnboundLocalError as error:
        return str(error)


print(rebinds())


def deletes():
    try:
        raise ValueError("x")
    except ValueError as exc:
        del exc
    return "no error at the end of the handler"


print(deletes())


def loops():
    for n in range(3):
        try:
            raise ValueError(n)
        except ValueError as exc:
            if n == 1:
                continue
            print("handled", exc)
    try:
        return exc
    except UnboundLocalError as error:
        return str(error)


print(loops())


def captured():
    try:
        raise ValueError("captured")
    except ValueError as exc:
        get = lambda: exc
        print(get())
    try:
        get()
    except NameError as error:
        print(error)


captured()
