# Runner and run: context, debug, closing, KeyboardInterrupt and SystemExit out of tasks, tasks left over that fail.
import asyncio
import contextvars
import sys

where = contextvars.ContextVar("where", default="nowhere")


async def sets(x):
    before = where.get()
    where.set(x)
    return before


async def left_over(name, error=None):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        if error is not None:
            raise error
        raise


async def leaves(*tasks):
    leaves.kept = [asyncio.create_task(t) for t in tasks]
    await asyncio.sleep(0)
    return "main result"


with asyncio.Runner() as runner:
    print(runner.run(sets("one")), runner.run(sets("two")), where.get())
    context = contextvars.copy_context()
    print(runner.run(sets("three"), context=context), context[where])
    loop = runner.get_loop()
    print(loop.get_debug(), loop.is_running(), loop is runner.get_loop())
    try:
        runner.run(5)
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)
print(loop.is_closed())
late = sets("late")
for use in (runner.get_loop, runner.__enter__, lambda: runner.run(late)):
    try:
        use()
    except RuntimeError as exc:
        print(exc)
late.close()
runner.close()
try:
    loop.call_soon(print)
except RuntimeError as exc:
    print(exc)

# One at a time: the set of all tasks has no order.
print(asyncio.run(leaves(left_over("quiet"))))
print(asyncio.run(leaves(left_over("loud", ValueError("at shutdown")))))


class Stop(BaseException):
    pass


for error in (KeyboardInterrupt("from main"), SystemExit(5), Stop("base")):
    async def main():
        task = asyncio.create_task(left_over("background"))
        await asyncio.sleep(0)
        try:
            raise error
        finally:
            print("main leaves", task.done())

    try:
        asyncio.run(main())
    except BaseException as exc:
        print("out of run:", repr(exc), exc is error, repr(exc.__context__))

for error in (KeyboardInterrupt("from a task"), SystemExit(6), Stop("base")):
    async def child():
        await asyncio.sleep(0)
        raise error

    async def main():
        task = asyncio.create_task(child())
        task.add_done_callback(lambda task: print("child done", repr(task.exception())))
        try:
            await asyncio.sleep(0.01)
        except BaseException as exc:
            print("main sees", repr(exc))
            raise
        print("main goes on", repr(task.exception()))

    try:
        asyncio.run(main())
    except BaseException as exc:
        print("out of run:", repr(exc))

factory_calls = []


def factory():
    factory_calls.append(1)
    return asyncio.new_event_loop()


print(asyncio.run(sets("x"), loop_factory=factory), len(factory_calls))
with asyncio.Runner(loop_factory=factory, debug=False) as runner:
    print(len(factory_calls))
    runner.run(sets("y"))
    print(len(factory_calls))


async def nested():
    for use in (lambda c: asyncio.run(c), lambda c: asyncio.Runner().run(c),
                lambda c: asyncio.get_running_loop().run_until_complete(c)):
        coroutine = sets("z")
        try:
            use(coroutine)
        except RuntimeError as exc:
            print(exc)
        coroutine.close()
    asyncio.get_running_loop().stop()
    await asyncio.sleep(0)
    await asyncio.sleep(0)


try:
    asyncio.run(nested())
except RuntimeError as exc:
    print(exc)
loop = asyncio.new_event_loop()
print(loop.run_until_complete(asyncio.sleep(0, "by hand")))
loop.call_soon(loop.stop)
loop.run_forever()
try:
    loop.run_until_complete(loop.create_future()) if False else loop.run_until_complete(sets("again"))
finally:
    loop.close()
print(repr(loop).split()[1:], sys.exc_info())
