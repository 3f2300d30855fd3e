# del: names, items, slices, attributes, several, and what happens when there is nothing.
x = 1
del x
try:
    x
except NameError as exc:
    print(exc)
items = list(range(10))
del items[0], items[-1]
print(items)
del items[2:4]
print(items)
del items[::2]
print(items)
table = {"a": 1, "b": 2}
del table["a"]
print(table)


class Thing:
    def __delitem__(self, key):
        print("delitem", key)

    def __delattr__(self, name):
        print("delattr", name)

    def __del__(self):
        print("finalised")


thing = Thing()
del thing[1], thing["x", 2], thing.attribute
del thing[1:2]
other = thing
del thing
print("still alive")
del other
print("gone")
a, (b, c) = 1, (2, 3)
del a, (b, c)
for action in ("items[99]", "table"):
    try:
        if action == "table":
            del table["zzz"]
        else:
            del items[99]
    except LookupError as exc:
        print(type(exc).__name__, exc)


def local():
    y = 5
    del y
    try:
        print(y)
    except UnboundLocalError as exc:
        print(exc)
    y = 6
    return y


print(local())
try:
    del (1, 2)[0:1][0]
except TypeError as exc:
    print(exc)
