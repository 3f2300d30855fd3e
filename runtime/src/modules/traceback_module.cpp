// _traceback: what modules/traceback.py needs to know about tracebacks and exceptions.
#include "exceptions/frame_object.hpp"
#include "exceptions/traceback_text.hpp"
#include "modules/native_code.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/frame.hpp>
#include <cowith/native_modules.hpp>

namespace cowith {
namespace {

object number_or_none(bool known, std::uint32_t n) noexcept { return known ? make_int(n) : object(None); }

/// (file, line, function, source lines, end line, column, end column, text) of one traceback entry; None: it isn't shown.
object entry(ref, const ref* args, std::size_t, ref) {
    if (args[0].type() != &traceback_type) return raise_error(TypeError_type, "expected a traceback, not %T", args[0]);
    const auto& t = *args[0].as<traceback_object>();
    const std::string text = traceback_entry_text(args[0]);
    if (text.empty()) return None;
    const source_text& source = *t.code->source;
    const position* p = position_of(t);
    std::string lines;
    for (std::uint32_t l = p ? p->line : t.line; l <= (p ? p->end_line : t.line) && l && l <= source.line_count; ++l)
        lines.append(source.lines[l - 1]) += '\n';
    return tuple(make_str(source.path), make_int(t.line),
                 make_str(t.code->code_flags & code_module ? "<module>" : t.code->name), make_str(lines),
                 number_or_none(p, p ? p->end_line : 0), number_or_none(p, p ? p->column : 0),
                 number_or_none(p, p ? p->end_column : 0), make_str(text));
}

/// The lines of a translated module's file, or None.
object source_lines(ref, const ref* args, std::size_t, ref) {
    const source_text* source = is_str(args[0]) ? source_of_path(text_of(args[0])) : nullptr;
    if (!source) return None;
    object lines = make_list();
    for (std::uint32_t l = 0; l < source->line_count; ++l)
        if (!list_append(lines, make_str(std::string(source->lines[l]) + "\n"))) return {};
    return lines;
}

object final_line(ref, const ref* args, std::size_t, ref) { return make_str(exception_line(args[0]) + "\n"); }
object whole_text(ref, const ref* args, std::size_t, ref) { return make_str(format_exception(args[0])); }

constexpr method_definition functions[] = {
    {"entry", entry, "module, tb, /"},
    {"source_lines", source_lines, "module, path, /"},
    {"final_line", final_line, "module, exc, /"},
    {"whole_text", whole_text, "module, exc, /"},
    {nullptr, nullptr},
};

bool fill(ref dict) { return add_functions(dict, functions, "_traceback"); }

}  // namespace

native_module native_modules::traceback_("_traceback", fill);

}  // namespace cowith
