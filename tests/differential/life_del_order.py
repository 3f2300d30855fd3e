# __del__: order of locals, containers, reassignment, exceptions in it, resurrection by a list.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def locals_die():
    a = Noisy("a")
    b = Noisy("b")
    c = Noisy("c")
    print("end of function")


def parameters_die(p, q):
    r = Noisy("r")
    return "result"


def reassign():
    x = Noisy("first")
    x = Noisy("second")
    print("reassigned")
    del x
    print("deleted")


def early(n):
    x = Noisy("early x")
    if n:
        return x.name
    y = Noisy("never made")


def loop():
    for i in range(2):
        item = Noisy(f"loop {i}")
        print("body", i)
    print("after loop")


locals_die()
print(parameters_die(Noisy("p"), Noisy("q")))
reassign()
print(early(1))
loop()
items = [Noisy(0), Noisy(1), Noisy(2)]
items.pop(1)
print("popped")
items.clear()
print("cleared")
Noisy("temporary")
print("after temporary")
box = {"k": Noisy("in dict")}
box["k"] = Noisy("replacement")
print("replaced")
del box
t = (Noisy("t0"), Noisy("t1"))
u = t
del t
print("tuple still alive")
del u
saved = []


class Resurrect:
    def __del__(self):
        print("resurrected")
        saved.append(self)


Resurrect()
print(len(saved))
saved.clear()
print("really gone")
class Parent:
    def __init__(self):
        self.first, self.second = Noisy("attr 1"), Noisy("attr 2")
    def __del__(self):
        print("del parent")
Parent()
print("end of module")
at_exit = Noisy("module global")
