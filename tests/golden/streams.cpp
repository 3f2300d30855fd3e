// ---- streams.hpp
// streams.py, translated by cowith: the module as other C++ code sees it.
#pragma once
#include <cowith/host.hpp>

/// Generators: sync, async, delegating.
namespace streams {

extern py::module_object module_;

inline namespace api {

#if defined(__cpp_exceptions)
inline cowith::range_of<cowith::object> countdown(const cowith::object& n);
inline cowith::range_of<cowith::object> both();
inline cowith::async_range_of<cowith::object> numbers(const cowith::object& limit);
inline cowith::task<cowith::object> total(const cowith::object& limit);
#endif

// The same without exceptions: with cowith::as_result in front.
inline cowith::result<cowith::range_of<cowith::object>> countdown(cowith::as_result_t, const cowith::object& n);
inline cowith::result<cowith::range_of<cowith::object>> both(cowith::as_result_t);
inline cowith::result<cowith::async_range_of<cowith::object>> numbers(cowith::as_result_t, const cowith::object& limit);
inline cowith::result<cowith::task<cowith::object>> total(cowith::as_result_t, const cowith::object& limit);

} // namespace api

} // namespace streams

// ---- how it is done
namespace streams {
inline namespace api {

#if defined(__cpp_exceptions)
inline cowith::range_of<cowith::object> countdown(const cowith::object& n) {
    return countdown(cowith::as_result, n).value();
}
#endif
inline cowith::result<cowith::range_of<cowith::object>> countdown(cowith::as_result_t, const cowith::object& n) {
    return cowith::detail::call<cowith::range_of<cowith::object>>({.module = &module_, .name = "countdown"},
        cowith::detail::positional{"n", n});
}

#if defined(__cpp_exceptions)
inline cowith::range_of<cowith::object> both() {
    return both(cowith::as_result).value();
}
#endif
inline cowith::result<cowith::range_of<cowith::object>> both(cowith::as_result_t) {
    return cowith::detail::call<cowith::range_of<cowith::object>>({.module = &module_, .name = "both"});
}

#if defined(__cpp_exceptions)
inline cowith::async_range_of<cowith::object> numbers(const cowith::object& limit) {
    return numbers(cowith::as_result, limit).value();
}
#endif
inline cowith::result<cowith::async_range_of<cowith::object>> numbers(cowith::as_result_t,
    const cowith::object& limit) {
    return cowith::detail::call<cowith::async_range_of<cowith::object>>({.module = &module_, .name = "numbers"},
        cowith::detail::positional{"limit", limit});
}

#if defined(__cpp_exceptions)
inline cowith::task<cowith::object> total(const cowith::object& limit) {
    return total(cowith::as_result, limit).value();
}
#endif
inline cowith::result<cowith::task<cowith::object>> total(cowith::as_result_t, const cowith::object& limit) {
    return cowith::detail::call<cowith::task<cowith::object>>({.module = &module_, .name = "total"},
        cowith::detail::positional{"limit", limit});
}

} // namespace api
} // namespace streams
// ---- streams.cpp
// Generators: sync, async, delegating.
//
// streams.py, translated by cowith.
#include <cowith/cowith.hpp>

using namespace py::literals;

