# 85. Concurrent use: RuntimeError `anext(): asynchronous generator is already running`.
import asyncio


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0
cancelled_at = 0
audible = False


async def pause():
    """Suspend in one of three ways in turn; at one of these suspensions the current task is cancelled."""
    global pauses, audible
    pauses += 1
    loop = asyncio.get_running_loop()
    if pauses == cancelled_at:
        audible = True
        say("-- cancelled at suspension", pauses)
        task = asyncio.current_task()
        if pauses % 2:
            task.cancel(f"at {pauses}")
        else:
            loop.call_soon(task.cancel, f"at {pauses}")
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


def say(*values, **options):
    """Print what happens from the cancellation on."""
    if audible:
        print(*values, **options)


def cancel_everywhere(main):
    """Run `main` once for each of its suspensions."""
    global pauses, cancelled_at, audible
    asyncio.run(main())
    total = pauses
    for cancelled_at in range(1, total + 1):
        pauses = 0
        audible = False
        try:
            asyncio.run(main())
            say("main ended")
        except asyncio.CancelledError as exc:
            say("main was cancelled", exc.args)
        except Exception as exc:
            say("main raised", repr(exc), "context", repr(exc.__context__))
    audible = True
    say("suspensions:", total)


async def slow():
    await pause()
    try:
        for number in range(3):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            yield number
    finally:
        await pause()
        await asyncio.sleep(0)
        say("finally")


async def concurrently(name, make_first, make_second):
    await pause()
    generator = slow()
    first = asyncio.create_task(make_first(generator), name=name)
    await asyncio.sleep(0)
    try:
        say(f"{name}: second gave", await make_second(generator))
    except Exception as exc:
        await pause()
        say(f"{name}: second raised {exc!r}")
    try:
        say("  first gave", await first)
    except Exception as exc:
        await pause()
        say(f"  first raised {exc!r}")
    await generator.aclose()


async def next_one(generator):
    await pause()
    return await anext(generator)


async def send(generator):
    await pause()
    return await generator.asend(None)


async def throw(generator):
    await pause()
    return await generator.athrow(ValueError("thrown"))


async def close(generator):
    await pause()
    return await generator.aclose()


async def main():
    await pause()
    await concurrently("anext, anext", next_one, next_one)
    await concurrently("anext, asend", next_one, send)
    await concurrently("anext, athrow", next_one, throw)
    await concurrently("anext, aclose", next_one, close)

    generator = slow()
    tasks = [asyncio.create_task(next_one(generator), name=f"gathered {n}") for n in range(3)]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    say("gather:", results)
    say("goes on:", [number async for number in generator])

    async def uses_itself():
        await pause()
        yield 1
        await anext(itself)

    itself = uses_itself()
    try:
        say([item async for item in itself])
    except RuntimeError as exc:
        await pause()
        say("itself:", exc)


cancel_everywhere(main)
