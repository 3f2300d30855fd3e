#include "checked.hpp"

#include <doctest/doctest.h>

using namespace cowith::frontend;
using namespace cowith::frontend::testing;

TEST_CASE("names of functions: local, cell, free, global") {
    const checked c(R"(
import os
limit = 10
def outer(a, b=limit, *rest, key, **options):
    total = a
    unused = os
    def inner(x):
        nonlocal total
        total += x
        print(b, limit)
        global count
        count = 1
    return inner
)");
    CHECK(c.codes() == "");
    const scope* module = &c.table.module();
    const scope* outer = c.scope_named("outer");
    const scope* inner = c.scope_named("outer.<locals>.inner");
    REQUIRE(outer != nullptr);
    REQUIRE(inner != nullptr);
    CHECK(kind_text(module, "os") == "local");
    CHECK(module->find("os")->is_imported);
    CHECK(kind_text(module, "count") == "global explicit");
    CHECK(kind_text(outer, "total") == "cell");
    CHECK(kind_text(outer, "b") == "cell");
    CHECK(kind_text(outer, "a") == "local");
    CHECK(kind_text(outer, "os") == "global implicit");
    CHECK(kind_text(inner, "total") == "free");
    CHECK(kind_text(inner, "limit") == "global implicit");
    CHECK(kind_text(inner, "count") == "global explicit");
    CHECK(joined(outer->variables) == "a b key rest options unused inner");
    CHECK(outer->parameter_count == 5);
    CHECK(joined(outer->cell_names()) == "b total");
    CHECK(joined(inner->free_names()) == "b total");
    CHECK(inner->is_nested);
    CHECK_FALSE(outer->is_nested);
}

TEST_CASE("a free name passes through the scopes between") {
    const checked c("def a():\n    x = 1\n    def b():\n        class C:\n            def f(self): return x\n");
    CHECK(kind_text(c.scope_named("a"), "x") == "cell");
    CHECK(kind_text(c.scope_named("a.<locals>.b"), "x") == "free");
    CHECK(kind_text(c.scope_named("a.<locals>.b.<locals>.C"), "x") == "free");
    CHECK(kind_text(c.scope_named("a.<locals>.b.<locals>.C.f"), "x") == "free");
}

TEST_CASE("classes: no closure over class variables, private names, __class__") {
    const checked c(R"(
def make():
    size = 1
    class Pool:
        size = 2
        __free = 3
        def grow(self):
            self.__free += size
            return super().grow()
        def __private(self, __x): return __free
    return Pool
)");
    const scope* pool = c.scope_named("make.<locals>.Pool");
    const scope* grow = c.scope_named("make.<locals>.Pool.grow");
    REQUIRE(pool != nullptr);
    REQUIRE(grow != nullptr);
    CHECK(kind_text(pool, "size") == "local");
    CHECK(pool->find("size")->is_also_free);
    CHECK(kind_text(pool, "_Pool__free") == "local");
    CHECK(pool->lookup("__free") == pool->find("_Pool__free"));
    CHECK(kind_text(grow, "size") == "free");
    CHECK(kind_text(grow, "__class__") == "free");
    CHECK(grow->uses_super);
    CHECK(pool->needs_class_cell);
    CHECK(joined(pool->cell_names()) == "__class__");
    CHECK(pool->mangled("__free") == "_Pool__free");
    CHECK(pool->mangled("__dunder__") == "__dunder__");
    CHECK(kind_text(c.scope_named("make.<locals>.Pool.__private"), "_Pool__x") == "local");
    CHECK(mangle("__Pool", "__x") == "_Pool__x");
    CHECK(mangle("___", "__x") == "__x");
}

TEST_CASE("comprehensions keep their variables; the first iterable stands outside") {
    const checked c(R"(
def f(rows, x):
    a = [x for x in rows if x]
    b = [lambda: y for y in rows]
    g = (z + x for z in rows)
    return [w := v for v in rows], w
)");
    CHECK(c.codes() == "");
    const scope* f = c.scope_named("f");
    REQUIRE(f != nullptr);
    REQUIRE(f->children.size() == 4);
    const scope& list = *f->children[0];
    CHECK(list.is_inlined);
    CHECK(kind_text(&list, "x") == "local");
    CHECK(kind_text(&list, "rows") == "absent");
    CHECK(kind_text(f->children[1], "y") == "cell");
    CHECK_FALSE(f->children[2]->is_inlined);
    CHECK(f->children[2]->is_generator);
    CHECK(kind_text(f->children[2], "x") == "free");
    CHECK(kind_text(f, "x") == "cell");
    CHECK(kind_text(f, "w") == "local");
    CHECK(f->find("w")->is_walrus_of_comprehension);
    CHECK(kind_text(f->children[3], "w") == "free");
    CHECK(joined(f->variables) == "rows x a b g w");
}

