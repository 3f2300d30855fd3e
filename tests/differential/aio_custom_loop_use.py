# Loops by hand: new_event_loop, run_until_complete, run_forever and stop, close.
import asyncio


async def work(x):
    await asyncio.sleep(0)
    return x * 2


loop = asyncio.new_event_loop()
print(loop.run_until_complete(work(4)), loop.is_running(), loop.is_closed())
task = loop.create_task(work(5))
print(loop.run_until_complete(task), task.result())
loop.call_soon(print, "called")
loop.call_later(0.01, loop.stop)
loop.run_forever()
print("stopped")
future = loop.create_future()
loop.call_soon(future.set_result, "by hand")
print(loop.run_until_complete(future))


async def fails():
    raise KeyError("from the loop")


try:
    loop.run_until_complete(fails())
except KeyError as exc:
    print(repr(exc))
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
print(loop.is_closed())
try:
    loop.run_until_complete(waiting := work(1))
except RuntimeError as exc:
    print(exc)
    waiting.close()
try:
    loop.call_soon(print)
except RuntimeError as exc:
    print(exc)
