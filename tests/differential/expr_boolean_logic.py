# Values of and/or/not, chained comparisons, membership, identity, conditional expressions nested.
def f(x):
    print(f"f({x})", end=" ")
    return x


print(f(0) or f("") or f([]) or f("last"))
print(f(1) and f("x") and f(0) and f("never"))
print(f(1) < f(3) < f(2) < f(9))
print(not f(0) or f(1), (f(0) or f(2)) and f(3))
print("a" if f(1) else "b" if f(2) else "c", ("x" if f(0) else "y" if f(0) else "z"))
print(1 in [1, 2], 3 not in (1, 2), "b" in "abc", "k" in {"k": 1}, None in [None], [] in [[]], 1.0 in {1})
a = [1]
b = [1]
print(a == b, a is b, a is not b, a is a, None is None, a is not None)
print(1 < 2 == 2 != 3 >= 3, 1 == 1 in [1], (1 < 2) == True, not 1 == 2)
nan = float("nan")
print(nan in [nan], nan == nan, [nan] == [nan], 0.0 == -0.0, "1" == 1, [] == (), {} == {}, None == 0)
x = 5
print(x if x > 3 else -x, [x, -x][x < 0], x and -x, bool(x) + 1)
