# Infinite generators, laziness, sieve, merging.

def primes():
    composites = {}
    n = 2
    while True:
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for p in composites.pop(n):
                composites.setdefault(n + p, []).append(p)
        n += 1


def take(n, it):
    return [x for x, _ in zip(it, range(n))]


def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or (x is not None and x <= y):
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)


def collatz(n):
    while True:
        yield n
        if n == 1:
            return
        n = 3 * n + 1 if n % 2 else n // 2


print(take(15, primes()), next(p for p in primes() if p > 100))
print(list(merge([1, 4, 9], [2, 3, 10, 11])))
print(list(collatz(6)), max(len(list(collatz(n))) for n in range(1, 50)))
print(take(5, (x * x for x in primes() if x % 3 == 1)))
