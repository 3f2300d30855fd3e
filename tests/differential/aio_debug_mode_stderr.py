# Debug mode: slow callbacks, what isn't callable; and reports through logging.
import asyncio
import logging
import time

logging.basicConfig(format="%(levelname)s|%(name)s|%(message)s")


class Quiet(logging.Filter):
    """The place where something was created is a line of CPython's own library."""

    def filter(self, record):
        text = record.getMessage()
        if text.startswith("Executing"):
            print(text.split(" created at")[0].split(" at ")[0][:50], record.levelname, record.args and len(record.args))
            return False
        return True


logging.getLogger("asyncio").addFilter(Quiet())


async def slow():
    time.sleep(0.03)


def slow_callback(x):
    time.sleep(0.03)


async def fail():
    raise ValueError("from a task")


def bad(x):
    raise KeyError(x)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    loop.slow_callback_duration = 0.02
    await asyncio.create_task(slow(), name="s")
    loop.call_soon(slow_callback, 5)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 10
    print(repr(loop.call_soon(print, "called", [1, 2])).split(" created")[0].rstrip(">"))

    for wrong in (3, fail()):
        try:
            loop.call_soon(wrong)
        except TypeError as error:
            print(str(error)[:50])
            if hasattr(wrong, "close"):
                wrong.close()
    await asyncio.sleep(0)


try:
    asyncio.run(main(), debug=True)
except TypeError as error:
    print(error)


async def reports():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    loop.call_soon(bad, 1)
    task = asyncio.create_task(fail(), name="failing")
    await asyncio.sleep(0.001)
    del task


asyncio.run(reports())
