# Cycles: collected by gc.collect, with their finalizers; weak references.
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Node("alone")
r = weakref.ref(a, lambda ref: print("callback", ref() is None))
print(r() is a)
del a
print(r())

gc.collect()
x = Node("cycle")
x.me = x
r = weakref.ref(x)
del x
print("dropped", r() is None)
gc.collect()
print("collected", r() is None)


def cycle_of_functions():
    n = Node("held by a closure")

    def f():
        return f, n

    return None


cycle_of_functions()
print("function returned")
gc.collect()
table = weakref.WeakValueDictionary()
n = Node("in a weak dict")
table["n"] = n
print(len(table), "n" in table)
del n
print(len(table))
