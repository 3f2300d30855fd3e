# Algorithms over lists: sorting by hand, binary search, matrices, sieve, permutations, knapsack.
def quicksort(items):
    if len(items) <= 1:
        return items
    pivot, *rest = items
    return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if x >= pivot])


def bisect(items, wanted):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def multiply(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def sieve(limit):
    flags = [True] * limit
    flags[0:2] = [False, False]
    for n in range(2, int(limit ** 0.5) + 1):
        if flags[n]:
            flags[n * n::n] = [False] * len(range(n * n, limit, n))
    return [n for n, prime in enumerate(flags) if prime]


def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for weight, value in items:
        for c in range(capacity, weight - 1, -1):
            best[c] = max(best[c], best[c - weight] + value)
    return best[-1]


def queens(n, placed=()):
    if len(placed) == n:
        return 1
    row = len(placed)
    return sum(queens(n, placed + (column,)) for column in range(n)
               if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)))


data = [5, 2, 9, 1, 5, 6, -3]
print(quicksort(data), data, bisect(sorted(data), 5))
print(multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]), sieve(50), knapsack([(2, 3), (3, 4), (4, 5)], 5), queens(6))
print(sorted(data, key=abs), sorted("banana"), [list(row) for row in zip([1, 2], [3, 4])])
