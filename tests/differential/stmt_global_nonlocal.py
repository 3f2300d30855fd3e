# global and nonlocal through several levels, in classes and comprehensions.
level = "module"


def outer():
    level = "outer"

    def middle():
        nonlocal level
        level += " changed by middle"

        def inner():
            global level
            level = "module changed by inner"
            return level

        return inner(), level

    return middle(), level


print(outer(), level)


def counter():
    total = 0

    class Adder:
        def add(self, n):
            nonlocal total
            total += n
            return total

    adder = Adder()
    return [adder.add(n) for n in range(4)], total


print(counter())


def comprehension():
    x = 1
    values = [(x := x + n) for n in range(3)]
    return values, x


print(comprehension())


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as exc:
        return str(exc)


print(conditional(True), conditional(False))


def global_in_branch():
    global made_here
    if True:
        made_here = 1


global_in_branch()
print(made_here)
