import sys, weakref, gc, atexit
def hook(u):
    print(type(u).__name__, type(u).__module__, u.exc_type, u.exc_value, u.err_msg.split(" at ")[0], u.object)
    print(isinstance(u, tuple), len(u))
sys.unraisablehook = hook
class C:
    def __del__(self): 1/0
C()
def g():
    try: yield
    finally: 1/0
x = g(); next(x); del x
def g():
    while True:
        try: yield
        except GeneratorExit: pass
x = g(); next(x); del x
async def co():
    try: await D()
    finally: 1/0
class D:
    def __await__(self): yield
x = co(); x.send(None); del x
class K: pass
k = K()
def cb(r): 1/0
r = weakref.ref(k, cb)
del k
class Broken:
    def __iter__(self): return self
    def __next__(self): return 1
    def __getattr__(self, attr): 1/0
def g(): yield from Broken()
gi = g(); next(gi); gi.close()
print("closed")
