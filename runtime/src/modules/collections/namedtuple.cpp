#include "namedtuple.hpp"

#include "types/tuple.hpp"

namespace cowith {

extern type_object tuplegetter_type;

namespace {

/// The descriptor of one field: item `index` of the tuple.
struct tuplegetter : header {
    std::int64_t index;
    object doc;
    explicit tuplegetter(std::int64_t i) noexcept : header(&tuplegetter_type), index(i) {}
};
void getter_dealloc(header* self) noexcept { destroy<tuplegetter>(self); }
object getter_get(ref self, ref instance, ref) {
    if (!instance || instance.is(None)) return self;
    auto& g = *self.as<tuplegetter>();
    if (!has_flag(instance, is_tuple))
        return raise_error(TypeError_type,
                           "descriptor for index '%lld' for tuple subclasses doesn't apply to '%T' object",
                           static_cast<long long>(g.index), instance);
    auto* t = instance.as<tuple_object>();
    if (static_cast<std::uint64_t>(g.index) >= t->size) return raise_error(IndexError_type, "tuple index out of range");
    return t->items[g.index];
}
bool getter_set(ref, ref, ref value) {
    raise_error(AttributeError_type, value ? "can't set attribute" : "can't delete attribute");
    return false;
}
object getter_repr(ref self) {
    str_builder text;
    text.add("_tuplegetter(");
    text.add_repr(self.as<tuplegetter>()->index);
    text.add(", ");
    if (!text.add_repr(self.as<tuplegetter>()->doc)) return {};
    text.add(')');
    return text.finish();
}
object getter_doc(ref self, const ref* args, std::size_t count, ref) {
    if (count) {
        self.as<tuplegetter>()->doc = args[0];
        return None;
    }
    return self.as<tuplegetter>()->doc;
}
constexpr method_definition getter_methods[] = {
    {"__doc__", getter_doc, "", method_getter, getter_doc},
    {nullptr, nullptr},
};

ref fields_of(ref x) noexcept {
    static const ref name = intern("_fields");
    return lookup(has_flag(x, is_type) ? x.as<type_object>() : x.type(), name);
}

object new_entry(function_object& self, object* bound) {
    const auto n = static_cast<std::size_t>(function_data(self).small());
    object values = make_tuple(reinterpret_cast<const ref*>(bound + 1), n);
    if (!has_flag(bound[0], is_type))
        return raise_error(TypeError_type, "tuple.__new__(X): X is not a type object (%T)", ref(bound[0]));
    return tuple_for(*bound[0].as<type_object>(), values);
}

object make_entry(function_object&, object* bound) {
    object values = tuple_from(bound[1]);
    if (!values) return {};
    const std::size_t wanted = static_cast<std::size_t>(length_of(fields_of(bound[0])));
    const std::size_t got = values.as<tuple_object>()->size;
    if (wanted != got) return raise_error(TypeError_type, "Expected %zu arguments, got %zu", wanted, got);
    return tuple_for(*bound[0].as<type_object>(), values);
}

object replace_entry(function_object&, object* bound) {
    const ref self = bound[0], changes = bound[1];
    auto* fields = fields_of(self).as<tuple_object>();
    object values = make_list();
    for (std::size_t i = 0; i < fields->size; ++i) {
        object change;
        if (dict_remove(changes, fields->items[i], &change) < 0) return {};
        list_append(values, change ? change : self.as<tuple_object>()->items[i]);
    }
    if (dict_size(changes))
        return raise_error(TypeError_type, "Got unexpected field names: %R", ref(list_from(changes)));
    static const ref make_name = intern("_make");
    return ref(self.type()).call(make_name, values);
}

object repr_entry(function_object&, object* bound) {
    static const ref class_name = intern("__class__"), name = intern("__name__");
    object type_name = bound[0].attr(class_name).attr(name);
    if (!type_name) return {};
    auto* fields = fields_of(bound[0]).as<tuple_object>();
    auto* values = bound[0].as<tuple_object>();
    str_builder text;
    if (!text.add_str(type_name)) return {};
    text.add('(');
    for (std::size_t i = 0; i < fields->size && i < values->size; ++i) {
        if (i) text.add(", ");
        text.add(text_of(fields->items[i]));
        text.add('=');
        if (!text.add_repr(values->items[i])) return {};
    }
    text.add(')');
    return text.finish();
}

object asdict_entry(function_object&, object* bound) {
    auto* fields = fields_of(bound[0]).as<tuple_object>();
    auto* values = bound[0].as<tuple_object>();
    object result = make_dict();
    for (std::size_t i = 0; i < fields->size && i < values->size; ++i)
        if (!dict_set(result, fields->items[i], values->items[i])) return {};
    return result;
}

object getnewargs_entry(function_object&, object* bound) {
    auto* t = bound[0].as<tuple_object>();
    return make_tuple(reinterpret_cast<const ref*>(t->items), t->size);
}

bool add_method(ref ns, const std::string& cls, const char* name, const char* signature, entry_point entry) noexcept {
    return dict_set(ns, intern(name), make_code_function({name, cls + "." + name, signature, entry}));
}

object field_names_from(ref names) noexcept {
    object parts = names;
    if (is_str(names)) {
        static const ref replace = intern("replace"), split = intern("split");
        parts = names.call(replace, intern(","), intern(" ")).call(split);
    }
    object it = parts ? get_iterator(parts) : object();
    if (!it) return {};
    object result = make_list();
    while (object name = next_value(it)) {
        object text = to_str(name);
        if (!text) return {};
        list_append(result, intern_str(text));
    }
    return is_failed() ? object() : result;
}

bool is_identifier(ref name) noexcept {
    static const ref method = intern("isidentifier");
    object answer = name.call(method);
    return answer && answer.is(True);
}

/// rename=True: what can't be a field becomes _0, _1, ...
void rename_fields(ref fields) noexcept {
    auto* list = fields.as<list_object>();
    object seen = make_set();
    for (std::size_t i = 0; i < list->size; ++i) {
        const std::string_view text = text_of(list->items[i]);
        if (!is_identifier(list->items[i]) || is_keyword(text) || text.starts_with("_") ||
            set_contains(seen, list->items[i]) > 0)
            list->items[i] = intern("_" + std::to_string(i));
        set_add(seen, list->items[i]);
    }
}

}  // namespace

bool is_keyword(std::string_view word) noexcept {
    for (std::string_view k : {"False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
                               "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
                               "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
                               "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"})
        if (word == k) return true;
    return false;
}

bool check_namedtuple_names(ref name, ref fields) noexcept {
    auto* list = fields.as<list_object>();
    object seen = make_set();
    for (std::size_t i = 0; i <= list->size; ++i) {
        const ref one = i ? ref(list->items[i - 1]) : name;
        if (!is_identifier(one))
            return raise_error(ValueError_type, "Type names and field names must be valid identifiers: %R", one), false;
        if (is_keyword(text_of(one)))
            return raise_error(ValueError_type, "Type names and field names cannot be a keyword: %R", one), false;
    }
    for (std::size_t i = 0; i < list->size; ++i) {
        const ref field = list->items[i];
        if (text_of(field).starts_with("_"))
            return raise_error(ValueError_type, "Field names cannot start with an underscore: %R", field), false;
        if (set_contains(seen, field) > 0)
            return raise_error(ValueError_type, "Encountered duplicate field name: %R", field), false;
        set_add(seen, field);
    }
    return true;
}

object make_namedtuple_class(ref name, ref fields, ref defaults, ref module, ref extra, ref extra_bases) noexcept {
    const std::string cls(text_of(name));
    auto* names = fields.as<tuple_object>();
    const std::size_t n = names->size, optional = defaults ? defaults.as<tuple_object>()->size : 0;
    std::string signature = "_cls", doc = cls + "(";
    object field_defaults = make_dict(), ns = make_dict();
    for (std::size_t i = 0; i < n; ++i) {
        const std::string field(text_of(names->items[i]));
        signature += ", " + field;
        doc += (i ? ", " : "") + field;
        if (i + optional < n) continue;
        signature += "=";
        dict_set(field_defaults, names->items[i], defaults.as<tuple_object>()->items[i + optional - n]);
    }
    doc += ")";
    object make_function = make_code_function({"_make", cls + "._make", "cls, iterable", make_entry});
    bool ok = dict_set(ns, intern("__doc__"), make_str(doc)) && dict_set(ns, intern("__slots__"), new_tuple(0)) &&
              dict_set(ns, intern("_fields"), fields) && dict_set(ns, intern("_field_defaults"), field_defaults) &&
              dict_set(ns, intern("__new__"),
                       make_code_function({"__new__", cls + ".__new__", signature, new_entry},
                                          static_cast<std::int64_t>(n), defaults)) &&
              dict_set(ns, intern("_make"), make_classmethod(make_function)) &&
              add_method(ns, cls, "_replace", "self, /, **kwds", replace_entry) &&
              add_method(ns, cls, "__replace__", "self, /, **kwds", replace_entry) &&
              add_method(ns, cls, "__repr__", "self", repr_entry) &&
              add_method(ns, cls, "_asdict", "self", asdict_entry) &&
              add_method(ns, cls, "__getnewargs__", "self", getnewargs_entry) &&
              dict_set(ns, intern("__match_args__"), fields) && (!module || dict_set(ns, intern("__module__"), module));
    for (std::size_t i = 0; ok && i < n; ++i) {
        object getter = object::take(make<tuplegetter>(static_cast<std::int64_t>(i)));
        getter.as<tuplegetter>()->doc = make_str("Alias for field number " + std::to_string(i));
        ok = dict_set(ns, names->items[i], getter);
    }
    if (!ok || (extra && !dict_update(ns, extra))) return {};
    object bases = tuple(ref(&tuple_type));
    if (extra_bases) bases = bases + extra_bases;
    return make_class(&type_type, name, bases, ns, {});
}

object make_namedtuple(const char* name, std::initializer_list<const char*> fields, const char* module) noexcept {
    object names = make_list();
    for (const char* field : fields) list_append(names, intern(field));
    return make_namedtuple_class(intern(name), list_to_tuple(std::move(names)), {}, intern(module));
}

object namedtuple_function(ref, const ref* args, std::size_t, ref) {
    object fields = field_names_from(args[1]);
    object name = fields ? to_str(args[0]) : object();
    if (!name) return {};
    const ref interned_name = intern_str(name);
    if (args[2] && truth(args[2])) rename_fields(fields);
    if (is_failed() || !check_namedtuple_names(interned_name, fields)) return {};
    object defaults;
    if (args[3] && !args[3].is(None)) {
        defaults = tuple_from(args[3]);
        if (!defaults) return {};
        if (defaults.as<tuple_object>()->size > fields.as<list_object>()->size)
            return raise_error(TypeError_type, "Got more default values than field names");
    }
    const ref module = args[4] && !args[4].is(None) ? args[4] : ref(intern("__main__"));
    return make_namedtuple_class(interned_name, list_to_tuple(fields), defaults, module);
}

constinit type_object tuplegetter_type("collections._tuplegetter", &object_type, 0, [](type_object& t) {
    t.methods = getter_methods;
    t.dealloc = getter_dealloc;
    t.repr = getter_repr;
    t.descr_get = getter_get;
    t.descr_set = getter_set;
});

}  // namespace cowith
