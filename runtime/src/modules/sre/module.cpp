// _sre: compiled patterns and running them; modules/re.py is the rest of re.
#include "program.hpp"
#include "types/memoryview.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cowith/native_modules.hpp>

#include <algorithm>

namespace cowith {

extern type_object sre_program_type;

namespace sre {
program_object::program_object() noexcept : header(&sre_program_type) {}
}  // namespace sre

namespace {

using namespace sre;

/// compile(numbers, groups, registers)
object compile(ref, const ref* args, std::size_t, ref) {
    object numbers = list_from(args[0]);
    if (!numbers) return {};
    auto* program = make<program_object>();
    object result = object::take(program);
    const auto& list = *numbers.as<list_object>();
    program->code.reserve(list.size);
    for (std::size_t i = 0; i < list.size; ++i) {
        std::int64_t n;
        if (!to_size(list.items[i], n)) return {};
        program->code.push_back(static_cast<std::uint32_t>(n));
    }
    std::int64_t groups, registers;
    if (!to_size(args[1], groups) || !to_size(args[2], registers)) return {};
    program->groups = static_cast<std::uint32_t>(groups);
    program->registers = static_cast<std::uint32_t>(registers);
    return result;
}

/// The code points of a str that isn't ASCII; those of the last one are kept, for finditer and the like.
const std::vector<std::uint32_t>& points_of(ref text) {
    static auto& kept = *new object;
    static auto& points = *new std::vector<std::uint32_t>;
    if (kept && kept.is(text)) return points;
    kept = text;
    points.clear();
    points.reserve(text.as<str_object>()->length);
    for (std::uint32_t c : unicode::points(text_of(text))) points.push_back(c);
    return points;
}

/// run(program, text, start, end, how, must_advance): (last group, start 0, end 0, start 1, ...) or None
object run_function(ref, const ref* args, std::size_t, ref) {
    request asked;
    std::int64_t how;
    if (!to_size(args[2], asked.start) || !to_size(args[3], asked.end) || !to_size(args[4], how)) return {};
    asked.how = static_cast<mode>(how);
    asked.must_advance = truth_of(args[5]) > 0;
    const auto& program = *args[0].as<program_object>();
    match_result found;
    bool matched;
    std::string copy;
    std::string_view data;
    if (is_str(args[1]) && !args[1].as<str_object>()->is_ascii()) {
        const auto& points = points_of(args[1]);
        asked.end = std::min(asked.end, static_cast<std::int64_t>(points.size()));
        matched = run(program, points.data(), asked, found);
    } else {
        if (is_str(args[1]))
            data = text_of(args[1]);
        else if (!is_bytes_or_bytearray(args[1], data) && !memoryview_contents(args[1], data))
            return is_failed() ? failed
                               : raise_error(TypeError_type, "expected string or bytes-like object, got '%T'", args[1]);
        asked.end = std::min(asked.end, static_cast<std::int64_t>(data.size()));
        matched = run(program, reinterpret_cast<const unsigned char*>(data.data()), asked, found);
    }
    if (!matched) return None;
    object result = new_tuple(found.marks.size() + 1);
    auto* items = result.as<tuple_object>()->items;
    items[0] = make_int(found.last_group);
    for (std::size_t i = 0; i < found.marks.size(); ++i) items[i + 1] = make_int(found.marks[i]);
    return result;
}

template <std::uint32_t (*Map)(std::uint32_t, std::uint32_t) noexcept>
object case_function(ref, const ref* args, std::size_t, ref) {
    std::int64_t c, how;
    if (!to_size(args[0], c) || !to_size(args[1], how)) return {};
    return make_uint(Map(static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(how)));
}

constexpr method_definition functions[] = {
    {"compile", compile, "module, code, groups, registers, /"},
    {"run", run_function, "module, program, text, start, end, how, must_advance, /"},
    {"lower", case_function<lower>, "module, c, casing, /"},
    {"upper", case_function<upper>, "module, c, casing, /"},
    {nullptr, nullptr},
};

bool fill(ref dict) { return add_functions(dict, functions, "_sre"); }

}  // namespace

constinit type_object sre_program_type{"_sre.Program", &object_type, 0, [](type_object& t) {
                                           t.instance_size = sizeof(program_object);
                                           t.dealloc = [](header* h) noexcept { destroy<program_object>(h); };
                                       }};

native_module native_modules::sre_("_sre", fill);

}  // namespace cowith
