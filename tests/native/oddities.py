import gc

import odd

failures = 0


def check(given, wanted):
    global failures
    if given != wanted:
        failures += 1
        print("FAILED", given, "is not", wanted)


check((odd.limit, odd.name, odd.first, odd.second), (7, "odd", 11, 12))
check((odd.title, odd.subtitle), ("the odd", "and more"))
check((odd.Word.None_, odd.Word.def_), (1, 2))
check(hasattr(odd, "changing"), False)

money = odd.Money(5)
check(money == odd.Money(5), True)
check(money == odd.Money(6), False)
check(money != odd.Money(6), True)
# Of another type: not equal, as in Python, and no order.
check(money == 5, False)
check(money != "5", True)
check(None == money, False)
check(money in [1, "x", odd.Money(5)], True)
check(sorted([odd.Money(3), odd.Money(1)])[0].cents, 1)
check(((money + money) * 3).cents, 30)
check((-money).cents, -5)
for wrong in lambda: money < 5, lambda: money + "x", lambda: {} * money:
    try:
        wrong()
        check("no TypeError", "")
    except TypeError as error:
        check("unsupported operand" in str(error) or "not supported between" in str(error), True)

holder = odd.Holder()
check((holder.pinned.value, holder.owned.value, holder.bits), (3, 3, 5))
holder.bits = 2
check(holder.bits, 2)
owned = holder.reference()
holder.owned.value = 8
del holder
check(owned.value, 8)
check(odd.Holder().def_(from_=2, self_=1), 21)
check(odd.Holder.both(4), 4)
try:
    odd.Holder().pinned = odd.Pinned()
    check("no AttributeError", "")
except AttributeError:
    pass
check(odd.Pinned.weight, 1.5)
check(odd.only() is not None and odd.only().value, 3)
check((odd.unsure(1, 2), odd.unsure(1, 2.5)), (3, 3))
try:
    odd.unsure(1)
    check("no TypeError", "")
except TypeError:
    pass
check(odd.made_by_macro(), 21)
check((odd.Derived().own(), odd.Two().one()), (2, 1))
check(odd.Private.instance().number(), 4)
try:
    odd.Private()
    check("no TypeError", "")
except TypeError:
    pass
# What is referred to lives on.
rows = [odd.Table().row(), odd.Row(odd.Table()), odd.Row(odd.Table(), odd.Table()), odd.Row(None, odd.Table())]
check(odd.Table.alive(), 5)
check([row.text() for row in rows], ["table's"] * 4)
row = rows.pop()
del rows
gc.collect()
check((odd.Table.alive(), row.text()), (1, "table's"))
check(odd.Table.add.__doc__, "Adds nothing.\n\nAdds text.")
check((odd.Table.add.__name__, odd.Table.add.__qualname__, odd.Table.row.__doc__), ("add", "Table.add", None))
check(odd.unsure.__name__, "unsure")


class NoInit(odd.Money):
    def __init__(self):
        pass


for wrong in lambda: NoInit() + money, lambda: NoInit().cents, lambda: odd.Table.alive(1), lambda: odd.Table.row(1), odd.Table.row:
    try:
        print(wrong())
        check("no TypeError", "")
    except TypeError:
        pass
try:
    odd.Table.row(NoInit())
except TypeError as error:
    check(str(error), "Table.row(): 'NoInit' object holds no C++ object")


class Folder:
    def __fspath__(self):
        return "/data"


check([odd.chosen(x) for x in (None, 1.5, 2, "three", [4])], ["0", "1", "2", "3", "4"])
check([odd.same(x) for x in (None, 1.5, 2, "three", [4], True)], [None, 1.5, 2, "three", [4], 1])
check(odd.all_choices(), [None, 1.5, 2, "three", [4]])
check((odd.half(1), odd.half(0.5), odd.third(1)), (0.5, 0.25, 1 / 3))
check((odd.inside("/tmp", "x"), odd.inside(Folder(), "y")), ("/tmp/x", "/data/y"))
check((odd.backwards([1, 2, 3]), odd.swapped([1, 2.5]), odd.only({"a", "b"}, "b")), ([3, 2, 1], [2.5, 1.0], {"b"}))
check((odd.sum([1, 2.5]), odd.bytes_in(b"abc")), (3.5, 3))
for call, wanted in [
    (lambda: odd.chosen(b""), "TypeError: chosen(bytes) does not fit chosen(c: None | float | int | str | list[int])"),
    (lambda: odd.half(1e300), "OverflowError: seconds out of range"),
    (lambda: odd.half(float("nan")), "OverflowError: seconds out of range"),
    (lambda: odd.inside(b"/tmp", "x"), "TypeError: inside(bytes, str) does not fit inside(folder: str, file: str)"),
    (lambda: odd.swapped([1]), "TypeError: swapped(list) does not fit swapped(pair: list[float])"),
    (lambda: odd.sum((1, 2)), "TypeError: sum(tuple) does not fit sum(values: list[float])"),
]:
    try:
        print(call())
        check("no error", wanted)
    except (TypeError, OverflowError) as error:
        check(f"{type(error).__name__}: {error}", wanted)
check((bool(odd.Money(0)), bool(odd.Money(2)), odd.Money(5) > 4, 4 < odd.Money(5)), (False, True, True, True))
check([(3 * odd.Money(4)).cents, (odd.Money(9) - odd.Money(4)).cents, (0.5 + odd.Money(4)).cents, (odd.Money(9) / 3).cents], [12, 5, 54, 3])
v = odd.Version
check([v(1, 2) < v(1, 3), v(1, 2) >= v(2, 0), v(1, 2) == v(1, 2), v(1, 2) != v(1, 2), v(1, 2) <= v(1, 2)],
      [True, False, True, False, True])
check((sorted([v(2, 0), v(1, 9), v(1, 2)])[0].minor, (v(1, 1) + 3).minor, v.__add__.__doc__), (2, 4, "The next one."))
for wrong in lambda: v(1, 2) < 3, lambda: v(1, 2) + "x", lambda: odd.Money(1) - 1, lambda: "x" * odd.Money(1):
    try:
        print(wrong())
        check("no TypeError", "")
    except TypeError:
        pass
for absent in ["removed", "compile_time", "either", "wide", "by_value", "Bits", "changed", "of_two"]:
    check(hasattr(odd, absent), False)
print("odd:", "FAILED" if failures else "all as in C++")
