# Chained comparisons of calls, as conditions and as values.
def f(x):
    print("f", x)
    return x
def a(y):
    if 0 < (n := y) < f(5) < 7:
        print("chained")
    if f(0) < f(y) < f(5) < f(7):
        print("chained")
    print(f(0) < f(y) < f(5) < f(7))
a(1)
a(9)
def chains(y):
    while f(0) < f(y) < f(y + 1) < f(4) and (y := y + 1):
        print("round", y)
    print([z for z in range(4) if f(0) < f(z) <= f(2) != f(7) > 1])
    if not (f(0) < f(y) < f(5) < f(7) or f(y) == f(y) != f(2) in [f(3)]):
        print("none")
    return 1 if f(3) > f(y) > f(1) is not f(None) else f(2)
for y in 1, 2, 6:
    print(chains(y))
