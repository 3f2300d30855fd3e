# Functions: results, defaults, recursion, nested functions, functions as values, docstrings.
def add(a, b=10):
    """Adds two numbers."""
    return a + b


def nothing():
    pass


def early(n):
    if n > 5:
        return "big"
    for i in range(n):
        if i == 3:
            return f"three of {n}"


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def apply(function, *args):
    return function(*args)


def make_adder(n):
    def adder(x):
        return x + n
    return adder


print(add(1), add(1, 2), add(b=1, a=2), add(*[3], **{"b": 4}))
print(nothing(), early(9), early(4), early(2))
print(factorial(20), factorial(25))
print(apply(add, 5, 6), apply(lambda: "no arguments"), apply(lambda x, y=2: x * y, 4))
print(make_adder(3)(4), [make_adder(n)(10) for n in range(3)])
print(add.__name__, add.__doc__, make_adder(1).__qualname__, add.__defaults__, (lambda: 0).__name__)
square = lambda x: x * x
print(square(7), (lambda *a, **k: (a, k))(1, 2, z=3))


def mutable_default(item, into=[]):
    into.append(item)
    return into


print(mutable_default(1), mutable_default(2), mutable_default(3, []), mutable_default.__defaults__)
add.note = "functions have attributes"
print(add.note, add.__dict__)
