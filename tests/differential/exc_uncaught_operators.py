# Carets under operators and comparisons.
def f(a, b, c):
    return a + b * c - (a @ b)


f(1, 2, 3)
