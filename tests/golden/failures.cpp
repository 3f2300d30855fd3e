// ---- failures.hpp
// failures.py, translated by cowith: the module as other C++ code sees it.
#pragma once
#include <cowith/host.hpp>

/// How failures leave: try, except, else, finally, raise from, return out of them.
namespace failures {

extern py::module_object module_;

inline namespace api {

#if defined(__cpp_exceptions)
inline cowith::task<cowith::object> fetch(const cowith::object& key);
inline cowith::task<cowith::object> first(const cowith::object& keys);
inline cowith::object plain(const cowith::object& path);
#endif

// The same without exceptions: with cowith::as_result in front.
inline cowith::result<cowith::task<cowith::object>> fetch(cowith::as_result_t, const cowith::object& key);
inline cowith::result<cowith::task<cowith::object>> first(cowith::as_result_t, const cowith::object& keys);
inline cowith::result<cowith::object> plain(cowith::as_result_t, const cowith::object& path);

} // namespace api

} // namespace failures

// ---- how it is done
namespace failures {
inline namespace api {

#if defined(__cpp_exceptions)
inline cowith::task<cowith::object> fetch(const cowith::object& key) {
    return fetch(cowith::as_result, key).value();
}
#endif
inline cowith::result<cowith::task<cowith::object>> fetch(cowith::as_result_t, const cowith::object& key) {
    return cowith::detail::call<cowith::task<cowith::object>>({.module = &module_, .name = "fetch"},
        cowith::detail::positional{"key", key});
}

#if defined(__cpp_exceptions)
inline cowith::task<cowith::object> first(const cowith::object& keys) {
    return first(cowith::as_result, keys).value();
}
#endif
inline cowith::result<cowith::task<cowith::object>> first(cowith::as_result_t, const cowith::object& keys) {
    return cowith::detail::call<cowith::task<cowith::object>>({.module = &module_, .name = "first"},
        cowith::detail::positional{"keys", keys});
}

#if defined(__cpp_exceptions)
inline cowith::object plain(const cowith::object& path) {
    return plain(cowith::as_result, path).value();
}
#endif
inline cowith::result<cowith::object> plain(cowith::as_result_t, const cowith::object& path) {
    return cowith::detail::call<cowith::object>({.module = &module_, .name = "plain"},
        cowith::detail::positional{"path", path});
}

} // namespace api
} // namespace failures
// ---- failures.cpp
// How failures leave: try, except, else, finally, raise from, return out of them.
//
// failures.py, translated by cowith.
#include <cowith/cowith.hpp>

using namespace py::literals;

