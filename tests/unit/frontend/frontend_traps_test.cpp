// Warnings for traps: each with the form that must stay silent beside it.

#include "checked.hpp"

#include <doctest/doctest.h>

using namespace cowith::frontend;
using namespace cowith::frontend::testing;

TEST_CASE("an async function given to push or callback") {
    const checked c(R"(
from contextlib import AsyncExitStack as Stack
async def close(*a): pass
def log(*a): pass
async def main(unknown):
    async with Stack() as stack:
        stack.push(close)
        stack.callback(close)
        stack.callback(log)
        stack.callback(unknown)
        stack.push_async_exit(close)
        stack.push_async_callback(close)
        @stack.callback
        async def bye(): pass
        unknown.push(close)
)");
    CHECK(c.codes() == "W0520@7 W0520@8 W0520@13");
}

TEST_CASE("a plain function given to push_async_callback") {
    const checked c(R"(
import contextlib
def log(): print(1)
def start(): return pool.aclose()
async def close(): pass
async def main():
    stack = contextlib.AsyncExitStack()
    stack.push_async_callback(log)
    stack.push_async_callback(start)
    stack.push_async_callback(close)
    stack.push_async_callback(lambda: close())
)");
    CHECK(c.codes() == "W0521@8");
}

TEST_CASE("methods as callbacks") {
    const checked c(R"(
from contextlib import AsyncExitStack
class Pool:
    async def close(self): pass
    def flush(self): pass
class Other(Unknown):
    async def close(self): pass
async def main():
    pool = Pool()
    async with AsyncExitStack() as stack:
        stack.callback(pool.close)
        stack.push_async_callback(pool.flush)
        stack.callback(pool.flush)
)");
    CHECK(c.codes() == "W0520@11 W0521@12");
}

TEST_CASE("@asynccontextmanager over what isn't an async generator") {
    const checked c(R"(
from contextlib import asynccontextmanager, contextmanager as cm
import contextlib as lib
@asynccontextmanager
def a(): yield
@lib.asynccontextmanager
async def b(): return 1
@asynccontextmanager
async def c(): yield
@asynccontextmanager
def d(): return c()
@asynccontextmanager
@decorated
def e(): yield
@cm
async def f(): yield
@cm
def g(): yield
h = asynccontextmanager(g.__wrapped__)
def i(): pass
j = asynccontextmanager(i)
)");
    CHECK(c.codes() == "W0522@5 W0522@7 W0522@16 W0522@20");
}

TEST_CASE("a coroutine that is never awaited") {
    const checked c(R"(
import asyncio
async def save(): pass
async def rows(): yield 1
def plain(): pass
@decorated
async def other(): pass
class Pool:
    async def close(self): pass
    async def run(self):
        self.close()
        await self.close()
        self.unknown()
async def main(load):
    save()
    await save()
    task = save()
    plain()
    other()
    load()
    asyncio.sleep(1)
    rows()
    return save()
async def save2(): pass
def save2(): pass
save2()
asyncio.run(main(save))
)");
    CHECK(c.codes() == "W0523@11 W0523@15 W0523@21");
}

TEST_CASE("with and async with over the other kind of manager") {
    const checked c(R"(
from contextlib import *
from contextlib import suppress
)"
                    R"(
import contextlib
async def f(): pass
)");
    CHECK(c.codes() == "");  // a star import may bind anything
    const checked d(R"(
import asyncio
from contextlib import suppress, AsyncExitStack, nullcontext, asynccontextmanager, AbstractAsyncContextManager
class Sync:
    def __enter__(self): return self
    def __exit__(self, *a): pass
class Both(Sync):
    async def __aenter__(self): return self
    async def __aexit__(self, *a): pass
class Unknown(Base):
    def __enter__(self): pass
    def __exit__(self, *a): pass
class Abstract(AbstractAsyncContextManager):
    async def __aexit__(self, *a): pass
@asynccontextmanager
async def lease(): yield 1
async def main(pool):
    async with suppress(KeyError): pass
    with AsyncExitStack(): pass
    async with nullcontext(): pass
    with nullcontext(): pass
    async with Sync(): pass
    async with Both(), Unknown(), pool: pass
    with Both(), Abstract(): pass
    with lease(): pass
    async with lease(): pass
    with asyncio.Lock(): pass
    async with open("a"): pass
)");
    CHECK(d.codes() == "W0524@18 W0525@19 W0524@22 W0525@24 W0525@25 W0525@27 W0524@28");
}

TEST_CASE("context managers as decorators of the wrong functions") {
    const checked c(R"(
from contextlib import asynccontextmanager, contextmanager
@asynccontextmanager
async def transaction(): yield
@contextmanager
def timed(): yield
@transaction()
def a(): pass
@transaction()
async def b(): yield 1
@transaction()
async def c(): pass
@transaction()
def d(): return c()
@timed()
async def e(): pass
@timed()
def f(): pass
)");
    CHECK(c.codes() == "W0526@8 W0526@10 W0526@16");
}

TEST_CASE("a shadowed or rebound name is no trap") {
    const checked c(R"(
from contextlib import AsyncExitStack, asynccontextmanager
try:
    from better import asynccontextmanager
except ImportError:
    pass
@asynccontextmanager
def a(): yield
async def main(AsyncExitStack, close):
    async def run(): pass
    run = close
    run()
    with AsyncExitStack() as stack:
        stack.callback(run)
)");
    CHECK(c.codes() == "");
}

TEST_CASE("CPython's own warnings") {
    const checked c(R"(
x is 1
x is not "a"
x is None
x is (1, 2)
(1, 2)(3)
[1][2, 3]
{1}[2]
"a"["b"]
assert (x, "message")
def f():
    try: pass
    finally: return 1
for i in x:
    try: pass
    finally:
        for j in x: break
        continue
)");
    CHECK(c.codes() == "W0501@2 W0501@3 W0501@5 W0502@6 W0503@7 W0503@8 W0503@9 W0504@10 W0505@13 W0505@18");
}

TEST_CASE("unknown escapes and numbers that run into keywords") {
    const checked c(R"py(
a = "\d"
b = b"\N{x}"
c = r"\d", rb"\d", "\\d", "\N{BULLET}\x41\n\0"
d = "\477\d"
e = f"\d{a:\w}{b}\q" rf"\d"
f = """
\e \g
"""
g = 1if a else 0x1or b
h = "\é"
)py");
    CHECK(c.codes() == "W0506@2 W0506@3 W0506@5 W0506@6 W0506@6 W0506@6 W0506@8 W0507@10 W0507@10");
}
