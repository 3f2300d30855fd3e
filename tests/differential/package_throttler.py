# The package throttler, as it is installed: limits by rate and by number, timers, decorators.
# packages: throttler
import asyncio
import time

import throttler
from throttler import ExecutionTimer, Throttler, ThrottlerSimultaneous, Timer, throttle, throttle_simultaneous


class Stopwatch:
    """Compares a time with what it must at least be: exact times are nobody's promise."""

    def __enter__(self):
        self.start = time.monotonic()
        return self

    def __exit__(self, *details):
        self.elapsed = time.monotonic() - self.start

    def took(self, seconds):
        return f"at least {seconds} s: {self.elapsed >= seconds * 0.98}, much more: {self.elapsed > seconds + 1}"


async def by_rate():
    limiter = Throttler(rate_limit=3, period=0.03)
    done = []

    async def work(n):
        async with limiter:
            done.append(n)

    with Stopwatch() as watch:
        await asyncio.gather(*(work(n) for n in range(9)))
    print(sorted(done), done[:3], watch.took(0.06))


async def by_number():
    limiter = ThrottlerSimultaneous(count=2)
    active = most = 0

    async def work(n):
        nonlocal active, most
        async with limiter:
            active += 1
            most = max(most, active)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            active -= 1
        return n * n

    print(await asyncio.gather(*(work(n) for n in range(6))), "most at once:", most)
    try:
        async with limiter:
            raise ValueError("body")
    except ValueError as exc:
        print("raised", exc, "still usable:", await work(7))


@throttle(rate_limit=2, period=0.02)
async def limited(n):
    """Doubles."""
    return 2 * n


@throttle_simultaneous(count=1)
async def one_at_a_time(name, log):
    log.append(f"{name} in")
    await asyncio.sleep(0)
    log.append(f"{name} out")


async def decorators():
    with Stopwatch() as watch:
        print(await asyncio.gather(*(limited(n) for n in range(5))), limited.__name__, limited.__doc__)
    print(watch.took(0.04))
    log = []
    await asyncio.gather(one_at_a_time("a", log), one_at_a_time("b", log))
    print(log)


async def execution_timers():
    with Stopwatch() as watch:
        timer = ExecutionTimer(period=0.01)
        for n in range(3):
            async with timer:
                print("round", n)
        for n in range(2):
            with timer:
                print("sync round", n)
    print(watch.took(0.04))


def show(text):
    """The parts of a line that don't depend on the time of day."""
    for line in text.split("\n"):
        words = [word for word in line.split() if not any(c.isdigit() for c in word) or word.startswith("#")]
        print("   ", " ".join(words))


async def timers():
    timer = Timer("named", verbose=True, print_func=show)
    for _ in range(2):
        with timer:
            await asyncio.sleep(0)
    with Timer(print_func=show) as value:
        print(value)

    @throttler.timer("decorated", print_func=show)
    def plain(a, b):
        return a + b

    @throttler.timer_async("decorated async", print_func=show)
    async def coroutine(a, b):
        await asyncio.sleep(0)
        return a * b

    print(plain(1, 2), await coroutine(3, b=4))


def wrong_arguments():
    for arguments in ((0,), (1.5,), ("x",), (1, 0), (1, "y")):
        try:
            Throttler(*arguments)
        except ValueError as exc:
            print(arguments, exc)


async def main():
    for scenario in (by_rate, by_number, decorators, execution_timers, timers):
        print("--", scenario.__name__)
        await scenario()
    wrong_arguments()


print(throttler.__version__)
asyncio.run(main())
