# call_soon, call_later, call_at: order, arguments, cancelling, contexts, exceptions, handlers that fail.
import asyncio
import contextvars

where = contextvars.ContextVar("where", default="nowhere")


def note(*args):
    print("note", args, where.get())


def fails(x):
    raise ValueError(x)


async def main():
    loop = asyncio.get_running_loop()
    order = []
    now = loop.time()
    for delay, name in ((0.02, "b"), (0.01, "a"), (0.03, "c"), (0.02, "b2"), (0, "now"), (-1, "past")):
        loop.call_at(now + delay, order.append, name)
    loop.call_soon(order.append, "soon")
    cancelled = loop.call_later(0.015, order.append, "never")
    cancelled.cancel()
    print(cancelled.cancelled())
    await asyncio.sleep(0.05)
    print(order)

    context = contextvars.copy_context()
    context.run(where.set, "in a context")
    loop.call_soon(note, 1, 2, context=context)
    loop.call_later(0, note, context=context)
    where.set("main")
    loop.call_soon(note, "copied")
    where.set("changed afterwards")
    await asyncio.sleep(0.001)

    def rearms(n):
        print("rearmed", n)
        if n:
            loop.call_soon(rearms, n - 1)

    loop.call_soon(rearms, 2)
    for turn in range(4):
        print("turn", turn)
        await asyncio.sleep(0)

    print(loop.get_exception_handler())
    seen = []

    def handler(loop, context):
        seen.append(sorted(context))
        print("handler:", context["message"], repr(context.get("exception")), where.get())

    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    context = contextvars.copy_context()
    context.run(where.set, "the failing callback's")
    loop.call_soon(fails, "soon", context=context)
    loop.call_later(0, fails, "later")
    future = loop.create_future()
    future.add_done_callback(lambda f: fails("done"))
    future.add_done_callback(lambda f: print("the next one runs", f.result()))
    future.set_result(7)
    await asyncio.sleep(0.001)
    print(seen)

    def failing_handler(loop, context):
        raise KeyError("in the handler")

    loop.set_exception_handler(failing_handler)
    loop.call_soon(fails, "unhandled")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.set_exception_handler(lambda loop, context: loop.default_exception_handler(context))
    loop.call_exception_handler({"message": "handed on", "more": [1, 2], "exception": None})
    for wrong in (5, "text"):
        try:
            loop.set_exception_handler(wrong)
        except TypeError as exc:
            print(exc)
    loop.set_exception_handler(None)
    loop.call_exception_handler({})
    loop.call_exception_handler({"message": "with a future", "future": future})


asyncio.run(main())
