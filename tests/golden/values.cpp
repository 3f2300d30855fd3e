// ---- values.hpp
// values.py, translated by cowith: the module as other C++ code sees it.
#pragma once
#include <cowith/host.hpp>

/// Values: closures, comprehensions, match, f-strings, unpacking, operators.
namespace values {

extern py::module_object module_;

inline namespace api {

#if defined(__cpp_exceptions)
inline cowith::object counter(const cowith::object& start, const cowith::or_default<cowith::object>& step = {});
inline cowith::object describe(const cowith::object& shape);
inline cowith::object pairs(const cowith::object& names, const cowith::object& values);
#endif

// The same without exceptions: with cowith::as_result in front.
inline cowith::result<cowith::object> counter(cowith::as_result_t, const cowith::object& start,
    const cowith::or_default<cowith::object>& step = {});
inline cowith::result<cowith::object> describe(cowith::as_result_t, const cowith::object& shape);
inline cowith::result<cowith::object> pairs(cowith::as_result_t, const cowith::object& names,
    const cowith::object& values);

} // namespace api

} // namespace values

// ---- how it is done
namespace values {
inline namespace api {

#if defined(__cpp_exceptions)
inline cowith::object counter(const cowith::object& start, const cowith::or_default<cowith::object>& step) {
    return counter(cowith::as_result, start, step).value();
}
#endif
inline cowith::result<cowith::object> counter(cowith::as_result_t, const cowith::object& start,
    const cowith::or_default<cowith::object>& step) {
    return cowith::detail::call<cowith::object>({.module = &module_, .name = "counter"},
        cowith::detail::positional{"start", start}, cowith::detail::keyword{"step", step});
}

#if defined(__cpp_exceptions)
inline cowith::object describe(const cowith::object& shape) {
    return describe(cowith::as_result, shape).value();
}
#endif
inline cowith::result<cowith::object> describe(cowith::as_result_t, const cowith::object& shape) {
    return cowith::detail::call<cowith::object>({.module = &module_, .name = "describe"},
        cowith::detail::positional{"shape", shape});
}

#if defined(__cpp_exceptions)
inline cowith::object pairs(const cowith::object& names, const cowith::object& values) {
    return pairs(cowith::as_result, names, values).value();
}
#endif
inline cowith::result<cowith::object> pairs(cowith::as_result_t, const cowith::object& names,
    const cowith::object& values) {
    return cowith::detail::call<cowith::object>({.module = &module_, .name = "pairs"},
        cowith::detail::positional{"names", names}, cowith::detail::positional{"values", values});
}

} // namespace api
} // namespace values
// ---- values.cpp
// Values: closures, comprehensions, match, f-strings, unpacking, operators.
//
// values.py, translated by cowith.
#include <cowith/cowith.hpp>

using namespace py::literals;

