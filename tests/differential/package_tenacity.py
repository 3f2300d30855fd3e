# The package tenacity, as it is installed: retries of coroutine functions and plain ones, waits, stops, statistics.
# packages: tenacity
import asyncio
import inspect

import tenacity
from tenacity import (
    AsyncRetrying,
    RetryError,
    Retrying,
    retry,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
    wait_exponential,
    wait_fixed,
    wait_none,
)

waits = []


async def no_sleep(seconds):
    waits.append(seconds)
    await asyncio.sleep(0)


class Flaky:
    def __init__(self, failures, error=ConnectionError):
        self.left = failures
        self.error = error
        self.calls = 0

    async def fetch(self, key):
        self.calls += 1
        await asyncio.sleep(0)
        if self.left:
            self.left -= 1
            raise self.error(f"{key} is not there, {self.left} to go")
        return key.upper()


def tell(state):
    print("  before sleep", state.attempt_number, type(state.outcome.exception()).__name__, state.outcome.exception())


async def decorated():
    flaky = Flaky(2)

    @retry(stop=stop_after_attempt(4), wait=wait_fixed(0.5), sleep=no_sleep, before_sleep=tell)
    async def fetch(key):
        """Fetches a key."""
        return await flaky.fetch(key)

    print(fetch.__name__, fetch.__doc__, inspect.iscoroutinefunction(fetch))
    print(await fetch("one"), flaky.calls, waits)
    print(fetch.retry.statistics["attempt_number"], fetch.retry.statistics["idle_for"])


async def gives_up():
    waits.clear()
    retrying = retry(
        stop=stop_after_attempt(3),
        wait=wait_exponential(multiplier=0.1, max=1),
        sleep=no_sleep,
        retry=retry_if_exception_type(ConnectionError),
    )
    flaky = Flaky(9)
    try:
        await retrying(flaky.fetch)("two")
    except RetryError as e:
        print(type(e).__name__, e.last_attempt.attempt_number, repr(e.__cause__), flaky.calls, waits)
    try:
        await retrying(Flaky(1, KeyError).fetch)("three")
    except KeyError as e:
        print("not retried", e)
    try:
        await retrying.__call__(Flaky(5).fetch)("four")
    except RetryError as e:
        print(e.last_attempt.failed)


async def reraises():
    @retry(stop=stop_after_attempt(2), sleep=no_sleep, reraise=True)
    async def fails():
        raise ValueError("as it was")

    try:
        await fails()
    except ValueError as e:
        print(type(e).__name__, e)


async def as_iterator():
    flaky = Flaky(2)
    async for attempt in AsyncRetrying(stop=stop_after_attempt(5), wait=wait_none(), sleep=no_sleep):
        with attempt:
            value = await flaky.fetch("five")
            print(attempt.retry_state.attempt_number, value)


def plain():
    results = iter([None, None, 7])

    @retry(retry=retry_if_result(lambda value: value is None), wait=wait_none(), sleep=lambda seconds: None)
    def poll():
        return next(results)

    print(poll(), poll.retry.statistics["attempt_number"])
    for attempt in Retrying(stop=stop_after_attempt(3), sleep=lambda seconds: print("  slept", seconds)):
        with attempt:
            print("attempt", attempt.retry_state.attempt_number)
            if attempt.retry_state.attempt_number < 3:
                raise OSError("busy")


async def cancelled():
    started = asyncio.Event()

    @retry(sleep=no_sleep)
    async def waits_for_ever():
        started.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(waits_for_ever())
    await started.wait()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled, not retried")


async def main():
    await decorated()
    await gives_up()
    await reraises()
    await as_iterator()
    await cancelled()


asyncio.run(main())
plain()
print(tenacity.stop_after_attempt(2) | tenacity.stop_never is not None)
