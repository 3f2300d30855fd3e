# Closures over async functions, lambdas that return coroutines, decorators for coroutines.
import asyncio
import functools


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except ValueError as exc:
                    print(f"{function.__name__} attempt {attempt}: {exc}")
            raise RuntimeError(f"{function.__name__} failed {times} times")

        return wrapper

    return decorate


def make_flaky(fails):
    calls = 0

    @retry(3)
    async def flaky(x):
        nonlocal calls
        calls += 1
        await asyncio.sleep(0)
        if calls <= fails:
            raise ValueError(f"call {calls}")
        return x * calls

    return flaky


async def main():
    print(await make_flaky(0)(10))
    print(await make_flaky(2)(10))
    try:
        await make_flaky(9)(10)
    except RuntimeError as exc:
        print(exc, repr(exc.__context__))
    later = [lambda n=n: asyncio.sleep(0, n) for n in range(3)]
    print([await f() for f in later])

    async def inner():
        return local

    local = "bound later"
    print(await inner(), inner.__name__, make_flaky(0).__name__)


asyncio.run(main())
