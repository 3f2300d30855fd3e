# Unpacking into attributes and items, in chains of targets, in methods and coroutines.
import asyncio


class Clock:
    def __init__(self):
        self.now = 0
        self.sleepers = [(3, "c"), (1, "a"), (2, "b")]

    def advance(self):
        self.now, name = first = min(self.sleepers, key=lambda sleeper: sleeper[0])
        self.sleepers.remove(first)
        return name

    async def advance_later(self):
        await asyncio.sleep(0)
        (self.now, _), *self.rest = pair = [(9, "z"), "more", "items"]
        return pair, self.rest


clock = Clock()
print(clock.advance(), clock.now, clock.advance(), clock.now, clock.sleepers)
print(asyncio.run(clock.advance_later()), clock.now)
table = {}
table["a"], (table["b"], clock.other) = x = 1, (2, 3)
print(table, clock.other, x)
clock.now, clock.other = clock.other, clock.now
print(clock.now, clock.other)
for clock.now, table["c"] in [(7, 8)]:
    print(clock.now, table)