namespace values {

extern const py::source_text source_;
static bool module_body(py::module_object&) noexcept;
py::module_object module_{"values", module_body, &source_};
static const py::module_registration registration_{module_};

// The module's globals and the builtins that it uses, in order of their first appearance.
static struct {
    py::global LIMIT{module_, "LIMIT"}, counter{module_, "counter"}, float_{module_, "float"}, len{module_, "len"},
    describe{module_, "describe"}, zip{module_, "zip"}, sorted{module_, "sorted"}, any{module_, "any"},
    pairs{module_, "pairs"};
} g;

extern py::code_object counter_advance_code, counter_code, describe_code, pairs_lambda_code, pairs_genexpr_code,
    pairs_code, module_code;

py::object counter_advance(py::ref n, py::ref step, py::ref total) {
    const py::at at{counter_advance_code};
    if (py::operand total_; at(0).failed(total_ = *total)
        || at(11).failed(py::replace(*total, py::add_in_place(total_, n * *step)))) return py::failed;
    return *total;
}

py::object counter(py::ref start, py::ref step_arg) {
    auto [step, advance, total] = py::locals<3>();
    step = py::new_cell(step_arg);
    total = py::new_cell();
    *total = start;
    advance = py::make_function(counter_advance_code, module_, py::tuple(1), py::ref(), py::tuple(step, total));
    return advance;
}

py::object describe(py::ref shape) {
    const py::at at{describe_code};
    auto [r, x, y, rest] = py::locals<4>();
    {
        py::object shape_2 = shape;
        py::object item;
        py::object item_2;
        py::object r_2;
        if (at(19, 1).holds(py::match_mapping(shape_2, py::tuple("kind"_s, "r"_s), item, item_2))
            && at(19, 2).holds(py::equal(item, "circle"_s))
            && at(19).holds(py::match_class(item_2, g.float_, py::tuple(), r_2))) {
            r = py::take(r_2);
            return at(20).checked(py::joined("circle "_s, py::field(r, 0, ".2f"_s)));
        } else if (py::is_failed()) return py::failed;
        else {
            py::object x_2;
            py::object y_2;
            py::object rest_2;
            bool matched = py::match_sequence(py::before<2>, shape_2, x_2, y_2, rest_2);
            if (at(21, 1).failed()) return py::failed;
            if (matched) {
                x = py::take(x_2);
                y = py::take(y_2);
                rest = py::take(rest_2);
                matched = py::less(x, y);
                if (at(21).failed()) return py::failed;
            }
            if (matched) {
                if (py::operand value, value_; at(22, 2).failed(value = py::formatted(py::bound(x, "x"), 'r'))
                    || at(22, 4).failed(value_ = py::formatted(py::bound(y, "y"), 'r'))) return py::failed;
                else return at(22).checked(py::joined(value, ".."_s, value_, " and "_s,
                    py::field(g.len(py::bound(rest, "rest"))), " more"_s));
            } else if (true) return "?"_s;
        }
    }
    return py::None;
}

py::object pairs_lambda(py::ref name, py::ref table) {
    const py::at at{pairs_lambda_code};
    return at(29).checked(-(*table)[name]);
}

py::generator pairs_genexpr(py::frame<2> at) {
    auto& [iterable, v] = at.locals();
    for (py::loop low_loop{at(31, 1), iterable}; low_loop.next(v);) {
        py::object value; if (at(31, 2).failed(value = py::gt(v, g.LIMIT))) co_return py::failed;
        co_yield at(31)(py::take(value));
    }
    if (at(31, 1).failed()) co_return py::failed;
    co_return py::None;
}

py::object pairs(py::ref names, py::ref values) {
    const py::at at{pairs_code};
    auto [head, tail, low, table] = py::locals<4>();
    table = py::new_cell();
    py::object dict_value = py::dict();
    {
        py::object name, value;
        for (py::loop zip_loop{at(28, 3), g.zip(names, values)}; zip_loop.next(name, value);) {
            if (py::truth(value)) {
                if (at(28).failed(py::put(dict_value, name, value))) return py::failed;
            } else if (at(28, 4).failed()) return py::failed;
        }
    }
    if (at(28, 3).failed()) return py::failed;
    *table = py::take(dict_value);
    if (at(29).failed(py::unpack_around(py::before<1>,
        g.sorted(*table, py::kw("key"_s, py::make_function(pairs_lambda_code,
        module_, py::ref(), py::ref(), py::tuple(table)))), head, tail))) return py::failed;
    py::object v_list = py::list();
    for (py::loop values_loop{at(30, 3), (*table).call("values"_n)}; py::object v = values_loop.next();) {
        if (at(30, 4).holds(py::less(0, v)) && at(30).holds(py::less_equal(v, g.LIMIT))) py::append(v_list, v);
        else if (py::is_failed()) return py::failed;
    }
    if (at(30, 3).failed()) return py::failed;
    low = py::take(v_list);
    return at(31).checked(py::tuple(head, tail, low,
        g.any(py::make_function(pairs_genexpr_code, module_)(py::get_iterator(low)))));
}

static bool module_body(py::module_object&) noexcept {
    g.LIMIT = 10;
    g.counter = py::make_function(counter_code, module_, py::ref(), py::dict("step"_s, 1));
    g.describe = py::make_function(describe_code, module_);
    g.pairs = py::make_function(pairs_code, module_);
    return true;
}

#include "values.tables.inc"

} // namespace values
// ---- values.tables.inc
// values: what tracebacks and calls need to know about the Python source.
static constexpr std::uint16_t no_carets = py::position::no_carets;
static constexpr py::position counter_advance_code_positions[] = {
    {11, 11, 1, 17, 25, 19, 20}, {11, 11, 2, 8, 25},
};
py::code_object counter_advance_code{"advance", "counter.<locals>.advance", "n=", "", "step total", &source_, 9,
    counter_advance_code_positions, 2, py::entry<counter_advance>, py::code_borrows};
