// ---- managers.hpp
// managers.py, translated by cowith: the module as other C++ code sees it.
#pragma once
#include <cowith/host.hpp>

/// Managers: entered, left, stacked.
namespace managers {

extern py::module_object module_;

inline namespace api {

class Gate;

/// A manager that never suspends.
class Gate : public cowith::instance {
  public:
    using instance::instance;
    static constexpr const char* python_name = "Gate";
    static py::module_object& python_module() { return module_; }
    /// What `async with` gives: co_await cowith::with(object, body)
    using async_entered_type = cowith::object;

#if defined(__cpp_exceptions)
    /// A manager that never suspends.
    static Gate create(const cowith::object& name);
    cowith::object name() const;
    void set_name(const cowith::object& value) const;
#endif

    // The same without exceptions: with cowith::as_result in front.
    static cowith::result<Gate> create(cowith::as_result_t, const cowith::object& name);
    cowith::result<cowith::object> name(cowith::as_result_t) const;
    cowith::result<void> set_name(cowith::as_result_t, const cowith::object& value) const;
};

#if defined(__cpp_exceptions)
inline cowith::async_manager<cowith::object> lease(const cowith::object& pool);
inline cowith::task<cowith::object> main();
#endif

// The same without exceptions: with cowith::as_result in front.
inline cowith::result<cowith::async_manager<cowith::object>> lease(cowith::as_result_t, const cowith::object& pool);
inline cowith::result<cowith::task<cowith::object>> main(cowith::as_result_t);

} // namespace api

} // namespace managers

template <> struct cowith::conversion<managers::Gate> : cowith::instance_conversion<managers::Gate> {};

// ---- how it is done
namespace managers {
inline namespace api {

#if defined(__cpp_exceptions)
inline Gate Gate::create(const cowith::object& name) {
    return create(cowith::as_result, name).value();
}
#endif
inline cowith::result<Gate> Gate::create(cowith::as_result_t, const cowith::object& name) {
    return cowith::detail::call<Gate>({.module = &module_, .name = "Gate"}, cowith::detail::positional{"name", name});
}

#if defined(__cpp_exceptions)
inline cowith::object Gate::name() const {
    return name(cowith::as_result).value();
}
#endif
inline cowith::result<cowith::object> Gate::name(cowith::as_result_t) const {
    return cowith::detail::get<cowith::object>(python(), "name");
}

#if defined(__cpp_exceptions)
inline void Gate::set_name(const cowith::object& value) const {
    return set_name(cowith::as_result, value).value();
}
#endif
inline cowith::result<void> Gate::set_name(cowith::as_result_t, const cowith::object& value) const {
    return cowith::detail::set(python(), "name", value);
}

#if defined(__cpp_exceptions)
inline cowith::async_manager<cowith::object> lease(const cowith::object& pool) {
    return lease(cowith::as_result, pool).value();
}
#endif
inline cowith::result<cowith::async_manager<cowith::object>> lease(cowith::as_result_t, const cowith::object& pool) {
    return cowith::detail::call<cowith::async_manager<cowith::object>>({.module = &module_, .name = "lease"},
        cowith::detail::positional{"pool", pool});
}

#if defined(__cpp_exceptions)
inline cowith::task<cowith::object> main() {
    return main(cowith::as_result).value();
}
#endif
inline cowith::result<cowith::task<cowith::object>> main(cowith::as_result_t) {
    return cowith::detail::call<cowith::task<cowith::object>>({.module = &module_, .name = "main"});
}

} // namespace api
} // namespace managers
// ---- managers.cpp
// Managers: entered, left, stacked.
//
// managers.py, translated by cowith.
#include <cowith/cowith.hpp>

using namespace py::literals;

