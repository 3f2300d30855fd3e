# while True with every way out; nested loops with flags and else.
def first_divisor(n):
    d = 2
    while True:
        if d * d > n:
            return n
        if n % d == 0:
            return d
        d += 1


def search(grid, wanted):
    for y, row in enumerate(grid):
        for x, value in enumerate(row):
            if value == wanted:
                break
        else:
            continue
        break
    else:
        return None
    return x, y


def collect(items):
    result = []
    it = iter(items)
    while True:
        try:
            item = next(it)
        except StopIteration:
            break
        if item is None:
            continue
        if item == "stop":
            result.append("stopped")
            break
        result.append(item)
    else:
        result.append("not reached")
    return result


print([first_divisor(n) for n in range(2, 30)])
print(search([[1, 2], [3, 4]], 3), search([[1]], 9))
print(collect([1, None, 2]), collect([1, "stop", 2]))
n = 27
steps = 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
print(steps)