py::code_object counter_code{"counter", "counter", "start, *, step=", "advance total", "", &source_, 6, nullptr, 0,
    py::entry<counter>, py::code_borrows};
static constexpr py::position describe_code_positions[] = {
    {19, 19, 1, 13, 46}, {19, 19, 2, 22, 30}, {19, 19, 3, 37, 45}, {20, 20, 1, 28, 35}, {21, 21, 1, 13, 26},
    {21, 21, 2, 30, 35}, {22, 22, 1, 22, 23}, {22, 22, 2, 21, 26}, {22, 22, 3, 29, 30}, {22, 22, 4, 28, 33},
    {22, 22, 5, 43, 47}, {22, 22, 6, 39, 48, 42, 48}, {22, 22, 7, 38, 49},
};
py::code_object describe_code{"describe", "describe", "shape", "r x y rest", "", &source_, 17,
    describe_code_positions, 13, py::entry<describe>, py::code_borrows};
static constexpr py::position pairs_lambda_code_positions[] = {
    {29, 29, 1, 50, 61, 55, 61}, {29, 29, 2, 49, 61},
};
py::code_object pairs_lambda_code{"<lambda>", "pairs.<locals>.<lambda>", "name", "", "table", &source_, 29,
    pairs_lambda_code_positions, 2, py::entry<pairs_lambda>, py::code_borrows};
static constexpr py::position pairs_genexpr_code_positions[] = {
    {31, 31, 1, 51, 54}, {31, 31, 2, 32, 41}, {31, 31, 3, 32, 41},
};
py::code_object pairs_genexpr_code{"<genexpr>", "pairs.<locals>.<genexpr>", ".0", "v", "", &source_, 31,
    pairs_genexpr_code_positions, 3, py::start<pairs_genexpr>, py::code_generator};
static constexpr py::position pairs_code_positions[] = {
    {28, 28, 1, 44, 62, 47, 62}, {28, 28, 2, 44, 62, 47, 62}, {28, 28, 3, 29, 40}, {28, 28, 4, 66, 71},
    {28, 28, 5, 13, 17}, {29, 29, 1, 18, 62, no_carets}, {29, 29, 2, 4, 15}, {30, 30, 1, 22, 34},
    {30, 30, 2, 22, 36, 34, 36}, {30, 30, 3, 22, 36, 34, 36}, {30, 30, 4, 40, 54}, {30, 30, 5, 40, 54},
    {31, 31, 1, 51, 54}, {31, 31, 2, 28, 55, 31, 55}, {31, 31, 3, 28, 55},
};
py::code_object pairs_code{"pairs", "pairs", "names, values", "head tail low table", "", &source_, 27,
    pairs_code_positions, 15, py::entry<pairs>, py::code_borrows};
py::code_object module_code{"<module>", "<module>", "", "", "", &source_, 1, nullptr, 0, nullptr, py::code_module};
static constexpr const char* lines_[] = {
    "\"\"\"Values: closures, comprehensions, match, f-strings, unpacking, operators.\"\"\"",
    "",
    "LIMIT = 10",
    "",
    "",
    "def counter(start, *, step=1):",
    "    total = start",
    "",
    "    def advance(n=1):",
    "        nonlocal total",
    "        total += n * step",
    "        return total",
    "",
    "    return advance",
    "",
    "",
    "def describe(shape):",
    "    match shape:",
    "        case {\"kind\": \"circle\", \"r\": float(r)}:",
    "            return f\"circle {r:.2f}\"",
    "        case [x, y, *rest] if x < y:",
    "            return f\"{x!r}..{y!r} and {len(rest)} more\"",
    "        case _:",
    "            return \"?\"",
    "",
    "",
    "def pairs(names, values):",
    "    table = {name: value for name, value in zip(names, values) if value}",
    "    head, *tail = sorted(table, key=lambda name: -table[name])",
    "    low = [v for v in table.values() if 0 < v <= LIMIT]",
    "    return head, tail, low, any(v > LIMIT for v in low)",
};
const py::source_text source_{"values.py", lines_, 31,
    "Values: closures, comprehensions, match, f-strings, unpacking, operators."};
