# Deques' iterators as types, copies of subclasses; concat and iconcat of operator.
import operator, collections, pickle
class C:
    def __add__(self, o): pass
for a in (C(), [1]), (1, [2]), ([1], 2), ([1], [2]), ((1,), [2]), ((1,),(2,)), ({}, {}), ("a", "b"), ("a", 1):
    for f in operator.iconcat, operator.concat:
        try: print(f(*a))
        except Exception as e: print(type(e).__name__, e)
d = collections.deque("abc")
print(type(reversed(d)), list(type(reversed(d))(d)), list(type(iter(d))(d)), list(type(iter(d))(d, 1)))
for a in (), (1,), (d, 1, 2), (d, "x"):
    try: print(list(type(iter(d))(*a)))
    except Exception as e: print(type(e).__name__, e)
print(iter(d).__reduce__(), reversed(d).__reduce__())
it = iter(d); next(it); print(it.__reduce__(), it.__length_hint__())
class X(collections.deque): pass
X.__new__ = lambda cls, *a, **k: [42]
x = collections.deque.__new__(X)
for f in (lambda: x*42, lambda: x + collections.deque([1])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class D(collections.deque):
    pass
for d in D("abc"), D("abcde", maxlen=4), collections.deque("ab"), collections.deque("ab", 5):
    d2 = d.__copy__(); print(type(d2), d2, d2.maxlen)
    print(d.__reduce__()[0], d.__reduce__()[1], d.__reduce__()[2], type(d.__reduce__()[3]))
    if type(d) is D:
        d.x = 1
        print(d.__reduce__()[2])

        e = pickle.loads(pickle.dumps(d)); print(type(e), e.x, e)
    try: print(type(d*2), type(2*d), type(d+d))
    except Exception as e: print(e)
