// The warnings module: filters, warn, catch_warnings (Lib/warnings.py). What the runtime itself warns of names the line where it
// happened, if that is known.
#include "../exceptions/frame_object.hpp"
#include "cowith/binding.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "cowith/module.hpp"
#include "cowith/native_modules.hpp"
#include "cowith/warning.hpp"

namespace cowith {
namespace {

/// warnings.filters: a list of (action, message regex text or None, category, module, line).
object filters;
object recorder;  // the list of catch_warnings(record=True), or empty
object seen;      // set of (text, category) for "default" and "once"

void use_default_filters() noexcept {
    filters = make_list();
    struct {
        const char* action;
        type_object* category;
        const char* module = nullptr;
    } const defaults[] = {{"default", &DeprecationWarning_type, "__main__"},
                          {"ignore", &DeprecationWarning_type},
                          {"ignore", &PendingDeprecationWarning_type},
                          {"ignore", &ImportWarning_type},
                          {"ignore", &ResourceWarning_type}};
    for (auto& d : defaults)
        list_append(filters, tuple(intern(d.action), None, ref(d.category), d.module ? intern(d.module) : None, 0));
    seen = make_set();
}
ref all_filters() noexcept {
    if (!filters) use_default_filters();
    return filters;
}

/// The action for a warning: the first filter that fits.
std::string action_for(ref category, std::string_view text, std::string_view module) noexcept {
    auto* list = all_filters().as<list_object>();
    for (std::uint64_t i = 0; i < list->size; ++i) {
        auto* f = list->items[i].as<tuple_object>();
        if (!is_subtype(category.as<type_object>(), f->items[2].as<type_object>())) continue;
        if (is_str(f->items[1]) && text.substr(0, text_of(f->items[1]).size()) != text_of(f->items[1])) continue;
        if (is_str(f->items[3]) && module != text_of(f->items[3])) continue;
        return std::string(text_of(f->items[0]));
    }
    return "default";
}

object insert_filter(ref action, ref message, ref category, bool append) noexcept {
    static constexpr const char* actions[] = {"error", "ignore", "always", "all", "default", "module", "once"};
    bool known = false;
    for (const char* a : actions) known = known || text_of(action) == a;
    if (!known) return raise_error(ValueError_type, "invalid action: %R", action);
    object entry = tuple(action, message, category, None, 0);
    return append ? all_filters().call(intern("append"), entry) : all_filters().call(intern("insert"), 0, entry);
}
object simplefilter(ref, const ref* args, std::size_t, ref) {
    return insert_filter(args[0], None, args[1] ? args[1] : ref(&Warning_type), args[3] && truth(args[3]));
}
object filterwarnings(ref, const ref* args, std::size_t, ref) {
    const ref message = args[1] && is_str(args[1]) && !text_of(args[1]).empty() ? args[1] : None;
    return insert_filter(args[0], message, args[2] ? args[2] : ref(&Warning_type), args[5] && truth(args[5]));
}
object resetwarnings(ref, const ref*, std::size_t, ref) {
    all_filters();
    filters = make_list();
    return object(None);
}

/// Where a warning points: "file.py:12" with the text of that line.
struct warning_place {
    std::string file = "sys", module = "sys";
    std::uint32_t line = 1;
    std::string_view source;
    warning_place() = default;
    explicit warning_place(source_place place) {
        const source_text* text = place.code ? place.code->source : nullptr;
        if (!text) return;
        file = text->path;
        line = place.line;
        if (module_object* here = module_of_source(text))
            if (ref name = here->own(intern("__name__")); name && is_str(name)) module = text_of(name);
        if (!line || line > text->line_count) return;
        source = text->lines[line - 1];
        const auto start = source.find_first_not_of(" \t\f"), end = source.find_last_not_of(" \t\r\n\f");
        source = start == source.npos ? std::string_view() : source.substr(start, end - start + 1);
    }
};

/// One warning, on its way to be raised, recorded, printed or dropped; false: failed. `note`: a last line of the printed text.
bool give(ref message, type_object& category, std::string_view text, const warning_place& place,
          const char* note = nullptr) noexcept {
    const std::string where = place.file + ":" + std::to_string(place.line);
    const std::string action = action_for(ref(&category), text, place.module);
    if (action == "ignore") return true;
    if (action == "error") return raise(message), false;
    if (action != "always" && action != "all") {
        object key = tuple(make_str(text), ref(&category), make_str(where));
        if (contains(seen, key) > 0) return true;
        if (!set_add(seen, key)) return false;
    }
    if (recorder) {
        object record = import_module(intern("types")).attr(intern("SimpleNamespace"));
        object one = record ? record(kw{intern("message"), message}, kw{intern("category"), ref(&category)},
                                     kw{intern("filename"), make_str(place.file)},
                                     kw{intern("lineno"), static_cast<std::int64_t>(place.line)})
                            : object();
        return one && list_append(recorder, one);
    }
    std::string out = where + ": " + type_name(&category) + ": " + std::string(text) + "\n";
    if (!place.source.empty()) out += "  " + std::string(place.source) + "\n";
    if (note) out += type_name(&category) + ": " + note + "\n";
    write_stderr(out);
    return true;
}

object warn(ref, const ref* args, std::size_t, ref) {
    ref message = args[0];
    object instance;
    type_object* category = &UserWarning_type;
    if (is_subtype(message.type(), &Warning_type)) {
        instance = object(message);
        category = message.type();
    } else {
        if (args[1] && !args[1].is(None)) {
            if (!has_flag(args[1], is_type) || !is_subtype(args[1].as<type_object>(), &Warning_type))
                return raise_error(TypeError_type, "category must be a Warning subclass, not '%T'", args[1]);
            category = args[1].as<type_object>();
        }
        instance = ref(category)(message);
        if (!instance) return {};
    }
    std::int64_t level = 1;
    if (args[2] && !to_index(args[2], level)) return {};
    const source_place caller = running_place(level > 1 ? static_cast<std::size_t>(level - 1) : 0);
    object text = to_str(instance);
    return text && give(instance, *category, text_of(text), warning_place(caller)) ? object(None) : object();
}

// ---- catch_warnings
struct catcher : gc_header {
    object saved, saved_recorder;
    bool record = false;
    object action, category;
    using gc_header::gc_header;
};
object catcher_initialise(ref self, const ref* args, std::size_t, ref) {
    auto& c = *self.as<catcher>();
    c.record = args[0] && truth(args[0]);
    if (args[2] && !args[2].is(None)) c.action = object(args[2]);
    c.category = args[3] ? object(args[3]) : object(&Warning_type);
    return object(None);
}
constexpr method_definition catcher_init{
    "catch_warnings.__init__", catcher_initialise,
    "self, *, record=False, module=None, action=None, category=, lineno=0, append=False"};
object catcher_enter(ref self, const ref*, std::size_t, ref) {
    auto& c = *self.as<catcher>();
    if (c.saved) return raise_error(RuntimeError_type, "Cannot enter %R twice", self);
    c.saved = object(all_filters());
    filters = list_from(c.saved);
    seen = make_set();
    c.saved_recorder = recorder;
    if (c.action && !insert_filter(c.action, None, c.category, false)) return {};
    if (!c.record) return object(None);
    recorder = make_list();
    return recorder;
}
object catcher_exit(ref self, const ref*, std::size_t, ref) {
    auto& c = *self.as<catcher>();
    if (!c.saved) return raise_error(RuntimeError_type, "Cannot exit %R without entering first", self);
    filters = std::move(c.saved);
    recorder = std::move(c.saved_recorder);
    return object(None);
}
constexpr method_definition catcher_methods[] = {
    {"__enter__", catcher_enter, "self"}, {"__exit__", catcher_exit, "self, *exc_info"}, {nullptr, nullptr}};
constinit type_object catch_warnings_type{
    "warnings.catch_warnings", &object_type, type_subclassable | type_gc, [](type_object& t) {
        t.instance_size = sizeof(catcher);
        t.dealloc = [](header* h) noexcept {
            untrack(static_cast<catcher*>(h));
            destroy<catcher>(h);
        };
        t.traverse = [](header* h, visitor v, void* context) {
            auto& c = *static_cast<catcher*>(h);
            for (const object* o : {&c.saved, &c.saved_recorder, &c.action, &c.category}) visit(*o, v, context);
        };
        t.clear = [](header* h) { static_cast<catcher*>(h)->saved_recorder.reset(); };
        t.new_ = [](type_object& cls, const ref*, std::size_t, ref) -> object {
            auto* c = make_for<catcher>(cls, &cls);
            track(c);
            return object::take(c);
        };
        t.init = init_with<catcher_init>;
        t.methods = catcher_methods;
    }};

constexpr method_definition functions[] = {
    {"warn", warn, "message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()"},
    {"simplefilter", simplefilter, "action, category=, lineno=0, append=False"},
    {"filterwarnings", filterwarnings, "action, message='', category=, module='', lineno=0, append=False"},
    {"resetwarnings", resetwarnings, "/"},
    {nullptr, nullptr},
};
bool fill(ref dict) {
    return add_functions(dict, functions, "warnings") &&
           dict_set(dict, intern("catch_warnings"), ref(&catch_warnings_type)) &&
           dict_set(dict, intern("filters"), all_filters());
}

}  // namespace

void issue_warning(type_object& category, const std::string& message, bool about_object) noexcept {
    all_filters();
    object text = make_str_from_utf8(message);
    object instance = new_exception(category, text);
    const char* note = about_object ? "Enable tracemalloc to get the object allocation traceback" : nullptr;
    // An object that dies says where it was dropped; anything else what is running.
    const source_place place = about_object || state.dropping.code ? state.dropping : running_place(0);
    if (instance) give(instance, category, message, warning_place(place), note);
}

native_module native_modules::warnings("warnings", fill);

}  // namespace cowith
