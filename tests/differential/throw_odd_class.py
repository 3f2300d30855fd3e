class E(Exception):
    def __new__(cls, *args, **kwargs):
        return cls
def boring():
    yield
gen = boring()
next(gen)
for f in (lambda: gen.throw(E),):
    try: f()
    except TypeError as e: print(e)
next(gen, 1)
def r(): raise E
def r2(): raise E(1)
def r3(): raise ValueError from E
for f in (r, r2, r3):
    try: f()
    except TypeError as e: print(e)
async def co(): pass
c = co()
try: c.throw(E)
except TypeError as e: print(e)
c.close()
class X(Exception):
    def __init__(self, *args): 1/0
gen = boring(); next(gen)
try: gen.throw(X)
except ZeroDivisionError as e: print(repr(e))
