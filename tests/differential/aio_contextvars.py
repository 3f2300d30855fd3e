# contextvars: tasks get a copy of the context; tokens, defaults, run.
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")
user = contextvars.ContextVar("user")


async def handle(name):
    before = request.get()
    token = request.set(name)
    await asyncio.sleep(0)
    print("in", name, request.get(), "before", before, token.old_value)
    await helper()
    request.reset(token)
    return request.get()


async def helper():
    request.set(request.get() + " (helped)")
    await asyncio.sleep(0)


async def main():
    request.set("main")
    print(await asyncio.gather(handle("a"), handle("b")))
    print("main still", request.get())
    await helper()
    print("awaited directly:", request.get())
    await asyncio.create_task(helper())
    print("in a task of its own:", request.get())
    try:
        user.get()
    except LookupError as exc:
        print(type(exc).__name__)
    print(user.get("fallback"))
    token = user.set("ada")
    print(user.get(), token.old_value is contextvars.Token.MISSING, token.var is user)
    user.reset(token)
    try:
        user.reset(token)
    except RuntimeError as exc:
        print(str(exc).startswith("<Token used"))
    context = contextvars.copy_context()
    context.run(request.set, "inside the copy")
    print(request.get(), context[request], user in context, len(context) >= 1)
    asyncio.get_running_loop().call_soon(lambda: print("callback sees", request.get()))
    request.set("after scheduling")
    await asyncio.sleep(0)


print(request.get())
asyncio.run(main())
print("outside:", request.get())