namespace managers {

extern const py::source_text source_;
static bool module_body(py::module_object&) noexcept;
py::module_object module_{"managers", module_body, &source_};
static const py::module_registration registration_{module_};

// The module's globals and the builtins that it uses, in order of their first appearance.
static struct {
    py::global asyncio{module_, "asyncio"}, AsyncExitStack{module_, "AsyncExitStack"},
    asynccontextmanager{module_, "asynccontextmanager"}, KeyError{module_, "KeyError"}, Gate{module_, "Gate"},
    lease{module_, "lease"}, print{module_, "print"}, range{module_, "range"}, main{module_, "main"};
} g;

extern py::code_object Gate_code, lease_code, main_code, module_code;

namespace Gate {
extern py::code_object __init__code, __aenter__code, __aexit__code;

py::object __init__(py::ref self, py::ref name) {
    const py::at at{__init__code};
    if (at(11).failed(self.set_attr("name"_n, name))) return py::failed;
    return py::None;
}

py::object __aenter__(py::ref self) {  // async
    const py::at at{__aenter__code};
    return at(14).checked(self.attr("name"_n));
}

py::object __aexit__(py::ref /*self*/, py::ref exc_type, py::ref /*exc*/, py::ref /*tb*/) {  // async
    return py::boolean(exc_type.is(g.KeyError));
}

} // namespace Gate

/// A manager that never suspends.
static bool Gate_body(py::class_namespace& ns) {
    const py::at at{Gate_code};
    if (at(10).failed(ns.set("__init__"_s, ns.method(Gate::__init__code)))) return false;
    if (at(13).failed(ns.set("__aenter__"_s, ns.method(Gate::__aenter__code)))) return false;
    if (at(16).failed(ns.set("__aexit__"_s, ns.method(Gate::__aexit__code)))) return false;
    return true;
}
static const py::class_definition Gate_class{"Gate", "Gate", Gate_body, "name", "A manager that never suspends.", 7};

py::async_generator lease(py::frame<2> at) {
    auto& [pool, item] = at.locals();
    if (at(22).failed(item = pool.call("pop"_n))) co_return py::failed;  // the last one
    {
        py::exit leaving(at);
        {
            co_yield at(24).attempt(item);
            if (at(24).failed()) goto finally;
        }
    finally:
        leaving.begin();
        if (at(26).failed(pool.call("append"_n, item))) co_return py::failed;
        if (leaving.reraises()) co_return py::failed;
    }
    co_return py::None;
}

py::coroutine main(py::frame<4> at) {
    auto& [name, item, stack, n] = at.locals();
    {
        py::async_with with_gate(at);
        name = co_await at(30, 3)(with_gate.enter(g.Gate("a"_s)));
        {
            py::async_with with_lease(at);
            item = co_await at(30, 6).attempt(with_lease.enter(g.lease(py::list(1, 2))));
            if (at(30, 6).failed(item)) goto leave_gate;
            {
                if (at(31).failed(g.print(name, item))) goto leave_lease;
            }
        leave_lease:
            co_await at(30, 7)(with_lease.leave());
            if (with_lease.reraises()) goto leave_gate;
        }
    leave_gate:
        co_await at(30)(with_gate.leave());
        if (with_gate.reraises()) co_return py::failed;
    }
    {
        py::async_with with_async_exit_stack(at);
        stack = co_await at(32, 3)(with_async_exit_stack.enter(g.AsyncExitStack()));
        {
            for (py::loop range_loop{at(33), g.range(2)}; range_loop.next(n);) {
                py::object enter_async_context;
                if (at(34, 1).failed(enter_async_context = py::method_of(stack, "enter_async_context"_s)))
                    goto leave_async_exit_stack;
                co_await at(34).attempt(stack.start_call(py::take(enter_async_context), g.Gate(n)));
                if (at(34).failed()) goto leave_async_exit_stack;
            }
            if (at(33).failed()) goto leave_async_exit_stack;
            at(35).failed(with_async_exit_stack.returns(py::bound(n, "n"))); goto leave_async_exit_stack;
        }
    leave_async_exit_stack:
        co_await at(32)(with_async_exit_stack.leave());
        if (with_async_exit_stack.reraises()) co_return py::failed;
        if (with_async_exit_stack.returned()) co_return with_async_exit_stack.result();
    }
    co_return py::None;
}

static bool module_body(py::module_object&) noexcept {
    const py::at at{module_code};
    if (at(3).failed(g.asyncio.set(py::import_module("asyncio"_s)))) return false;
    if (at(4).failed(py::import_names("contextlib"_s, g.AsyncExitStack, g.asynccontextmanager))) return false;
    if (at(7).failed(g.Gate.set(py::build_class(module_, Gate_class)))) return false;
    if (at(20).failed(g.lease.set(g.asynccontextmanager(py::make_function(lease_code, module_))))) return false;
    g.main = py::make_function(main_code, module_);
    if (at(38).failed(g.asyncio.call("run"_n, g.main()))) return false;
    return true;
}

#include "managers.tables.inc"

} // namespace managers
// ---- managers.tables.inc
// managers: what tracebacks and calls need to know about the Python source.
static constexpr std::uint16_t no_carets = py::position::no_carets;
namespace Gate {
static constexpr py::position __init__code_positions[] = {
    {11, 11, 1, 8, 17},
};
py::code_object __init__code{"__init__", "Gate.__init__", "self, name", "", "", &source_, 10, __init__code_positions,
    1, py::entry<__init__>, py::code_borrows};
static constexpr py::position __aenter__code_positions[] = {
    {14, 14, 1, 15, 24},
};
py::code_object __aenter__code{"__aenter__", "Gate.__aenter__", "self", "", "", &source_, 13,
    __aenter__code_positions, 1, py::start_plain<__aenter__>, py::code_coroutine, nullptr, py::entry<__aenter__>};
py::code_object __aexit__code{"__aexit__", "Gate.__aexit__", "self, exc_type, exc, tb", "", "", &source_, 16, nullptr,
    0, py::start_plain<__aexit__>, py::code_coroutine, nullptr, py::entry<__aexit__>};
} // namespace Gate
static constexpr py::position Gate_code_positions[] = {
    {10, 11, 1, 4, 24}, {13, 14, 1, 4, 24}, {16, 17, 1, 4, 35},
};
py::code_object Gate_code{"Gate", "Gate", "", "", "", &source_, 7, Gate_code_positions, 3, nullptr, py::code_class};
static constexpr py::position lease_code_positions[] = {
    {22, 22, 1, 11, 19}, {22, 22, 2, 11, 21, no_carets}, {24, 24, 1, 8, 18}, {26, 26, 1, 8, 19},
    {26, 26, 2, 8, 25, 19, 25},
};
py::code_object lease_code{"lease", "lease", "pool", "item", "", &source_, 20, lease_code_positions, 5,
    py::start<lease>, py::code_async_generator};
