"""Uses things.hpp; prints what goes wrong, and how much was checked."""

import asyncio

import things

passed = failed = 0


def check(value, expected, what=""):
    global passed, failed
    if value == expected:
        passed += 1
    else:
        failed += 1
        print("FAILED  ", what, repr(value), "is not", repr(expected))


def raised(f, *args, **keywords):
    try:
        return f(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def values():
    box = things.Box("b")
    check(box.size(), 3)
    check(things.Box("b", 4).size(), 4)
    check(things.Box(size=5, name="b").size(), 5)
    check(box.put(1), "int 1")
    check(box.put("a"), "str a")
    check(box.put([1, 2]), "list of 2")
    check(box.put(1, 2), "127")
    check(box.put(1, c=3, b=2), "123")
    check(raised(box.put, 1.5),
          "TypeError: Box.put(float) does not fit put(n: int) or put(s: str) or put(list: list[int]) or "
          "put(a: int, b: int, c: int = ...)")
    check(raised(things.Box, "b", "c"),
          "TypeError: Box(str, str) does not fit Box() or Box(name: str, size: int = ...)")
    check(box.table(), {"a": [1, 2], "b": []})
    check(box.row(True), (1, "x", 2.5))
    check(box.row(full=False), (1, "x", None))
    check(box.unique({3, 1}), {1, 3})
    check(box.flip(things.Color.red), things.Color.green)
    check(box.flip(2).name, "red")
    check(box[4], 40)
    check(things.Box.about(), "a box")
    check(things.add(1, 2.5), 3.5)
    check(things.add("a", "b"), "ab")
    check(things.small(255), 255)
    check(raised(things.small, 256), "OverflowError: Python int too large to convert to C++ integer")
    check(raised(things.small, -1), "OverflowError: can't convert negative int to unsigned")
    check(things.Box.__doc__, "Everything at once.")
    check(things.Color(1) is things.Color.red, True)
    check(hasattr(box, "callback"), False)


def classes():
    point = things.Point()
    point.x = 4
    check((point.x, point.y), (4, 0.0))
    check(raised(setattr, point, "x", "four"), "TypeError: x(str) does not fit x: int")
    square = things.Square(3)
    check(square.area(), 9.0)
    check(square.kind(), "shape")
    check(isinstance(square, things.Shape), True)
    check(raised(things.Shape), "TypeError: cannot create 'Shape' instances")

    class Named(things.Square):
        def __init__(self, name, side):
            super().__init__(side)
            self.name = name

        def kind(self):
            return self.name + " " + super().kind()

    check(Named("my", 2).kind(), "my shape")
    check(Named("my", 2).area(), 4.0)


def lifetimes():
    part = things.Box("owner").part()
    check(part.name(), "owner")  # the box lives on with its part
    check(things.boxes(), 1)
    part.rename("other")
    check(things.Box().name_of(part), "other")
    del part
    check(things.boxes(), 0)
    box = things.Box("b")
    check(box.maybe(None), "none")
    check(box.maybe(box.made("new")), "new")
    check(box.no_part(), None)
    copies = [box.copy(), box.twice()]
    check([c.size() for c in copies], [3, 6])
    check(things.boxes(), 3)
    del copies, box
    check(things.boxes(), 0)
    with things.Box("scope") as box:
        check(things.boxes(), 1)
    check(things.boxes(), 0)
    check(raised(box.size), "TypeError: Box.size(): 'things.Box' object holds no C++ object")


def exceptions():
    box = things.Box()
    check(raised(box.fail, 0), "Missing: 'a thing'")
    check(issubclass(things.Missing, KeyError), True)
    check(raised(box.fail, 1), "VeryBroken: much")
    check(issubclass(things.VeryBroken, things.Broken) and issubclass(things.Broken, RuntimeError), True)
    check(raised(box.fail, 2), "IndexError: far")
    check(raised(box.fail, 3), "RuntimeError: a C++ exception that is no std::exception")


async def coroutines():
    box = things.Box()
    check(await box.ask(42), 42)
    check(await asyncio.gather(box.ask(1), box.ask(2)), [1, 2])
    try:
        await box.ask_in_vain()
    except things.Missing as error:
        check(str(error), "'no answer'")
    session = things.Session()
    async with session as value:
        check(value, 5)
    try:
        async with session:
            raise ValueError("inside")
    except ValueError as error:
        check(str(error), "inside")
    check(session.log, "good failed ")
    guard = things.Guard()
    with guard as same:
        check(same is guard and guard.depth, 1)
        raise ValueError("suppressed")
    check(guard.depth, 0)


values()
classes()
lifetimes()
exceptions()
asyncio.run(coroutines())
print(f"native: {passed} passed, {failed} failed, 0 skipped")
raise SystemExit(failed != 0)
