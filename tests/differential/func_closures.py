# Closures: shared cells, nonlocal, late binding, default capture, unbound variables.
def counter():
    count = 0

    def up(step=1):
        nonlocal count
        count += step
        return count

    def get():
        return count

    return up, get


up, get = counter()
other_up, other_get = counter()
print(up(), up(5), get(), other_up(), get(), other_get())

late = [lambda: i for i in range(3)]
print([f() for f in late])
early = [lambda i=i: i for i in range(3)]
print([f() for f in early])


def nested():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x += " changed"
            return x
        return inner

    middle()()
    return x, middle()()


print(nested())


def unbound():
    def read():
        return later
    try:
        read()
    except NameError as exc:
        print(type(exc).__name__, exc)
    later = "bound now"
    print(read())
    del later
    try:
        read()
    except NameError as exc:
        print(type(exc).__name__, exc)


unbound()


def local_before_assignment():
    try:
        print(value)
    except UnboundLocalError as exc:
        print(type(exc).__name__, exc)
    value = 1
    return value


value = "global"
print(local_before_assignment(), value)
print(up.__closure__[0].cell_contents, up.__code__.co_freevars)
try:
    print(not_defined_anywhere)
except NameError as exc:
    print(exc)
