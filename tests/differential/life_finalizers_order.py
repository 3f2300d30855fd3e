# The order of __del__, weak references' callbacks and weakref.finalize: without a cycle at once, with one at the collection.
import gc
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


gc.disable()

# No cycle: callbacks from the last made to the first, before the memory goes; __del__ before them.
a = Noisy("a")
refs = [weakref.ref(a, lambda r, n=n: print("callback", n, r() is None)) for n in range(3)]
f = weakref.finalize(a, print, "finalize a")
g = weakref.finalize(a, print, "finalize a, second")
print(f.alive, g.alive, f.peek()[1:] == (print, ("finalize a",), {}))
del a
print("gone", f.alive, [r() for r in refs])

# finalize called by hand, detached
b = Noisy("b")
f = weakref.finalize(b, lambda *args, **kw: (print("called", args, kw), "result")[1], 1, x=2)
print(f(), f(), f.alive)
g = weakref.finalize(b, print, "never")
print(g.detach()[1:] == (print, ("never",), {}), g.alive)
del b

# An owner dies before what it owns.
outer = Noisy("outer")
outer.inner = Noisy("inner")
outer.inner.inner = Noisy("innermost")
weakref.finalize(outer.inner, print, "finalize inner")
del outer

# Lists and dicts let go in order.
row = [Noisy(f"item {n}") for n in range(3)]
del row
table = {n: Noisy(f"value {n}") for n in range(3)}
table.clear()

# A cycle waits for the collection; weak references die before finalizers run.
x, y = Noisy("x"), Noisy("y")
x.other, y.other = y, x
seen = weakref.ref(x, lambda r: print("callback of the cycle", r()))
weakref.finalize(y, print, "finalize y")
del x, y
print("still there", seen() is not None)
print("collected", gc.collect() > 0, seen())


# Through a suspended generator and a suspended coroutine
def generator():
    mine = Noisy("in generator")
    try:
        yield mine
    finally:
        print("generator closed")


it = generator()
next(it).it = it
weakref.finalize(it, print, "finalize generator")
del it
print("collected", gc.collect() > 0)


class Awaitable:
    def __await__(self):
        yield


async def coroutine(holder):
    mine = Noisy("in coroutine")
    holder.append(mine)
    try:
        await Awaitable()
    finally:
        print("coroutine closed")


holder = []
c = coroutine(holder)
c.send(None)
holder.append(c)
holder[0].holder = holder
del c, holder
print("collected", gc.collect() > 0)


# Resurrected: __del__ runs once, and what it holds lives on.
class Phoenix(Noisy):
    def __del__(self):
        super().__del__()
        saved.append(self)


saved = []
p = Phoenix("phoenix")
p.me = p
p.part = Noisy("part")
del p
gc.collect()
print(len(saved), saved[0].part.name)
saved.clear()
print("collected", gc.collect() > 0)


weakref.finalize(Noisy, print, "at exit: first made, last called")
last = weakref.finalize(Noisy, print, "at exit: not called")
last.atexit = False
weakref.finalize(Noisy, print, "at exit: last made, first called")
gc.enable()
print("end")
