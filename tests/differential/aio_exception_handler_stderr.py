# Failures nobody looks at: the loop's exception handler, its default output on stderr.
import asyncio


async def fails(name):
    raise ValueError(name)


def bad_callback(x):
    raise KeyError(x)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop,
                               context: print("handler:", context["message"], repr(context.get("exception")),
                                                           sorted(context)))
    task = asyncio.create_task(fails("never retrieved"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    loop.call_soon(bad_callback, "in a callback")
    await asyncio.sleep(0)
    future = loop.create_future()
    future.set_exception(TypeError("future never retrieved"))
    del future
    loop.call_exception_handler({"message": "by hand"})
    loop.set_exception_handler(None)
    print("-- default handler")
    loop.call_exception_handler({"message": "a message", "extra": 5})
    task = asyncio.create_task(fails("default output"), name="the task")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    print("end")


asyncio.run(main())
