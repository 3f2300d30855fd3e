# Eager tasks: eager_task_factory, create_eager_task_factory, eager_start, names, contexts, exceptions.
import asyncio
import contextvars

where = contextvars.ContextVar("where", default="nowhere")


async def quick(x):
    print("quick", x, asyncio.current_task().get_name(), where.get())
    return x


async def slow(x):
    print("slow begins", x)
    await asyncio.sleep(0)
    print("slow ends", x)
    return x


async def fails():
    raise ValueError("eagerly")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    task = asyncio.create_task(quick("lazy"), name="lazy one")
    print("made", task.done())
    await task
    task = asyncio.create_task(quick("eager"), name="eager one", eager_start=True)
    print("made", task.done(), task.result(), asyncio.current_task().get_name())
    task = asyncio.Task(slow("eager"), loop=loop, eager_start=True)
    print("made", task.done())
    print(await task)
    loop.set_task_factory(asyncio.eager_task_factory)
    where.set("main")
    task = asyncio.create_task(quick("by the factory"))
    print("made", task.done(), await task)
    task = asyncio.create_task(quick("lazy again"), eager_start=False)
    print("made", task.done(), await task)
    task = asyncio.create_task(fails())
    print("failed", task.done(), repr(task.exception()))
    context = contextvars.copy_context()
    context.run(where.set, "a context")
    asyncio.create_task(quick("in a context"), context=context)
    print(await asyncio.gather(quick(1), slow(2), quick(3)))
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(quick("grouped")), group.create_task(slow("grouped"))]
        print([t.done() for t in tasks])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            print("not aborted yet")
            await asyncio.sleep(0)
            print("not reached")
    except* ValueError as exc:
        print(exc.exceptions)

    class Special(asyncio.Task):
        pass

    loop.set_task_factory(asyncio.create_eager_task_factory(Special))
    print(type(asyncio.create_task(quick("special"))).__name__)

    def factory(loop, coro, **options):
        print("factory", sorted(options))
        return asyncio.Task(coro, loop=loop, **options)

    loop.set_task_factory(factory)
    await asyncio.create_task(quick("plain"))
    await asyncio.create_task(quick("named"), name="a name")
    await asyncio.gather(quick("gathered"))
    print(loop.get_task_factory() is factory)
    loop.set_task_factory(None)
    try:
        asyncio.create_task(coro := quick("wrong"), colour=1)
    except TypeError as exc:
        print(exc)
        coro.close()


asyncio.run(main())
