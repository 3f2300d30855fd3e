# Assignment: chains, unpacking, starred, swaps, augmented on items and attributes, walrus, annotations.
a = b = c = [1]
b.append(2)
print(a, b is c)
a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "abc"
[p, (q, *r)] = 1, "xyz"
print(start, end, p, q, r)
items = [0, 1, 2]
i = 0
i, items[i] = 2, "set at the new index"
print(items)
items[1:1] = ["in", "serted"]
print(items)
items[::2] = "abc"
print(items)


class Box:
    pass


box = Box()
box.value = [1]
box.value += [2]
box.value[0] -= 5
box.n = 3
box.n **= 2
print(box.value, box.n)


def index():
    print("index evaluated once")
    return 0


items[index()] += "!"
print(items)
t = ([1], 2)
try:
    t[0] += [5]
except TypeError as exc:
    print(exc, t)
if (n := len(items)) > 3:
    print("walrus", n, [y := 1, y ** 2, (z := y + 1)], z)
print([last_seen := v for v in range(3)], last_seen)
number: int = 5
undefined: str
print(number, "undefined" in globals())
x = y = z = 0
x += y if (y := 3) else z
print(x, y)
for values in ((1, 2, 3), (1,), 5, {"only": 1}, None):
    try:
        a, b = values
    except (ValueError, TypeError) as exc:
        print(exc)
try:
    a, *b, c, d = (1, 2)
except ValueError as exc:
    print(exc)
