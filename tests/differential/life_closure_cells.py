# Lifetime of what closures, default arguments, bound methods and partials hold.
import functools


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def method(self):
        return self.name


def make():
    captured = Noisy("captured")
    unused = Noisy("unused")
    return lambda: captured.name


f = make()
print(f())
del f
print("closure gone")


def default(x=Noisy("default")):
    return x.name


print(default())
del default
print("function gone")
bound = Noisy("bound").method
print(bound())
del bound
print("method gone")
p = functools.partial(print, Noisy("in partial"))
del p
print("partial gone")
[Noisy(f"list {i}") for i in range(2)]
print("list gone")
x = [Noisy("a"), Noisy("b")]
x[0] = None
print("replaced")
y = x
del x
print("still referenced")
y += [1]
del y[1]
print("end")
