# The package backoff, as it is installed: its decorators on coroutine functions and plain ones, its handlers and generators.
# packages: backoff
import asyncio
import inspect
import itertools

import backoff

log = []


def note(details):
    log.append((details["target"].__name__, details["tries"], round(details.get("wait", -1), 4)))


async def note_later(details):
    await asyncio.sleep(0)
    log.append(("async handler", details["tries"]))


class Remote:
    def __init__(self, failures):
        self.failures = failures

    @backoff.on_exception(
        backoff.expo, ConnectionError, max_tries=4, jitter=None, factor=0.001, on_backoff=[note, note_later], on_giveup=note
    )
    async def get(self, key):
        if self.failures:
            self.failures -= 1
            raise ConnectionError(key)
        return key * 2


@backoff.on_predicate(backoff.constant, lambda value: value < 3, jitter=None, interval=0.001, on_backoff=note, on_success=note)
async def count(numbers):
    await asyncio.sleep(0)
    return next(numbers)


@backoff.on_exception(backoff.fibo, (KeyError, ValueError), max_tries=3, jitter=None, max_value=0.002, on_giveup=note)
def plain(table, key):
    table["calls"] += 1
    return table[key]


@backoff.on_exception(
    backoff.constant, OSError, jitter=None, interval=0, max_tries=5, giveup=lambda e: e.errno == 2, raise_on_giveup=False
)
async def fatal(number):
    log.append(("fatal", number))
    raise OSError(number, "failure")


async def main():
    print(await Remote(2).get("ab"), log)
    log.clear()
    try:
        await Remote(9).get("cd")
    except ConnectionError as e:
        print("gave up", e, log)
    log.clear()
    print(await count(iter(range(9))), log)
    log.clear()
    table = {"calls": 0}
    try:
        plain(table, "missing")
    except KeyError as e:
        print("plain", e, table, log)
    table["here"] = 1
    print(plain(table, "here"), table)
    log.clear()
    print(await fatal(2), await fatal(5), log)
    print(Remote.get.__name__, inspect.iscoroutinefunction(Remote.get))
    generator = backoff.expo(base=3, factor=2, max_value=40)
    print([next(generator) for _ in range(6)])
    print(list(itertools.islice(backoff.fibo(), 8)))
    print(all(0 <= backoff.full_jitter(5) <= 5 for _ in range(50)))


asyncio.run(main())
