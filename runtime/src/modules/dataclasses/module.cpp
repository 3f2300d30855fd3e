// The functions of dataclasses, and the module.
#include "dataclasses.hpp"
#include "modules/copy.hpp"
#include "types/tuple.hpp"

#include <cowith/native_modules.hpp>

namespace cowith::dataclasses {
namespace {

object type_fields(ref instance) noexcept { return fields_of(ref(instance.type())); }

bool is_instance_of_dataclass(ref x) noexcept {
    object fields = type_fields(x);
    if (is_failed()) clear_pending();
    return bool(fields);
}

object apply_decorator(ref self, const ref* args, std::size_t, ref) {
    return process(args[0], self.as<parameters_object>()->values);
}
constexpr method_definition decorator{"wrap", apply_decorator, "self, cls"};

object dataclass_entry(function_object&, object* bound) {
    // cls, then the options in the order of their members
    options o;
    bool* const members[] = {&o.init,   &o.repr,       &o.eq,      &o.order, &o.unsafe_hash,
                             &o.frozen, &o.match_args, &o.kw_only, &o.slots, &o.weakref_slot};
    for (std::size_t i = 0; i < std::size(members); ++i) {
        const int value = truth_of(bound[i + 1]);
        if (value < 0) return {};
        *members[i] = value;
    }
    if (!bound[0].is(None)) {
        if (!has_flag(bound[0], is_type))
            return get_attribute(bound[0], intern("__module__"))
                       ? failed
                       : raise_error(TypeError_type, "dataclass() should be used on a class");
        return process(bound[0], o);
    }
    return make_native_function(decorator, intern("dataclasses"), object::take(make<parameters_object>(o)));
}

object each_value(ref x, bool as_dict, ref factory) noexcept;

object convert_items(ref x, bool as_dict, ref factory) noexcept {
    object values = make_list();
    object it = get_iterator(x);
    if (!it) return {};
    while (object item = next_value(it)) {
        object value = each_value(item, as_dict, factory);
        if (!value) return {};
        list_append(values, value);
    }
    return is_failed() ? object() : values;
}

object convert_instance(ref x, bool as_dict, ref factory) noexcept {
    object fields = type_fields(x);
    if (!fields) return {};
    object result = make_list();
    ref name, f;
    for (std::size_t i = 0; dict_next(fields, i, name, f);) {
        if (as_field(f).kind != field_kind::plain) continue;
        object value = each_value(get_attribute(x, name), as_dict, factory);
        if (!value) return {};
        list_append(result, as_dict ? tuple(name, value) : value);
    }
    if (!factory) return as_dict ? ref(&dict_type)(result) : list_to_tuple(std::move(result));
    return factory(result);
}

/// One value of asdict() and astuple(): dataclasses, lists, tuples and dicts in it are converted, the rest is copied deeply.
object each_value(ref x, bool as_dict, ref factory) noexcept {
    if (!x) return pass_on();
    if (stack_exhausted()) return {};
    if (x.is_small() || x.is(None) || is_str(x)) return x;
    if (is_instance_of_dataclass(x)) return convert_instance(x, as_dict, factory);
    if (has_flag(x, is_tuple)) {
        object values = convert_items(x, as_dict, factory);
        if (!values) return {};
        object named = find_attribute(x, intern("_fields"));
        if (is_failed()) return {};
        if (!named) return ref(x.type())(values);
        auto* l = values.as<list_object>();
        return call_vector(ref(x.type()), reinterpret_cast<const ref*>(l->items), l->size);
    }
    if (has_flag(x, is_list)) {
        object values = convert_items(x, as_dict, factory);
        return values ? ref(x.type())(values) : object();
    }
    if (has_flag(x, is_dict)) {
        object pairs = make_list();
        ref key, value;
        for (std::size_t i = 0; dict_next(x, i, key, value);) {
            object k = each_value(key, as_dict, factory), v = k ? each_value(value, as_dict, factory) : object();
            if (!v) return {};
            list_append(pairs, tuple(k, v));
        }
        object default_factory = find_attribute(x, intern("default_factory"));
        if (is_failed()) return {};
        if (!default_factory) return ref(x.type())(pairs);
        object result = ref(x.type())(default_factory);
        return result && dict_update_from(result, pairs) ? result : object();
    }
    return deep_copy(x);
}

constexpr method_definition functions[] = {
    {"dataclass", dataclass},
    {"field", field},
    {"fields", fields, "class_or_instance"},
    {"asdict", asdict, "obj, *, dict_factory=dict"},
    {"astuple", astuple, "obj, *, tuple_factory=tuple"},
    {"replace", replace, "obj, /, **changes"},
    {"is_dataclass", is_dataclass, "obj"},
    {"make_dataclass", make_dataclass,
     "cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, "
     "frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None, decorator=None"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    return add_functions(dict, functions, intern("dataclasses"), call_style::python) &&
           dict_set(dict, intern("MISSING"), missing) && dict_set(dict, intern("KW_ONLY"), ref(&kw_only_object)) &&
           add_type(dict, "Field", field_type) && add_type(dict, "InitVar", init_var_type) &&
           add_type(dict, "FrozenInstanceError", frozen_instance_error_type);
}

}  // namespace

object dataclass(ref, const ref* args, std::size_t count, ref names) {
    static auto& function = *new object([] {
        static const char* const parameters[] = {"init",   "repr",       "eq",      "order", "unsafe_hash",
                                                 "frozen", "match_args", "kw_only", "slots", "weakref_slot"};
        std::string signature = "cls=, /, *";
        object defaults = make_dict();
        for (std::size_t i = 0; i < std::size(parameters); ++i) {
            signature += std::string(", ") + parameters[i] + "=";
            dict_set(defaults, intern(parameters[i]), boolean(i < 3 || i == 6));
        }
        return make_code_function({"dataclass", "dataclass", signature, dataclass_entry}, {}, tuple(None), defaults,
                                  intern("dataclasses"));
    }());
    return call_vector(function, args, count, names);
}

object fields(ref, const ref* args, std::size_t, ref) {
    object all = fields_of(args[0]);
    if (!all)
        return is_failed() ? failed : raise_error(TypeError_type, "must be called with a dataclass type or instance");
    object result = make_list();
    ref name, f;
    for (std::size_t i = 0; dict_next(all, i, name, f);)
        if (as_field(f).kind == field_kind::plain) list_append(result, f);
    return list_to_tuple(std::move(result));
}

object asdict(ref, const ref* args, std::size_t, ref) {
    if (!is_instance_of_dataclass(args[0]))
        return raise_error(TypeError_type, "asdict() should be called on dataclass instances");
    return convert_instance(args[0], true, args[1]);
}
object astuple(ref, const ref* args, std::size_t, ref) {
    if (!is_instance_of_dataclass(args[0]))
        return raise_error(TypeError_type, "astuple() should be called on dataclass instances");
    return convert_instance(args[0], false, args[1]);
}

object replace_instance(ref instance, ref changes) noexcept {
    object all = type_fields(instance);
    if (!all) return {};
    object arguments = dict_copy(changes);
    ref name, f;
    for (std::size_t i = 0; dict_next(all, i, name, f);) {
        const field_object& one = as_field(f);
        if (one.kind == field_kind::class_variable) continue;
        const ref given = dict_get(arguments, name);
        if (!truth(one.init)) {
            if (given)
                return raise_error(TypeError_type,
                                   "field %S is declared with init=False, it cannot be specified with replace()", name);
            continue;
        }
        if (given) continue;
        if (one.kind == field_kind::init_variable && one.default_value.is(missing))
            return raise_error(TypeError_type, "InitVar %R must be specified with replace()", name);
        object value = get_attribute(instance, name);
        if (!value || !dict_set(arguments, name, value)) return {};
    }
    return call_tuple(ref(instance.type()), new_tuple(0), arguments);
}

object replace(ref, const ref* args, std::size_t, ref) {
    if (!is_instance_of_dataclass(args[0]))
        return raise_error(TypeError_type, "replace() should be called on dataclass instances");
    return replace_instance(args[0], args[1]);
}

object is_dataclass(ref, const ref* args, std::size_t, ref) {
    object all = fields_of(has_flag(args[0], is_type) ? args[0] : ref(args[0].type()));
    if (is_failed()) return {};
    return boolean(bool(all));
}

object make_dataclass(ref, const ref* args, std::size_t, ref) {
    object ns = args[3] && !args[3].is(None) ? dict_copy(args[3]) : make_dict();
    object annotations = make_dict();
    object it = get_iterator(args[1]);
    if (!it) return {};
    while (object item = next_value(it)) {
        object name = item, type = make_str("typing.Any"), value;
        if (!is_str(item)) {
            object parts = tuple_from(item);
            if (!parts) return {};
            auto* t = parts.as<tuple_object>();
            if (t->size < 1 || t->size > 3) return raise_error(TypeError_type, "Invalid field: %R", ref(item));
            name = t->items[0];
            if (t->size > 1) type = t->items[1];
            if (t->size > 2) value = t->items[2];
        }
        static const ref isidentifier = intern("isidentifier");
        if (!is_str(name) || !truth(name.call(isidentifier)))
            return raise_error(TypeError_type, "Field names must be valid identifiers: %R", ref(name));
        if (dict_get(annotations, name)) return raise_error(TypeError_type, "Field name duplicated: %R", ref(name));
        if (!dict_set(annotations, intern_str(name), type) || (value && !dict_set(ns, intern_str(name), value)))
            return {};
    }
    if (is_failed() || !dict_set(ns, intern("__annotations__"), annotations)) return {};
    const ref module = args[14] && !args[14].is(None) ? args[14] : ref(intern("__main__"));
    if (!dict_set(ns, intern("__module__"), module)) return {};
    object bases = args[2] ? tuple_from(args[2]) : new_tuple(0);
    if (!bases || !is_str(args[0]))
        return bases ? raise_error(TypeError_type, "type() argument 1 must be str, not %T", args[0]) : failed;
    object cls = make_class(&type_type, args[0], bases, ns, {});
    if (!cls) return {};
    options o;
    bool* const members[] = {&o.init,   &o.repr,       &o.eq,      &o.order, &o.unsafe_hash,
                             &o.frozen, &o.match_args, &o.kw_only, &o.slots, &o.weakref_slot};
    for (std::size_t i = 0; i < std::size(members); ++i)
        if (args[4 + i]) *members[i] = truth(args[4 + i]);
    return is_failed() ? object() : process(cls, o);
}

}  // namespace cowith::dataclasses

namespace cowith {
native_module native_modules::dataclasses("dataclasses", dataclasses::fill);
}
