# What fails while a return value is made inside try goes to the handlers.
import asyncio


def number(text):
    try:
        return int(text)
    except ValueError as exc:
        return str(exc)


def unbound(set_it):
    if set_it:
        result = 1
    try:
        return result
    except UnboundLocalError as exc:
        return str(exc)


def nested(items):
    for item in items:
        try:
            try:
                return items[item]
            except IndexError:
                return {}["inner"]
        except KeyError as exc:
            print("outer", exc)
    return "end"


async def fails():
    await asyncio.sleep(0)
    raise LookupError("from the await")


async def awaited():
    try:
        return await fails()
    except LookupError as exc:
        return f"caught {exc}"


async def compared(a, b):
    try:
        return a < b
    except TypeError as exc:
        return f"caught {exc}"


print(number("7"), number("x"))
print(unbound(True), unbound(False))
print(nested([5]), nested([0]))
print(asyncio.run(awaited()))
print(asyncio.run(compared(1, 2)), asyncio.run(compared(1, "2")))
