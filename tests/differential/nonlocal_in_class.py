def f(x):
    class c:
        nonlocal x
        x += 1
        def get(self):
            return x
    return c()
c = f(0)
print(c.get(), "x" in type(c).__dict__)
def f(x):
    class c:
        nonlocal x
        x = 5
        y = x
        for x in range(3): pass
    return x, c.y
print(f(0))
def f(x):
    class c:
        nonlocal x
        del x
    try: return x
    except NameError as e: print(e)
f(0)
z = 1
class G:
    global z
    z += 5
    def z2(self): return z
print(z, G().z2(), "z" in vars(G))


def h(x):
    def c():
        nonlocal x
        del x
    c()
    try:
        return x
    except NameError as e:
        print(e)
    x = 3
    return x


print(h(0))
