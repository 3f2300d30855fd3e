"""Rate limiting: a token bucket and a sliding window, both as async context managers.

Time comes from a clock that is passed in, so that the program tells the same story every time:
`VirtualClock.sleep` moves the clock forward once nobody else has anything to do.
"""

import asyncio
from collections import Counter, deque
from contextlib import AsyncExitStack, asynccontextmanager
from typing import AsyncIterator, NamedTuple, Protocol


class Clock(Protocol):
    """Where limiters get their time from."""

    def now(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class VirtualClock:
    """A clock that jumps to the next sleeper's time when all tasks are asleep."""

    def __init__(self) -> None:
        self._now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0
        self._driver: asyncio.Task[None] | None = None

    def now(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        wake = asyncio.get_running_loop().create_future()
        self._count += 1
        self._sleepers.append((self._now + seconds, self._count, wake))
        await wake

    async def _drive(self) -> None:
        while True:
            # Let everything that is ready run to its next sleep.
            for _ in range(20):
                await asyncio.sleep(0)
            if self._sleepers:
                self._now, _, wake = first = min(self._sleepers, key=lambda sleeper: sleeper[:2])
                self._sleepers.remove(first)
                if not wake.cancelled():
                    wake.set_result(None)

    async def __aenter__(self) -> "VirtualClock":
        self._driver = asyncio.create_task(self._drive())
        return self

    async def __aexit__(self, *details: object) -> None:
        assert self._driver is not None
        self._driver.cancel()
        await asyncio.wait([self._driver])


class TokenBucket:
    """Lets `rate` calls a second through, and bursts of up to `burst`."""

    def __init__(self, clock: Clock, rate: float, burst: int) -> None:
        self.clock = clock
        self.rate = rate
        self.burst = burst
        self._tokens = float(burst)
        self._filled = clock.now()
        self._turn = asyncio.Lock()

    def _refill(self) -> None:
        now = self.clock.now()
        self._tokens = min(self.burst, self._tokens + (now - self._filled) * self.rate)
        self._filled = now

    async def __aenter__(self) -> float:
        """Wait for a token; the result is how long that took."""
        asked = self.clock.now()
        async with self._turn:  # first come, first served
            self._refill()
            if self._tokens < 1:
                await self.clock.sleep((1 - self._tokens) / self.rate)
                self._refill()
            self._tokens -= 1
        return self.clock.now() - asked

    async def __aexit__(self, exc_type, exc, tb) -> bool:
        return False


class TooManyRequests(Exception):
    """The window is full and the caller didn't want to wait."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"retry in {self.retry_after:.2f} s"


class Window(NamedTuple):
    """At most `calls` in any `seconds`."""

    calls: int
    seconds: float


class SlidingWindow:
    """Counts calls for each client, and turns away those over the limit."""

    def __init__(self, clock: Clock, window: Window) -> None:
        self.clock = clock
        self.window = window
        self._calls: dict[str, deque[float]] = {}

    @asynccontextmanager
    async def admit(self, client: str) -> AsyncIterator[int]:
        calls = self._calls.setdefault(client, deque())
        now = self.clock.now()
        while calls and calls[0] <= now - self.window.seconds:
            calls.popleft()
        if len(calls) >= self.window.calls:
            raise TooManyRequests(calls[0] + self.window.seconds - now)
        calls.append(now)
        try:
            yield self.window.calls - len(calls)
        except BaseException:
            # A failed call doesn't count.
            calls.remove(now)
            raise


async def client(name: str, bucket: TokenBucket, seen: Counter[str]) -> None:
    for call in range(3):
        async with bucket as waited:
            seen[name] += 1
            print(f"{bucket.clock.now():6.2f}  {name} call {call} waited {waited:.2f}")
            await bucket.clock.sleep(0.125)


async def main() -> None:
    seen: Counter[str] = Counter()
    async with AsyncExitStack() as stack:
        clock = await stack.enter_async_context(VirtualClock())

        print("token bucket: 4 a second, bursts of 3")
        bucket = TokenBucket(clock, rate=4, burst=3)
        async with asyncio.TaskGroup() as group:
            for name in ("red", "green", "blue"):
                group.create_task(client(name, bucket, seen))
        print("served:", dict(seen), "total", sum(seen.values()))

        print("sliding window: 2 in a second")
        limiter = SlidingWindow(clock, Window(calls=2, seconds=1.0))
        for attempt in range(6):
            try:
                async with limiter.admit("red") as left:
                    if attempt == 1:
                        raise ConnectionError("line dropped")
                    print(f"attempt {attempt}: ok, {left} left")
            except TooManyRequests as error:
                print(f"attempt {attempt}: {error}")
                await clock.sleep(error.retry_after)
            except ConnectionError as error:
                print(f"attempt {attempt}: {error}")
            else:
                await clock.sleep(0.25)
        async with limiter.admit("blue") as left:
            print(f"blue isn't red: {left} left")


if __name__ == "__main__":
    asyncio.run(main())
