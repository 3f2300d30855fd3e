// Warnings of the runtime itself. A program that imports warnings (modules/warnings.py) has its filters and its way to show them; any
// other has what CPython starts with.
#include "../exceptions/frame_object.hpp"
#include "cowith/binding.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/module.hpp"
#include "cowith/warning.hpp"
#include "import.hpp"

namespace cowith {
namespace {

/// Where a warning points.
struct warning_place {
    std::string file = "sys", module = "sys";
    module_object* globals = nullptr;
    std::uint32_t line = 1;
    std::string_view source;  ///< the text of that line
    explicit warning_place(source_place place) {
        const source_text* text = place.code ? place.code->source : nullptr;
        if (!text) return;
        file = text->path;
        line = place.line;
        globals = module_of_source(text);
        if (globals)
            if (ref name = globals->own("__name__"_s); name && is_str(name)) module = text_of(name);
        if (!line || line > text->line_count) return;
        source = text->lines[line - 1];
        const auto start = source.find_first_not_of(" \t\f"), end = source.find_last_not_of(" \t\r\n\f");
        source = start == source.npos ? std::string_view() : source.substr(start, end - start + 1);
    }
};

/// Whether the filters that CPython starts with show a category there.
bool is_shown(type_object& category, const warning_place& place) noexcept {
    if (is_subtype(&category, &DeprecationWarning_type)) return place.module == "__main__";
    for (type_object* hidden : {&PendingDeprecationWarning_type, &ImportWarning_type, &ResourceWarning_type})
        if (is_subtype(&category, hidden)) return false;
    return true;
}

/// Once for each text and line.
bool is_new(const std::string& line) noexcept {
    static object seen = make_set();
    object text = make_str_from_utf8(line);
    return contains(seen, text) <= 0 && set_add(seen, text);
}

}  // namespace

void issue_warning(type_object& category, const std::string& message, bool about_object) noexcept {
    // An object that dies says where it was dropped; anything else what is running.
    const source_place running = about_object || state.dropping.code ? state.dropping : running_place(0);
    const warning_place place(running);
    if (ref module = dict_get(module_table(), "warnings"_s)) {
        object handle = find_attribute(module, "_from_runtime"_s);  // not there while the module is being imported
        if (handle) {
            object names = place.globals ? ref(place.globals).attr("__dict__"_s) : object(None);
            handle(make_str_from_utf8(message), ref(&category), make_str_from_utf8(place.file),
                   static_cast<std::int64_t>(place.line), make_str_from_utf8(place.module), names,
                   about_object ? True : None);
            return;
        }
        if (is_failed()) clear_pending();
    }
    if (!is_shown(category, place)) return;
    std::string out =
        place.file + ":" + std::to_string(place.line) + ": " + type_name(&category) + ": " + message + "\n";
    if (!is_new(out)) return;
    if (!place.source.empty()) out += "  " + std::string(place.source) + "\n";
    if (about_object)
        out += std::string(type_name(&category)) + ": Enable tracemalloc to get the object allocation traceback\n";
    write_stderr(out);
}

}  // namespace cowith
