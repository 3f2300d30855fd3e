// Attributes of functions: __name__, __defaults__, __code__, __annotations__, ... (Objects/funcobject.c).
#include "function_attributes.hpp"

#include "attributes.hpp"

namespace cowith {

using namespace literals;

namespace {

function_object& function_of(ref self) noexcept { return *self.as<function_object>(); }
object or_none(const object& o) noexcept { return o ? o : object(None); }

#define GETTER(name) object name(ref self, const ref*, std::size_t, ref)
#define SETTER(name) object name(ref self, const ref* args, std::size_t count, ref)

GETTER(get_name) { return function_of(self).name; }
SETTER(set_name) {
    if (!count || !is_str(args[0])) return raise_error(TypeError_type, "__name__ must be set to a string object");
    function_of(self).name = args[0];
    function_of(self).flags |= function_renamed;
    return None;
}
GETTER(get_qualname) { return function_of(self).qualname; }
SETTER(set_qualname) {
    if (!count || !is_str(args[0])) return raise_error(TypeError_type, "__qualname__ must be set to a string object");
    function_of(self).qualname = args[0];
    function_of(self).flags |= function_renamed;
    return None;
}
GETTER(get_module) {
    function_object& f = function_of(self);
    if (f.module) return f.module;
    if (!f.globals) return None;
    return module_name(f.globals);
}
SETTER(set_module) {
    function_of(self).module = count ? object(args[0]) : object(None);
    return None;
}
GETTER(get_doc) {
    const function_object& f = function_of(self);
    if (f.doc) return f.doc;
    return f.code->doc ? make_str(f.code->doc) : object(None);
}
SETTER(set_doc) {
    function_of(self).doc = count ? object(args[0]) : object(None);
    return None;
}
GETTER(get_defaults) { return or_none(function_of(self).defaults); }
SETTER(set_defaults) {
    if (!count || args[0].is(None)) {
        function_of(self).defaults.reset();
        return None;
    }
    if (!has_flag(args[0], is_tuple)) return raise_error(TypeError_type, "__defaults__ must be set to a tuple object");
    function_of(self).defaults = args[0];
    return None;
}
GETTER(get_keyword_defaults) { return or_none(function_of(self).keyword_defaults); }
SETTER(set_keyword_defaults) {
    if (!count || args[0].is(None)) {
        function_of(self).keyword_defaults.reset();
        return None;
    }
    if (!has_flag(args[0], is_dict)) return raise_error(TypeError_type, "__kwdefaults__ must be set to a dict object");
    function_of(self).keyword_defaults = args[0];
    return None;
}
GETTER(get_code) { return ref(function_of(self).code); }
GETTER(get_closure) { return or_none(function_of(self).closure); }
GETTER(get_globals) {
    const function_object& f = function_of(self);
    return f.globals ? f.globals.attr("__dict__"_s) : make_dict();
}
GETTER(get_builtins) {
    (void)self;
    object builtins = import_module("builtins"_s);
    return builtins.attr("__dict__"_s);
}
GETTER(get_annotate) { return annotate_of(function_of(self)); }
SETTER(set_annotate) {
    if (!count) return raise_error(TypeError_type, "__annotate__ cannot be deleted");
    function_object& f = function_of(self);
    if (args[0].is(None)) {
        f.annotate = args[0];
        return None;
    }
    if (!args[0].is_heap() || !args[0].type()->call)
        return raise_error(TypeError_type, "__annotate__ must be callable or None");
    f.annotate = args[0];
    f.annotations.reset();
    return None;
}
GETTER(get_annotations) {
    function_object& f = function_of(self);
    if (f.annotations) return f.annotations;
    if (object annotate = annotate_of(f); !annotate.is(None)) {
        object annotations = annotate(ref(1));
        if (!annotations) return {};
        if (!has_flag(annotations, is_dict))
            return raise_error(TypeError_type, "__annotate__ returned non-dict of type '%.100s'",
                               name_of(annotations.type()));
        return f.annotations = annotations;
    }
    return f.annotations = make_dict();
}
SETTER(set_annotations) {
    function_object& f = function_of(self);
    if (!count || args[0].is(None)) {
        f.annotations.reset();
        f.annotate = None;
        return None;
    }
    if (!has_flag(args[0], is_dict)) return raise_error(TypeError_type, "__annotations__ must be set to a dict object");
    f.annotations = args[0];
    f.annotate = None;
    return None;
}
GETTER(get_dict) {
    object& dict = function_of(self).dict;
    if (!dict) dict = make_dict();
    return dict;
}
SETTER(set_dict) {
    if (!count) return raise_error(TypeError_type, "cannot delete __dict__");
    if (!has_flag(args[0], is_dict))
        return raise_error(TypeError_type, "__dict__ must be set to a dictionary, not a '%.200s'",
                           name_of(args[0].type()));
    function_of(self).dict = args[0];
    return None;
}
GETTER(get_type_params) {
    const object& params = function_of(self).type_params;
    return params ? params : make_tuple(nullptr, 0);
}
SETTER(set_type_params) {
    if (!count || !has_flag(args[0], is_tuple))
        return raise_error(TypeError_type, "__type_params__ must be set to a tuple");
    function_of(self).type_params = args[0];
    return None;
}

// ---- code objects

code_object& code_of(ref self) noexcept {
    auto* code = self.as<code_object>();
    prepare_code(*code);
    return *code;
}
/// The words of `text` up to `|`.
void add_words(std::string_view text, ref list) noexcept {
    std::size_t start = std::string_view::npos;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool letter = i < text.size() && text[i] != ' ' && text[i] != '|';
        if (letter && start == std::string_view::npos) start = i;
        if (!letter && start != std::string_view::npos) {
            const ref name = intern(text.substr(start, i - start));
            const auto* known = list.as<list_object>();
            bool fresh = true;  // a parameter that an inner function uses stands among the locals too
            for (std::size_t k = 0; k < known->size; ++k) fresh = fresh && !known->items[k].is(name);
            if (fresh) list_append(list, name);
            start = std::string_view::npos;
        }
        if (i < text.size() && text[i] == '|') break;
    }
}
GETTER(co_name) { return intern(code_of(self).name); }
GETTER(co_qualname) { return intern(code_of(self).qualname); }
GETTER(co_filename) {
    const code_object& code = code_of(self);
    return make_str(code.source ? code.source->path : "<unknown>");
}
GETTER(co_firstlineno) { return static_cast<std::int64_t>(code_of(self).first_line); }
GETTER(co_argcount) { return static_cast<std::int64_t>(code_of(self).positional); }
GETTER(co_posonlyargcount) { return static_cast<std::int64_t>(code_of(self).positional_only); }
GETTER(co_kwonlyargcount) { return static_cast<std::int64_t>(code_of(self).keyword_only); }
/// Parameters as CPython orders them: positional, keyword-only, *args, **kwargs; then the other locals.
GETTER(co_varnames) {
    const code_object& code = code_of(self);
    object names = make_list();
    const auto* parameters = code.parameter_names.as<tuple_object>();
    const bool rest = code.code_flags & code_varargs, options = code.code_flags & code_varkeywords;
    for (std::size_t i = 0; i < code.positional; ++i) list_append(names, parameters->items[i]);
    for (std::size_t i = 0; i < code.keyword_only; ++i)
        list_append(names, parameters->items[code.positional + (rest ? 1u : 0u) + i]);
    if (rest) list_append(names, parameters->items[code.positional]);
    if (options) list_append(names, parameters->items[code.parameter_count - 1u]);
    add_words(code.locals, names);
    return list_to_tuple(std::move(names));
}
GETTER(co_nlocals) { return static_cast<std::int64_t>(co_varnames(self, nullptr, 0, {}).as<tuple_object>()->size); }
GETTER(co_freevars) {
    object names = make_list();
    add_words(code_of(self).free ? code_of(self).free : "", names);
    return list_to_tuple(std::move(names));
}
GETTER(co_flags) {
    const code_object& code = code_of(self);
    std::int64_t flags = 3;  // OPTIMIZED | NEWLOCALS
    if (code.code_flags & code_varargs) flags |= 4;
    if (code.code_flags & code_varkeywords) flags |= 8;
    if (code.code_flags & code_generator) flags |= 0x20;
    if (code.code_flags & code_coroutine) flags |= 0x80;
    if (code.code_flags & code_async_generator) flags |= 0x200;
    if (code.doc) flags |= 0x4000000;
    const std::string_view qualname = code.qualname;
    const std::size_t dot = qualname.rfind('.');
    if (dot != std::string_view::npos && !qualname.substr(0, dot).ends_with("<locals>"))
        flags |= 0x8000000;  // CO_METHOD
    return flags;
}
object empty_tuple(ref, const ref*, std::size_t, ref) { return make_tuple(nullptr, 0); }
#undef GETTER
#undef SETTER
object code_repr(ref self) {
    const code_object& code = *self.as<code_object>();
    char text[500];
    std::snprintf(text, sizeof text, "<code object %s at %p, file \"%.300s\", line %u>", code.name,
                  static_cast<const void*>(&code), code.source ? code.source->path : "<unknown>", code.first_line);
    return make_str(text);
}
void code_dealloc(header*) noexcept {}  // static data

constexpr method_definition code_methods[] = {{"co_name", co_name, "", method_getter},
                                              {"co_qualname", co_qualname, "", method_getter},
                                              {"co_filename", co_filename, "", method_getter},
                                              {"co_firstlineno", co_firstlineno, "", method_getter},
                                              {"co_argcount", co_argcount, "", method_getter},
                                              {"co_posonlyargcount", co_posonlyargcount, "", method_getter},
                                              {"co_kwonlyargcount", co_kwonlyargcount, "", method_getter},
                                              {"co_varnames", co_varnames, "", method_getter},
                                              {"co_nlocals", co_nlocals, "", method_getter},
                                              {"co_freevars", co_freevars, "", method_getter},
                                              {"co_cellvars", empty_tuple, "", method_getter},
                                              {"co_names", empty_tuple, "", method_getter},
                                              {"co_consts", empty_tuple, "", method_getter},
                                              {"co_flags", co_flags, "", method_getter},
                                              {nullptr, nullptr}};

}  // namespace

