# 82. `aclose` on a fresh generator is a no-op; a yield during GeneratorExit: RuntimeError `async generator ignored
# GeneratorExit`.
import asyncio


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


async def plain():
    print("starts")
    try:
        yield 1
        yield 2
    finally:
        print("finally")


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def ignores_in_finally():
    try:
        yield 1
    finally:
        yield 2


async def awaits_while_closing():
    try:
        yield 1
    finally:
        await asyncio.sleep(0)
        print("awaited while closing")


async def returns():
    try:
        yield 1
    except GeneratorExit:
        print("returns on GeneratorExit")
        return


async def raises():
    try:
        yield 1
    finally:
        raise KeyError("while closing")


async def close(name, generator, steps):
    for _ in range(steps):
        await anext(generator, "exhausted")
    try:
        print(f"{name} after {steps}: aclose gives {await generator.aclose()!r}")
    except Exception as exc:
        print(f"{name} after {steps}: {chain(exc)}")
    try:
        print("  then", await anext(generator))
    except (Exception, GeneratorExit) as exc:
        print("  then", repr(exc))


async def main():
    await close("plain", plain(), 0)
    await close("plain", plain(), 1)
    await close("plain", plain(), 2)
    await close("plain", plain(), 3)
    await close("ignores", ignores(), 0)
    await close("ignores", ignores(), 1)
    await close("ignores in finally", ignores_in_finally(), 1)
    await close("awaits", awaits_while_closing(), 1)
    await close("returns", returns(), 1)
    await close("raises", raises(), 1)
    generator = plain()
    await anext(generator)
    print("twice:", await generator.aclose(), await generator.aclose())


asyncio.run(main())