TEST_CASE("what a function is: coroutine, generator, async generator") {
    const checked c(R"(
async def a(): await x
async def b(): yield 1
def c(): yield 1
def d(): return (i async for i in x)
async def e(): return [await i for i in x]
f = lambda: (yield)
)");
    CHECK(c.scope_named("a")->is_coroutine);
    CHECK(c.scope_named("a")->awaits);
    CHECK(c.scope_named("b")->is_async_generator);
    CHECK_FALSE(c.scope_named("b")->is_coroutine);
    CHECK(c.scope_named("c")->is_generator);
    CHECK(c.scope_named("d")->has_return_value);
    CHECK(c.scope_named("d.<locals>.<genexpr>")->is_async_generator);
    CHECK(c.scope_named("e")->awaits);
    CHECK(c.scope_named("<lambda>")->is_generator);
}

TEST_CASE("type parameters and annotations have scopes of their own") {
    const checked c(R"(
class Box[T]:
    kind = int
    item: T
    def get(self, key: kind) -> T: return self.item
    type Pair = tuple[T, kind]
def first[A: (int, str)](rows: list[A]) -> A:
    local: undefined
    return rows[0]
)");
    CHECK(c.codes() == "");
    const auto& box = as<class_def>(c.parsed.tree->body[0]);
    const auto& first = as<function_def>(c.parsed.tree->body[1]);
    const scope* parameters = c.table.type_parameters_of(&box);
    REQUIRE(parameters != nullptr);
    CHECK(kind_text(parameters, "T") == "cell");
    const scope* body = c.table.of(&box);
    CHECK(body->needs_class_dict);
    const scope* annotations = c.table.annotations_of(&box);
    REQUIRE(annotations != nullptr);
    CHECK(annotations->can_see_class_scope);
    CHECK(kind_text(annotations, "T") == "free");
    const scope* get = c.table.annotations_of(box.body[2]);
    REQUIRE(get != nullptr);
    CHECK(kind_text(get, "kind") == "global implicit");  // the class namespace first, then globals
    CHECK(c.table.annotations_of(&first) != nullptr);
    CHECK(c.table.bound_of(first.type_params[0]) != nullptr);
    CHECK(c.table.default_of(first.type_params[0]) == nullptr);
    CHECK(kind_text(c.table.of(&first), "undefined") == "absent");
    CHECK(kind_text(c.table.of(&first), "local") == "local");
    CHECK(c.table.of(&first)->variables.size() == 1);
    CHECK(c.table.module_annotations() == nullptr);
}

TEST_CASE("future annotations are never evaluated") {
    const checked c(
        "from __future__ import annotations\ndef f():\n    x = 1\n    def g(a: x) -> x: return a\n    return g\n");
    CHECK(c.table.future_annotations);
    CHECK(kind_text(c.scope_named("f"), "x") == "local");
    CHECK(c.scope_named("f.<locals>.g")->free_names().empty());
}

TEST_CASE("names that statements bind") {
    const checked c(R"(
def f(subject):
    import a.b, c as d
    from e import g
    try: pass
    except OSError as error: pass
    with open(d) as (h, *i): pass
    for j in a: pass
    match subject:
        case [k, *l]: pass
        case {"m": m, **n}: pass
        case C(o, p=q) as r: pass
    del s
    (t := 1)
    u: int
    v.w = 1
    class x: pass
)");
    CHECK(c.codes() == "");
    const scope* f = c.scope_named("f");
    REQUIRE(f != nullptr);
    for (const char* name :
         {"a", "d", "g", "error", "h", "i", "j", "k", "l", "m", "n", "o", "q", "r", "s", "t", "u", "x"}) {
        CAPTURE(name);
        CHECK(kind_text(f, name) == "local");
    }
    for (const char* name : {"OSError", "open", "C", "v"}) {
        CAPTURE(name);
        CHECK(kind_text(f, name) == "global implicit");
    }
    for (const char* name : {"b", "c", "e", "p", "w"}) {
        CAPTURE(name);
        CHECK(kind_text(f, name) == "absent");
    }
}

TEST_CASE("variables come in the order in which CPython compiles them: values before targets") {
    const checked c(
        "def f(p):\n    a = b = c\n    for d in e: g = 1\n    e = 1\n    c = [h for h in d]\n    b += i\n    i = 0\n");
    CHECK(joined(c.scope_named("f")->variables) == "p c a b e d g i");
}

TEST_CASE("a table can be moved") {
    checked c("def f():\n    x = 1\n    return lambda: x\n");
    const scope* before = c.table.of(c.parsed.tree->body[0]);
    const symbol_table moved = std::move(c.table);
    CHECK(moved.of(moved.module().children[0]->owner) == before);
    CHECK(before->parent == &moved.module());
}