static constexpr py::position main_code_positions[] = {
    {30, 30, 1, 15, 24, 19, 24}, {30, 30, 2, 15, 24, 19, 24}, {30, 30, 3, 15, 24, 19, 24},
    {30, 30, 4, 34, 47, 39, 47}, {30, 30, 5, 34, 47, 39, 47}, {30, 30, 6, 34, 47, 39, 47},
    {30, 30, 7, 34, 47, 39, 47}, {30, 30, 8, 15, 24, 19, 24}, {31, 31, 1, 8, 25, 13, 25}, {32, 32, 1, 15, 31, 29, 31},
    {32, 32, 2, 15, 31, 29, 31}, {32, 32, 3, 15, 31, 29, 31}, {32, 32, 4, 15, 31, 29, 31},
    {33, 33, 1, 17, 25, 22, 25}, {33, 33, 2, 17, 25, 22, 25}, {34, 34, 1, 18, 43}, {34, 34, 2, 44, 51, 48, 51},
    {34, 34, 3, 18, 52, 43, 52}, {34, 34, 4, 12, 52}, {35, 35, 1, 15, 16},
};
py::code_object main_code{"main", "main", "", "name item stack n", "", &source_, 29, main_code_positions, 20,
    py::start<main>, py::code_coroutine};
static constexpr py::position module_code_positions[] = {
    {3, 3, 1, 0, 14}, {4, 4, 1, 0, 58}, {7, 17, 1, 0, 35}, {20, 20, 1, 1, 20}, {38, 38, 1, 12, 18, 16, 18},
    {38, 38, 2, 0, 11}, {38, 38, 3, 0, 19, 11, 19},
};
py::code_object module_code{"<module>", "<module>", "", "", "", &source_, 1, module_code_positions, 7, nullptr,
    py::code_module};
static constexpr const char* lines_[] = {
    "\"\"\"Managers: entered, left, stacked.\"\"\"",
    "",
    "import asyncio",
    "from contextlib import AsyncExitStack, asynccontextmanager",
    "",
    "",
    "class Gate:",
    "    \"\"\"A manager that never suspends.\"\"\"",
    "",
    "    def __init__(self, name):",
    "        self.name = name",
    "",
    "    async def __aenter__(self):",
    "        return self.name",
    "",
    "    async def __aexit__(self, exc_type, exc, tb):",
    "        return exc_type is KeyError",
    "",
    "",
    "@asynccontextmanager",
    "async def lease(pool):",
    "    item = pool.pop()  # the last one",
    "    try:",
    "        yield item",
    "    finally:",
    "        pool.append(item)",
    "",
    "",
    "async def main():",
    "    async with Gate(\"a\") as name, lease([1, 2]) as item:",
    "        print(name, item)",
    "    async with AsyncExitStack() as stack:",
    "        for n in range(2):",
    "            await stack.enter_async_context(Gate(n))",
    "        return n",
    "",
    "",
    "asyncio.run(main())",
};
const py::source_text source_{"managers.py", lines_, 38, "Managers: entered, left, stacked."};
