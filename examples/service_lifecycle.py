"""Starting and stopping the parts of a service in order.

Every part is an async context manager. `start` enters them one after the other on an
AsyncExitStack: when one fails to start, the ones before it are stopped in reverse order;
when all are up, `pop_all` hands the whole stack over to the running service.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Log:
    """Collects what happened, indented by how many parts are up."""

    depth: int = 0
    lines: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.lines.append("  " * self.depth + text)

    def flush(self, title: str) -> None:
        print(f"== {title}")
        for line in self.lines:
            print(line)
        self.lines.clear()
        self.depth = 0


log = Log()


class StartError(Exception):
    """A part of the service could not be started."""


class Part(AbstractAsyncContextManager):
    """A part with a name that takes a moment to start and to stop."""

    def __init__(self, name: str, *, fails: str = "") -> None:
        self.name = name
        self.fails = fails

    async def __aenter__(self):
        log.write(f"start {self.name}")
        await asyncio.sleep(0)
        if self.fails == "start":
            raise StartError(f"{self.name} would not start")
        log.depth += 1
        return await super().__aenter__()

    async def __aexit__(self, exc_type, exc, tb) -> bool:
        reason = "" if exc_type is None else f" because of {exc_type.__name__}"
        await asyncio.sleep(0)
        log.depth -= 1
        log.write(f"stop {self.name}{reason}")
        if self.fails == "stop":
            raise OSError(f"{self.name} would not stop")
        return False


@asynccontextmanager
async def heartbeat(name: str, period: float) -> AsyncIterator[list[int]]:
    """Run a background task while the block runs, and wait for its end."""
    beats: list[int] = []

    async def beat() -> None:
        try:
            while True:
                beats.append(len(beats))
                await asyncio.sleep(period)
        finally:
            log.write(f"{name} is silent")

    task = asyncio.create_task(beat(), name=name)
    try:
        yield beats
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        log.write(f"{name} cancelled: {task.cancelled()}")


class Service:
    """All parts together; `start` is the only way to make a running one."""

    def __init__(self, parts: list[Part], stack: AsyncExitStack) -> None:
        self.parts = parts
        self._stack = stack
        self.hooks: list[Callable[[], None]] = []

    @classmethod
    async def start(cls, *parts: Part) -> "Service":
        async with AsyncExitStack() as stack:
            started = [await stack.enter_async_context(part) for part in parts]
            stack.callback(log.write, "all parts told to stop")
            # Everything is up: from here on the service owns the cleanup.
            return cls(started, stack.pop_all())
        raise AssertionError("an exit stack without suppression always leaves by return or raise")

    async def __aenter__(self) -> "Service":
        return self

    async def __aexit__(self, *details) -> bool | None:
        for hook in self.hooks:
            self._stack.callback(hook)
        return await self._stack.__aexit__(*details)


async def healthy() -> None:
    async with await Service.start(Part("config"), Part("database"), Part("web")) as service:
        service.hooks.append(lambda: log.write("hook: goodbye"))
        async with heartbeat("heartbeat", 0.001) as beats:
            while len(beats) < 3:
                await asyncio.sleep(0.001)
        log.write(f"running {', '.join(part.name for part in service.parts)}")
    log.flush("healthy")


async def fails_to_start() -> None:
    try:
        await Service.start(Part("config"), Part("database"), Part("web", fails="start"), Part("mail"))
    except StartError as error:
        log.write(f"not started: {error}")
    log.flush("fails to start")


async def fails_to_stop() -> None:
    try:
        async with await Service.start(Part("config"), Part("database", fails="stop"), Part("web")):
            raise KeyError("request")
    except OSError as error:
        log.write(f"caught {error}, while handling {error.__context__!r}")
    log.flush("fails to stop")


async def cancelled() -> None:
    async def serve() -> None:
        async with await Service.start(Part("config"), Part("web")):
            await asyncio.Event().wait()

    task = asyncio.create_task(serve())
    while log.depth < 2:
        await asyncio.sleep(0)
    task.cancel("shutdown")
    try:
        await task
    except asyncio.CancelledError as error:
        log.write(f"cancelled with {error.args}")
    log.flush("cancelled")


async def main() -> int:
    for scenario in (healthy, fails_to_start, fails_to_stop, cancelled):
        await scenario()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
