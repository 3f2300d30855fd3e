# Frames of running functions: sys._getframe, f_back, f_lineno, f_code, f_globals, through generators and coroutines.
import asyncio
import sys


def show(frame, limit=6):
    names = []
    while frame is not None and len(names) < limit:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names


def who():
    return show(sys._getframe(1))


def plain():
    first = who()
    second = (
        who())
    return first, second


class Thing:
    place = who()

    def method(self, f=None):
        return (f or who)()

    @property
    def value(self):
        return who()


def numbers():
    yield who()
    yield who()


def outer():
    x = yield from numbers()
    yield who()
    return x


print(plain())
print(Thing.place)
print(Thing().method())
print(Thing().value)
print([w for w in outer()])
print(list(map(lambda n: who(), range(2))))
print(sorted([2, 1], key=lambda n: (print(who()), n)[1]))
print(Thing().method(lambda: who()))

frame = sys._getframe()
print(frame.f_code.co_name, frame.f_lineno, frame.f_back, frame.f_globals is globals(), frame.f_globals["who"] is who)
print(frame is sys._getframe(0), sys._getframe() is sys._getframe())
print(frame.f_lineno)
print(sys._getframemodulename())
try:
    sys._getframe(50)
except ValueError as error:
    print(error)


def keep():
    frame = sys._getframe()
    return frame


def caller():
    kept = keep()
    return kept




def generator():
    frame = sys._getframe()
    yield frame
    yield frame.f_back.f_code.co_name


steps = generator()
held = next(steps)
print(held.f_back, held.f_lineno, held.f_code.co_name, steps.gi_frame.f_lineno)
print(next(steps), held.f_lineno)


def log():
    frame = sys._getframe(1)
    return f"{frame.f_code.co_name}:{frame.f_lineno}"


async def leaf(delay):
    print(log())
    if delay:
        await asyncio.sleep(0)
    await asyncio.sleep(delay)
    print([n for n, line in show(sys._getframe(), 1 + 2 * (delay == 0))])
    return log()


async def middle():
    result = await leaf(0)
    result += await leaf(
        0.01)
    print(log())
    return result


async def main():
    print(await middle())
    await asyncio.gather(leaf(0.02), leaf(0.01))


asyncio.run(main())


def failing():
    raise ValueError(log())


try:
    failing()
except ValueError as error:
    trace = error.__traceback__
    print(error, trace.tb_frame.f_code.co_name, trace.tb_next.tb_frame.f_globals is globals())
    trace.tb_next.tb_frame.clear()
    print(trace.tb_next.tb_frame.f_lineno)
