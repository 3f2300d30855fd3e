# bool, None, truth of things, and/or/not as values, comparisons chained, is.
class Empty:
    def __len__(self):
        return 0


class No:
    def __bool__(self):
        return False


for thing in (None, True, False, 0, 1, -1, 0.0, 0.1, "", "0", [], [0], (), (0,), {}, {0: 0}, set(), range(0), range(1),
              Empty(), No(), b"", b"\0", object):
    print(bool(thing), end=" ")
print()
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, None or "default", "" or [] or "last", 1 and [] and 3, not [], not not "x")
print(True + True, True * 3, sum([True, False, True]), True == 1, True != 0, False < True, isinstance(True, int))
print(repr(True), str(None), type(True).__name__, type(None).__name__, True & False, True | False, True ^ True, ~5)


def say(value):
    print("say", value, end="; ")
    return value


print(say(1) < say(2) < say(0) < say(5))
print(say(0) and say(1), say(2) or say(3))
print("yes" if say(0) else "no", "a" if [] else "b" if () else "c")
a = b = []
print(a is b, a == [], a is not [], a is None)