namespace streams {

extern const py::source_text source_;
static bool module_body(py::module_object&) noexcept;
py::module_object module_{"streams", module_body, &source_};
static const py::module_registration registration_{module_};

// The module's globals and the builtins that it uses, in order of their first appearance.
static struct {
    py::global countdown{module_, "countdown"}, both{module_, "both"}, range{module_, "range"},
    numbers{module_, "numbers"}, sum{module_, "sum"}, total{module_, "total"};
} g;

extern py::code_object countdown_code, both_code, numbers_code, total_code, module_code;

py::generator countdown(py::frame<2> at) {
    auto& [n, got] = at.locals();
    while (py::greater(n, 0)) {
        if (at(5).failed(py::attend())) co_return py::failed;
        got = co_yield at(6)(n);
        py::object got_2;
        got_2 = got;
        if (py::negate(got_2)) {
            if (at(7).failed(got_2 = n - 1)) co_return py::failed;
        } else if (at(7, 1).failed()) co_return py::failed;
        n = py::take(got_2);
    }
    if (at(5).failed()) co_return py::failed;
    co_return "done"_s;
}

py::generator both(py::frame<1> at) {
    auto& [result] = at.locals();
    py::object result_2 = co_await at(12)(py::yield_from(g.countdown(3)));
    result = py::take(result_2);
    co_yield at(13)(result);
    co_return py::None;
}

py::async_generator numbers(py::frame<2> at) {
    auto& [limit, n] = at.locals();
    for (py::loop range_loop{at(17), g.range(limit)}; range_loop.next(n);) {
        co_yield at(18)(n);
    }
    if (at(17).failed()) co_return py::failed;
    co_return py::None;
}

py::coroutine total(py::frame<3> at) {
    auto& [limit, n_list, n] = at.locals();
    n_list = py::list();
    for (py::async_loop numbers_loop{at(22, 3), g.numbers(limit)};;) {
        bool more = co_await at(22, 3)(numbers_loop.next(n));
        if (!more) break;
        if (py::truth(n % 2)) py::append(n_list, n);
        else if (at(22, 4).failed()) co_return py::failed;
    }
    if (at(22, 3).failed()) co_return py::failed;
    co_return at(22).checked(g.sum(py::take(n_list)));
}

static bool module_body(py::module_object&) noexcept {
    g.countdown = py::make_function(countdown_code, module_);
    g.both = py::make_function(both_code, module_);
    g.numbers = py::make_function(numbers_code, module_);
    g.total = py::make_function(total_code, module_);
    return true;
}

#include "streams.tables.inc"

} // namespace streams
// ---- streams.tables.inc
// streams: what tracebacks and calls need to know about the Python source.
static constexpr std::uint16_t no_carets = py::position::no_carets;
static constexpr py::position countdown_code_positions[] = {
    {5, 5, 1, 10, 15}, {6, 6, 1, 14, 21}, {7, 7, 1, 12, 15}, {7, 7, 2, 19, 24, 21, 22},
};
py::code_object countdown_code{"countdown", "countdown", "n", "got", "", &source_, 4, countdown_code_positions, 4,
    py::start<countdown>, py::code_generator};
static constexpr py::position both_code_positions[] = {
    {12, 12, 1, 24, 36, 33, 36}, {12, 12, 2, 13, 36}, {12, 12, 3, 13, 36}, {13, 13, 1, 4, 16},
};
py::code_object both_code{"both", "both", "", "result", "", &source_, 11, both_code_positions, 4, py::start<both>,
    py::code_generator};
static constexpr py::position numbers_code_positions[] = {
    {17, 17, 1, 13, 25, 18, 25}, {17, 17, 2, 13, 25, 18, 25}, {18, 18, 1, 8, 15},
};
py::code_object numbers_code{"numbers", "numbers", "limit", "n", "", &source_, 16, numbers_code_positions, 3,
    py::start<numbers>, py::code_async_generator};
static constexpr py::position total_code_positions[] = {
    {22, 22, 1, 33, 47, 40, 47}, {22, 22, 2, 33, 47, 40, 47}, {22, 22, 3, 15, 57}, {22, 22, 4, 51, 56, 53, 54},
    {22, 22, 5, 11, 58, no_carets},
};
py::code_object total_code{"total", "total", "limit", "| n_list n", "", &source_, 21, total_code_positions, 5,
    py::start<total>, py::code_coroutine};
py::code_object module_code{"<module>", "<module>", "", "", "", &source_, 1, nullptr, 0, nullptr, py::code_module};
static constexpr const char* lines_[] = {
    "\"\"\"Generators: sync, async, delegating.\"\"\"",
    "",
    "",
    "def countdown(n):",
    "    while n > 0:",
    "        got = yield n",
    "        n = got or n - 1",
    "    return \"done\"",
    "",
    "",
    "def both():",
    "    result = yield from countdown(3)",
    "    yield result",
    "",
    "",
    "async def numbers(limit):",
    "    for n in range(limit):",
    "        yield n",
    "",
    "",
    "async def total(limit):",
    "    return sum([n async for n in numbers(limit) if n % 2])",
};
const py::source_text source_{"streams.py", lines_, 22, "Generators: sync, async, delegating."};
