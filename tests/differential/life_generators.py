# When generators and what they hold go away.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def numbers(n):
    local = Noisy(f"local of {n}")
    try:
        for i in range(n):
            yield i
    finally:
        print("finally of", n)


for x in numbers(5):
    if x == 1:
        break
print("after break")
g = numbers(1)
print(list(g))
print("exhausted")
g = numbers(3)
next(g)
g.close()
print("closed")
g = numbers(2)
print("never started")
del g
print("deleted")


def delegating():
    held = Noisy("held by delegating")
    yield from numbers(4)


d = delegating()
next(d)
del d
print("delegation dropped")
first, *_ = numbers(2)
print(first)
print(any(x == 1 for x in numbers(9)))
print("any stopped early")
