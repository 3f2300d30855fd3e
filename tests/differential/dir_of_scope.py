"""dir() and vars() without an argument."""
b = 1
print([name for name in dir() if not name.startswith("_")], "b" in vars())
a = 2


def f(y, x=1):
    z = 3
    inner = dir()
    return inner, dir()


class C:
    q = 1
    names = [n for n in dir() if not n.startswith("__")]
    second = 2
    both = [n for n in dir() if not n.startswith("__")]


print(f(1))
print(C.names, C.both)
print([name for name in dir() if not name.startswith("_")])
[] = ()
try:
    [] = "x"
except ValueError as error:
    print(error)
import __future__

print("division" in dir(__future__), __future__.all_feature_names[0])
