"""Tasks that wait for an event; what they add to the memory of the process is measured from outside."""

import asyncio
import sys


async def idle(event):
    await event.wait()


async def main(count):
    event = asyncio.Event()
    tasks = [asyncio.create_task(idle(event)) for _ in range(count)]
    await asyncio.sleep(0)
    event.set()
    await asyncio.gather(*tasks)
    print(count)


asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