namespace failures {

extern const py::source_text source_;
static bool module_body(py::module_object&) noexcept;
py::module_object module_{"failures", module_body, &source_};
static const py::module_registration registration_{module_};

// The module's globals and the builtins that it uses, in order of their first appearance.
static struct {
    py::global asyncio{module_, "asyncio"}, KeyError{module_, "KeyError"}, fetch{module_, "fetch"},
    print{module_, "print"}, ValueError{module_, "ValueError"}, TypeError{module_, "TypeError"},
    RuntimeError{module_, "RuntimeError"}, first{module_, "first"}, open{module_, "open"}, plain{module_, "plain"};
} g;

extern py::code_object fetch_code, first_code, plain_code, module_code;

py::coroutine fetch(py::frame<1> at) {
    auto& [key] = at.locals();
    co_await at(7)(g.asyncio.start_call("sleep"_n, 0));
    if (py::less(key, 0)) co_return at(9).raised(py::raise(g.KeyError(key)));
    else if (at(8).failed()) co_return py::failed;
    co_return at(10).checked(key * 2);
}

py::coroutine first(py::frame<4> at) {
    auto& [keys, key, row, e] = at.locals();
    for (py::loop keys_loop{at(14), keys}; keys_loop.next(key);) {
        {
            py::exit leaving(at);
            {
                {
                    py::object fetch = co_await at(16).attempt(g.fetch.start(key));
                    if (at(16).failed(fetch)) goto except;
                    row = py::take(fetch);
                    if (py::greater(row, 2)) {
                        leaving.returns(row); goto finally;
                    } else if (at(23).failed()) goto finally;
                }
            except:
                if (py::handler caught{at}) {
                    if (caught.matches(g.KeyError)) {
                        caught.bind(e, at(19));
                        if (at(18).failed(g.print("no"_s, e))) goto finally;
                        leaving.continues(); goto finally;
                    } else if (caught.matches(py::tuple(g.ValueError, g.TypeError))) {
                        at(21).raised(py::raise_from(g.RuntimeError("bad key"_s), py::None)); goto finally;
                    } else if (caught.reraises()) goto finally;
                }
            }
        finally:
            leaving.begin();
            if (at(26).failed(g.print("tried"_s, key))) co_return py::failed;
            if (leaving.reraises()) co_return py::failed;
            if (leaving.returned()) co_return leaving.result();
            if (leaving.continued()) continue;
        }
    }
    if (at(14).failed()) co_return py::failed;
    co_return py::None;
}

py::object plain(py::ref path) {
    const py::at at{plain_code};
    auto [file] = py::locals<1>();
    {
        py::with with_open(at);
        if (at(31, 2).failed(file = with_open.enter(g.open(path)))) return py::failed;
        {
            at(32).failed(with_open.returns(file.call("read"_n))); goto leave_open;
        }
    leave_open:
        with_open.leave(at(31));
        if (with_open.reraises()) return py::failed;
        if (with_open.returned()) return with_open.result();
    }
    return py::None;
}

static bool module_body(py::module_object&) noexcept {
    const py::at at{module_code};
    if (at(3).failed(g.asyncio.set(py::import_module("asyncio"_s)))) return false;
    g.fetch = py::make_function(fetch_code, module_);
    g.first = py::make_function(first_code, module_);
    g.plain = py::make_function(plain_code, module_);
    return true;
}

#include "failures.tables.inc"

} // namespace failures
// ---- failures.tables.inc
// failures: what tracebacks and calls need to know about the Python source.
static constexpr py::position fetch_code_positions[] = {
    {7, 7, 1, 10, 23}, {7, 7, 2, 10, 26, 23, 26}, {7, 7, 3, 4, 26}, {8, 8, 1, 7, 14}, {9, 9, 1, 14, 27, 22, 27},
    {9, 9, 2, 8, 27}, {10, 10, 1, 11, 18, 15, 16},
};
py::code_object fetch_code{"fetch", "fetch", "key", "", "", &source_, 6, fetch_code_positions, 7, py::start<fetch>,
    py::code_coroutine};
static constexpr py::position first_code_positions[] = {
    {14, 14, 1, 15, 19}, {16, 16, 1, 24, 34, 29, 34}, {16, 16, 2, 18, 34}, {18, 18, 1, 12, 26, 17, 26},
    {21, 21, 1, 18, 41, 30, 41}, {21, 21, 2, 12, 51}, {23, 23, 1, 15, 22}, {26, 26, 1, 12, 31, 17, 31},
};
py::code_object first_code{"first", "first", "keys", "key row e", "", &source_, 13, first_code_positions, 8,
    py::start<first>, py::code_coroutine};
static constexpr py::position plain_code_positions[] = {
    {31, 31, 1, 9, 19, 13, 19}, {31, 31, 2, 9, 19, 13, 19}, {31, 31, 3, 9, 19, 13, 19}, {32, 32, 1, 15, 24},
    {32, 32, 2, 15, 26, 24, 26},
};
py::code_object plain_code{"plain", "plain", "path", "file", "", &source_, 30, plain_code_positions, 5,
    py::entry<plain>, py::code_borrows};
static constexpr py::position module_code_positions[] = {
    {3, 3, 1, 0, 14},
};
py::code_object module_code{"<module>", "<module>", "", "", "", &source_, 1, module_code_positions, 1, nullptr,
    py::code_module};
static constexpr const char* lines_[] = {
    "\"\"\"How failures leave: try, except, else, finally, raise from, return out of them.\"\"\"",
    "",
    "import asyncio",
    "",
    "",
    "async def fetch(key):",
    "    await asyncio.sleep(0)",
    "    if key < 0:",
    "        raise KeyError(key)",
    "    return key * 2",
    "",
    "",
    "async def first(keys):",
    "    for key in keys:",
    "        try:",
    "            row = await fetch(key)",
    "        except KeyError as e:",
    "            print(\"no\", e)",
    "            continue",
    "        except (ValueError, TypeError):",
    "            raise RuntimeError(\"bad key\") from None",
    "        else:",
    "            if row > 2:",
    "                return row",
    "        finally:",
    "            print(\"tried\", key)",
    "    return None",
    "",
    "",
    "def plain(path):",
    "    with open(path) as file:",
    "        return file.read()",
};
const py::source_text source_{"failures.py", lines_, 32,
    "How failures leave: try, except, else, finally, raise from, return out of them."};
