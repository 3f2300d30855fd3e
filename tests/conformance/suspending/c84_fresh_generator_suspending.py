# 84. `athrow` on a fresh generator raises in the caller and finishes it; `asend(non-None)` on a fresh one is a
# TypeError.
import asyncio


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


async def echo():
    await pause()
    print("starts")
    received = None
    try:
        while True:
            received = yield received
            print("received", received)
    except ValueError as exc:
        await pause()
        print("caught", exc)
        yield "from the handler"


async def show(name, awaitable):
    await pause()
    try:
        print(f"{name}: {await awaitable!r}")
    except (Exception, GeneratorExit) as exc:
        await pause()
        print(f"{name}: raised {exc!r}")


async def main():
    await pause()
    generator = echo()
    await show("athrow on a fresh one", generator.athrow(ValueError("thrown")))
    await show("then asend", generator.asend(None))
    await show("then anext", anext(generator))
    await show("then athrow", generator.athrow(KeyError("thrown later")))
    await show("then aclose", generator.aclose())

    generator = echo()
    await show("asend(1) on a fresh one", generator.asend(1))
    await show("asend(None)", generator.asend(None))
    await show("asend(2)", generator.asend(2))
    await show("athrow", generator.athrow(ValueError("thrown")))
    await show("asend(3)", generator.asend(3))

    generator = echo()
    await show("athrow of a type", generator.athrow(KeyError))
    generator = echo()
    await anext(generator)
    await show("uncaught athrow", generator.athrow(TypeError("thrown")))
    await show("then anext", anext(generator))
    await show("anext with a default", anext(generator, "the default"))
    generator = echo()
    await show("GeneratorExit on a fresh one", generator.athrow(GeneratorExit()))
    await anext(echo())


asyncio.run(main())