constexpr method_definition function_methods[] = {
    {"__name__", get_name, "", method_getter, set_name},
    {"__qualname__", get_qualname, "", method_getter, set_qualname},
    {"__module__", get_module, "", method_getter, set_module},
    {"__doc__", get_doc, "", method_getter, set_doc},
    {"__defaults__", get_defaults, "", method_getter, set_defaults},
    {"__kwdefaults__", get_keyword_defaults, "", method_getter, set_keyword_defaults},
    {"__code__", get_code, "", method_getter},
    {"__closure__", get_closure, "", method_getter},
    {"__globals__", get_globals, "", method_getter},
    {"__builtins__", get_builtins, "", method_getter},
    {"__annotate__", get_annotate, "", method_getter, set_annotate},
    {"__annotations__", get_annotations, "", method_getter, set_annotations},
    {"__dict__", get_dict, "", method_getter, set_dict},
    {"__type_params__", get_type_params, "", method_getter, set_type_params},
    {nullptr, nullptr}};

constinit type_object code_type{"code", &object_type, type_has_weakrefs, [](type_object& t) {
                                    t.weakrefs_offset = offsetof(code_object, weakrefs);
                                    t.dealloc = code_dealloc, t.repr = code_repr, t.methods = code_methods;
                                }};

}  // namespace cowith
