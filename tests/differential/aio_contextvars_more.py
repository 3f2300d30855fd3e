# Context variables: tokens as context managers, contexts of tasks, generators and callbacks, Context's mapping.
import asyncio
import contextvars

a = contextvars.ContextVar("a")
b = contextvars.ContextVar("b", default=[1])


async def child(name):
    before = a.get("unset")
    a.set(name)
    await asyncio.sleep(0)
    return before, a.get()


async def numbers():
    a.set("set by the generator")
    yield a.get()
    yield a.get()


async def main():
    a.set("main")
    print(await asyncio.gather(child("x"), child("y")), a.get())
    async for value in numbers():
        print("from the generator", value, "here", a.get())
        a.set("between")
    with a.set("inside") as token:
        print(a.get(), token.var is a, token.old_value)
    print("outside again", a.get())
    try:
        with a.set("failing"):
            raise ValueError("body")
    except ValueError:
        print("after the failure", a.get())
    token = a.set("once")
    a.reset(token)
    for misuse in (lambda: a.reset(token), lambda: b.reset(a.set(1)), lambda: a.reset(5), lambda: contextvars.Token()):
        try:
            misuse()
        except (RuntimeError, ValueError, TypeError) as exc:
            print(type(exc).__name__, str(exc).split(" at 0x")[0])
    context = contextvars.copy_context()
    other = context.copy()
    print(len(context) == len(other), context == other, context is other, a in context, b in context)
    print(sorted(v.name for v in context), context.get(b), context.get(b, "fallback"), context[a])
    try:
        context[b]
    except KeyError as exc:
        print("KeyError", exc.args[0] is b)
    for wrong in (lambda: context["a"], lambda: "a" in context, lambda: context.get("a")):
        try:
            wrong()
        except TypeError as exc:
            print(exc)
    try:
        context.run(lambda: context.run(print))
    except RuntimeError as exc:
        print(str(exc).split(": <")[0])

    def fails():
        a.set("set and failed")
        raise ValueError("in run")

    try:
        context.run(fails)
    except ValueError as exc:
        print(exc, context[a], a.get())
    print(repr(a).split(" at 0x")[0], repr(b).split(" at 0x")[0], a.name, repr(contextvars.Token.MISSING))
    task = asyncio.create_task(child("in my context"), context=context)
    print(await task, context[a], task.get_context() is context)
    try:
        contextvars.ContextVar(5)
    except TypeError as exc:
        print(exc)
    try:
        b.name = "c"
    except AttributeError as exc:
        print(exc)
    print(contextvars.ContextVar[int], hash(a) == hash(a))
    print({a: 1}[a], [v for v, _ in context.items()] == list(context.keys()), list(context.values()) != [])


asyncio.run(main())
try:
    a.get()
except LookupError as exc:
    print("LookupError", exc.args[0] is a)
