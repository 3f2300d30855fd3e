# Async generators: dropped while suspended in every place, closed twice, athrow, GeneratorExit, finalizers' order.
import asyncio
import sys


class Marker:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


async def sleeping(name):
    marker = Marker(name)
    try:
        yield 1
        await asyncio.sleep(0)
        yield 2
    except GeneratorExit:
        print(name, "sees GeneratorExit")
        raise
    finally:
        print(name, "cleans up", marker.name)


async def awaits_in_finally(name):
    try:
        yield 1
    finally:
        await asyncio.sleep(0)
        print(name, "cleaned up in", asyncio.current_task().get_name() != "main task")


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        print("ignoring")
        yield 2


async def returns_on_throw():
    try:
        yield 1
    except ValueError as exc:
        print("caught", exc)
        yield "after"
    yield "last"


async def turns(n=3):
    for _ in range(n):
        await asyncio.sleep(0)


async def main():
    asyncio.current_task().set_name("main task")
    generator = sleeping("dropped")
    await anext(generator)
    del generator
    print("after del")
    await turns()
    generator = awaits_in_finally("first")
    await anext(generator)
    generator = awaits_in_finally("second")
    await anext(generator)
    await turns()
    await generator.aclose()
    await generator.aclose()
    try:
        await anext(generator)
    except StopAsyncIteration as exc:
        print("exhausted", repr(exc))
    never = sleeping("never started")
    await never.aclose()
    print([x async for x in never])
    generator = ignores()
    await anext(generator)
    try:
        await generator.aclose()
    except RuntimeError as exc:
        print(exc)
    generator = returns_on_throw()
    print(await anext(generator), await generator.athrow(ValueError("in")), await anext(generator))
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("end")
    try:
        await generator.athrow(KeyError("late"))
    except BaseException as exc:
        print("late throw", repr(exc))
    generator = returns_on_throw()
    try:
        await generator.athrow(KeyError("fresh"))
    except KeyError as exc:
        print("fresh throw", repr(exc))
    generator = sleeping("asend")
    try:
        await generator.asend(5)
    except TypeError as exc:
        print(exc)
    print(await generator.asend(None))
    for wrong in (5, int, "x"):
        try:
            await generator.athrow(wrong)
        except TypeError as exc:
            print(exc)
    await generator.aclose()
    hooks = sys.get_asyncgen_hooks()
    print(hooks.firstiter is not None, hooks.finalizer is not None)

    async def in_a_task():
        async for x in awaits_in_finally("in a task"):
            await asyncio.sleep(10)

    task = asyncio.create_task(in_a_task())
    await turns()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    del task
    await turns()
    step = generator.aclose()
    try:
        step.send(None)
    except StopIteration as exc:
        print("stop", exc.value)
    try:
        step.send(None)
    except RuntimeError as exc:
        print(exc)
    left = awaits_in_finally("left over")
    await anext(left)
    main.left = left


asyncio.run(main())
print("end")
