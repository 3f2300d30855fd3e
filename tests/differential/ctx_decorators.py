# ContextDecorator and AsyncContextDecorator: subclasses, _recreate_cm, arguments, exceptions, metadata.
import asyncio
from contextlib import (AbstractAsyncContextManager, AbstractContextManager, AsyncContextDecorator, ContextDecorator,
                        asynccontextmanager, contextmanager)


class Traced(ContextDecorator):
    """Docs of the class."""

    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *details):
        print("exit", self.name, details[0] and details[0].__name__)
        return self.suppress

    def _recreate_cm(self):
        return Traced(self.name + "'", self.suppress)


class AsyncTraced(AsyncContextDecorator, AbstractAsyncContextManager):
    async def __aexit__(self, *details):
        await asyncio.sleep(0)
        print("aexit", details[0] and details[0].__name__)
        return details[0] is ValueError


@Traced("plain")
def plain(a, *, b=2):
    """Docs of plain."""
    print("in plain", a, b)
    return a + b


@Traced("suppressing", suppress=True)
def fails():
    raise KeyError("inside")


@AsyncTraced()
async def plain_async(x):
    print("in plain_async", x)
    await asyncio.sleep(0)
    if x < 0:
        raise ValueError(x)
    return x


@contextmanager
def generated(tag):
    print("<" + tag + ">")
    yield tag
    print("</" + tag + ">")


@asynccontextmanager
async def generated_async(tag):
    print("<" + tag + " async>")
    yield tag
    print("</" + tag + " async>")


@generated("b")
def bold(text):
    print(text)


@generated_async("i")
async def italic(text):
    print(text)
    return len(text)


class Service:
    @generated("method")
    def method(self):
        return type(self).__name__

    @generated_async("async method")
    async def async_method(self):
        return type(self).__name__

    @staticmethod
    @generated("static")
    def static():
        return "static"


class OnlySync(AbstractContextManager):
    def __exit__(self, *details):
        return None


async def main():
    print(await plain_async(1), await plain_async(-1))
    print(await italic("text"), await italic("again"))
    print(await Service().async_method())
    print(plain_async.__name__, plain_async.__wrapped__.__name__, asyncio.iscoroutine(c := plain_async(3)))
    c.close()
    async with AsyncTraced() as itself:
        print(type(itself).__name__)


print(plain(1), plain(1, b=5), plain.__doc__, plain.__name__, plain.__wrapped__(3))
print(fails())
try:
    plain()
except TypeError as exc:
    print(exc)
bold("text")
bold("again")
print(Service().method(), Service.static())
asyncio.run(main())
with OnlySync() as itself:
    print(type(itself).__name__)
for cls in (AbstractContextManager, AbstractAsyncContextManager):
    try:
        cls()
    except TypeError as exc:
        print(exc)


class Duck:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        pass


class NoDuck(Duck):
    __exit__ = None


class AsyncDuck:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *details):
        pass


print([issubclass(c, AbstractContextManager) for c in (Duck, NoDuck, AsyncDuck, OnlySync, Traced)])
print([issubclass(c, AbstractAsyncContextManager) for c in (Duck, AsyncDuck, AsyncTraced)])
manager = generated("used once")
with manager:
    pass
try:
    with manager:
        pass
except AttributeError as exc:
    print(exc)
try:
    generated("x").__exit__(None, None, None)
except RuntimeError as exc:
    print(exc)
print(generated.__name__, generated.__wrapped__.__name__, type(generated("t")).__name__, generated("t").__doc__)
