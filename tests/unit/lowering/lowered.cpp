// What the lowering promises about whatever it emits.
#include "../frontend/checked.hpp"

#include <cowith/lowering/lowering.hpp>

#include <doctest/doctest.h>

using namespace cowith;

namespace {

/// The emitted source of a module, or the codes of its errors.
std::string lowered(const std::string& text, const char* which = ".cpp", const std::string& name = "orders") {
    frontend::testing::checked program(text);
    REQUIRE(program.parsed);
    const lowering::module_input module{name, program.parsed.tree.get(), &program.table, &program.source};
    const auto out = lowering::lower(module, {}, program.found);
    if (out.files.empty()) return program.codes();
    for (const auto& file : out.files)
        if (file.name.ends_with(which)) return file.text;
    return {};
}
bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr const char* service = R"(import asyncio
from contextlib import asynccontextmanager

@asynccontextmanager
async def lease(pool):
    """Hands one out."""
    conn = pool.pop()  # the newest
    try:
        yield conn
    finally:
        pool.append(conn)

async def main(pool):
    async with lease(pool) as conn:
        for key in range(3):
            if await conn.fetch(key):
                return key
)";

}  // namespace

TEST_CASE("the same input gives the same text") {
    for (const char* file : {".cpp", ".hpp", ".inc"}) CHECK(lowered(service, file) == lowered(service, file));
}

TEST_CASE("names, docstrings and comments stay") {
    const std::string text = lowered(service);
    for (const char* part : {"lease(", "auto& [pool, conn] = at.locals();", "/// Hands one out.", "// the newest"}) {
        CAPTURE(part);
        CHECK(holds(text, part));
    }
}

TEST_CASE("an async def without a suspension is a plain function") {
    CHECK(holds(lowered("async def f(x):\n    return x\n"), "py::object f(py::ref x) {  // async"));
    CHECK(holds(lowered("async def f(x):\n    def inner():\n        yield 1\n    return inner\n"), "py::object f("));
    for (const char* body : {"await x", "async with x: pass", "async for y in x: pass", "[y async for y in x]",
                             "[await y for y in x]", "z = lambda: 1\n    return (await x)"}) {
        CAPTURE(body);
        CHECK(holds(lowered(std::string("async def f(x):\n    ") + body + "\n"), "py::coroutine f("));
    }
    CHECK(holds(lowered("async def f(x):\n    yield x\n"), "py::async_generator f("));
}

TEST_CASE("awaited calls are started in place, others make an object") {
    const std::string text =
        lowered("async def f(x, y):\n    await x(1)\n    await y.go(2)\n    z = x(3)\n    await z\n");
    CHECK(holds(text, "x.start(1)"));
    CHECK(holds(text, "y.start_call(\"go\"_n, 2)"));
    CHECK(holds(text, "z = x(3)"));
}

TEST_CASE("nothing is emitted beside an error") {
    CHECK(lowered("def f():\n    exec('x')\n") == "E0404@2");
    CHECK(lowered("def f():\n    eval('x')\n\ndef g():\n    exec('y')\n") == "E0404@2 E0404@5");
}

TEST_CASE("lines stay within 120 columns") {
    std::string call = "def f(a):\n    return a(";
    for (int i = 0; i < 40; ++i) call += "a.attribute_number_" + std::to_string(i) + ", ";
    const std::string text = lowered(call + ")\n");
    std::size_t longest = 0;
    for (std::size_t from = 0, to; (to = text.find('\n', from)) != std::string::npos; from = to + 1)
        longest = std::max(longest, to - from);
    CHECK(longest <= 120);
}

TEST_CASE("dotted modules get one namespace and stem") {
    CHECK(lowering::cpp_module_name("pkg.orders") == "pkg_orders");
    CHECK(lowering::library_namespace("os") == "cowith_os");
    CHECK(holds(lowered("x = 1\n", ".cpp", "pkg.orders"), "namespace pkg_orders {"));
}
