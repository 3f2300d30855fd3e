"""Retrying unreliable calls, with a time limit for each attempt and one for the whole.

`attempts` is an async generator of context managers: the loop body is the attempt, and a failure
that is worth another try is swallowed by its `async with`.
"""

import asyncio
import functools
from contextlib import AsyncContextDecorator, AsyncExitStack, aclosing
from dataclasses import dataclass
from typing import Any, AsyncIterator, Awaitable, Callable, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class TemporaryError(Exception):
    """Worth trying again."""


class FatalError(Exception):
    """Not worth trying again."""


class GaveUp(Exception):
    """All attempts failed; the last failure is the cause."""


@dataclass(kw_only=True)
class Policy:
    """How often and how patiently to try."""

    attempts: int = 3
    each: float | None = None
    total: float | None = None
    delay: float = 0.001
    factor: float = 2.0

    def delays(self):
        delay = self.delay
        while True:
            yield delay
            delay *= self.factor


class Attempt:
    """One attempt: limits its time, and remembers how it ended."""

    def __init__(self, number: int, policy: Policy) -> None:
        self.number = number
        self.policy = policy
        self.error: BaseException | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> "Attempt":
        await self._stack.enter_async_context(asyncio.timeout(self.policy.each))
        return self

    async def __aexit__(self, exc_type, exc, tb) -> bool:
        try:
            await self._stack.__aexit__(exc_type, exc, tb)
        except TimeoutError as error:
            exc = error
        if exc is None:
            return False
        if not isinstance(exc, (TemporaryError, TimeoutError)):
            return False
        self.error = exc
        print(f"    attempt {self.number}: {type(exc).__name__}({exc})")
        return True


async def attempts(policy: Policy) -> AsyncIterator[Attempt]:
    """Attempts, until the consumer stops asking or the policy runs out."""
    last = None
    for number, delay in zip(range(1, policy.attempts + 1), policy.delays()):
        attempt = Attempt(number, policy)
        yield attempt
        if attempt.error is not None:
            last = attempt.error
            await asyncio.sleep(delay)
    raise GaveUp(f"after {policy.attempts} attempts") from last


def retrying(policy: Policy) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]:
    """Decorator: call the function until it works or the policy runs out."""

    def decorate(function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        @functools.wraps(function)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            async with asyncio.timeout(policy.total), aclosing(attempts(policy)) as tries:
                async for attempt in tries:
                    async with attempt:
                        return await function(*args, **kwargs)

        return wrapper

    return decorate


class announced(AsyncContextDecorator):
    """Print when the decorated coroutine begins and how it ends."""

    def __init__(self, title: str) -> None:
        self.title = title

    async def __aenter__(self) -> None:
        print(self.title)

    async def __aexit__(self, exc_type, exc, tb) -> None:
        print("  done" if exc is None else f"  failed: {exc_type.__name__}: {exc}")


class Server:
    """Answers from a script: a number of seconds to hang, an exception to raise, or a reply."""

    def __init__(self, *script: Any) -> None:
        self.script = list(script)

    async def ask(self, question: str) -> str:
        step = self.script.pop(0)
        if isinstance(step, float):
            await asyncio.sleep(step)
            step = "late"
        elif isinstance(step, Exception):
            await asyncio.sleep(0)
            raise step
        return f"{question} -> {step}"


@announced("works at the third attempt")
@retrying(Policy(attempts=4, each=0.01))
async def flaky(server: Server) -> str:
    return await server.ask("flaky")


@announced("runs out of attempts")
@retrying(Policy(attempts=2))
async def hopeless(server: Server) -> str:
    return await server.ask("hopeless")


@announced("must not be tried again")
@retrying(Policy(attempts=5))
async def fatal(server: Server) -> str:
    return await server.ask("fatal")


@announced("takes too long altogether")
@retrying(Policy(attempts=1_000, total=0.05))
async def endless(server: Server) -> str:
    try:
        return await server.ask("endless")
    except TemporaryError as error:
        error.add_note("seen by endless")
        raise TimeoutError("the server said no") from error
    finally:
        server.script.append(TemporaryError("again"))


async def main() -> None:
    print("  got", await flaky(Server(TemporaryError("busy"), 5.0, "42")))

    for call, server in (
        (hopeless, Server(TemporaryError("busy"), TemporaryError("still busy"))),
        (fatal, Server(TemporaryError("busy"), FatalError("no such question"))),
    ):
        try:
            await call(server)
        except (GaveUp, FatalError) as error:
            print(f"  {call.__name__}: {error!r}, cause {error.__cause__!r}")

    try:
        print("  got", await asyncio.wait_for(flaky(Server(5.0, 5.0, "just in time")), timeout=3))
    except TimeoutError:
        print("  not in time")

    try:
        await endless(Server(TemporaryError("busy"), 5.0))
    except TimeoutError as error:
        print("  endless:", type(error).__name__, type(error.__cause__).__name__)


if __name__ == "__main__":
    asyncio.run(main())
