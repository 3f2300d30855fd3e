// The methods of Enum, and the functional form.
#include "enum.hpp"

namespace cowith::enums {

bool add_methods(ref ns, const char* cls, const method_entry* entries, std::size_t n) noexcept {
    for (std::size_t i = 0; i < n; ++i) {
        const method_entry& m = entries[i];
        object function = make_code_function({m.name, std::string(cls) + "." + m.name, m.signature, m.entry}, {}, {},
                                             {}, intern("enum"));
        if (m.kind == method_entry::static_method) function = make_staticmethod(function);
        if (m.kind == method_entry::class_method) function = make_classmethod(function);
        if (!function || !dict_set(ns, intern(m.name), function)) return false;
    }
    return true;
}

object find_by_value(ref cls, ref value) noexcept {
    if (value.is_heap() && value.type() == cls.as<type_object>()) return value;
    if (const ref map = value_map(cls)) {
        if (ref found = dict_get(map, value)) return found;
        if (is_failed()) {
            if (!pending_is(TypeError_type)) return {};
            clear_pending();
            ref name, member;
            for (std::size_t i = 0; dict_next(member_map(cls), i, name, member);) {
                object own_value = get_attribute(member, intern("_value_"));
                const int same = own_value ? compare_truth(own_value, value, compare::eq) : -1;
                if (same < 0) return {};
                if (same) return member;
            }
        }
    }
    static const ref missing = intern("_missing_");
    object result = cls.call(missing, value), problem;
    if (!result) {
        if (!pending_is(Exception_type)) return {};
        problem = take_pending();
    } else {
        const int fits = is_instance(result, cls);
        if (fits < 0) return {};
        if (fits) return result;
        if (is_flag_class(cls) && is_int(result) && of_class(cls, "_boundary_").is(eject)) return result;
    }
    str_builder text;
    if (!text.add_repr(value)) return {};
    text.add(" is not a valid ");
    text.add(class_qualname(cls));
    object invalid = new_exception(ValueError_type, text.finish());
    if (!problem && result.is(None)) return raise(invalid);
    if (!problem) {
        str_builder wrong;
        wrong.add("error in " + std::string(cls.as<type_object>()->name) + "._missing_: returned ");
        if (!wrong.add_repr(result)) return {};
        wrong.add(" instead of None or a valid member");
        problem = new_exception(TypeError_type, wrong.finish());
    }
    if (!has_type(problem, ValueError_type)) problem.as<exception>()->context = invalid;
    return reraise(static_cast<exception*>(problem.give()));
}

namespace {

ref self_class(ref self) noexcept { return ref(self.type()); }
object name_of(ref self) noexcept { return get_attribute(self, intern("_name_")); }
object value_of(ref self) noexcept { return get_attribute(self, intern("_value_")); }

object new_entry(function_object&, object* bound) { return find_by_value(bound[0], bound[1]); }
object init_entry(function_object&, object*) { return None; }

object generate_entry(function_object&, object* bound) {
    // name, start, count, last_values
    if (length_of(bound[3]) == 0) return bound[1];
    object values = list_from(bound[3]);
    if (!values) return {};
    if (!list_sort(values)) {
        clear_pending();
        object error = new_exception(TypeError_type, make_str("unable to sort non-numeric values"));
        return raise_from(error, None);
    }
    object last = get_item(values, -1);
    object next = last + 1;
    if (next) return next;
    if (!pending_is(TypeError_type)) return {};
    clear_pending();
    str_builder text;
    text.add("unable to increment ");
    text.add_repr(last);
    return raise_from(new_exception(TypeError_type, text.finish()), None);
}

object missing_entry(function_object&, object*) { return None; }

object repr_entry(function_object&, object* bound) {
    object name = name_of(bound[0]), value = name ? value_of(bound[0]) : object();
    if (!value) return {};
    str_builder text;
    text.add('<');
    text.add(self_class(bound[0]).as<type_object>()->name);
    if (!name.is(None)) {
        text.add('.');
        text.add_str(name);
    }
    text.add(": ");
    if (!text.add_repr(value)) return {};
    text.add('>');
    return text.finish();
}

object str_entry(function_object&, object* bound) {
    object name = name_of(bound[0]);
    if (!name) return {};
    str_builder text;
    text.add(self_class(bound[0]).as<type_object>()->name);
    if (name.is(None)) {
        text.add('(');
        if (!text.add_repr(value_of(bound[0]))) return {};
        text.add(')');
    } else {
        text.add('.');
        text.add_str(name);
    }
    return text.finish();
}

object format_entry(function_object&, object* bound) {
    object text = to_str(bound[0]);
    return text ? format_value(text, bound[1]) : object();
}

object hash_entry(function_object&, object* bound) {
    object name = name_of(bound[0]);
    const std::int64_t hash = name ? hash_of(name) : -1;
    return hash == -1 ? object() : make_int(hash);
}

object reduce_entry(function_object&, object* bound) { return tuple(self_class(bound[0]), tuple(value_of(bound[0]))); }
object itself_entry(function_object&, object* bound) { return bound[0]; }

object dir_entry(function_object&, object* bound) {
    object names = make_set();
    for (const char* name : {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"})
        set_add(names, intern(name));
    object dict = find_attribute(bound[0], intern("__dict__"));
    if (is_failed()) return {};
    ref key, value;
    for (std::size_t i = 0; dict && dict_next(dict, i, key, value);)
        if (!text_of(key).starts_with("_")) set_add(names, key);
    auto* mro = bound[0].type()->mro.as<tuple_object>();
    for (std::size_t j = 0; j < mro->size; ++j)
        for (std::size_t i = 0; dict_next(mro->items[j].as<type_object>()->attributes, i, key, value);)
            if (!text_of(key).starts_with("_") && !dict_get(member_map(self_class(bound[0])), key)) set_add(names, key);
    object result = list_from(names);
    return list_sort(result) ? result : object();
}

object str_enum_new_entry(function_object&, object* bound) {
    auto* values = bound[1].as<tuple_object>();
    if (values->size > 3) return raise_error(TypeError_type, "too many arguments for str(): %R", ref(bound[1]));
    if (values->size == 1 && !is_str(values->items[0]))
        return raise_error(TypeError_type, "%R is not a string", ref(values->items[0]));
    if (values->size > 1 && !is_str(values->items[1]))
        return raise_error(TypeError_type, "encoding must be a string, not %R", ref(values->items[1]));
    if (values->size > 2 && !is_str(values->items[2]))
        return raise_error(TypeError_type, "errors must be a string, not %R", ref(values->items[2]));
    object value = call_tuple(&str_type, bound[1]);
    object member = value ? get_attribute(&str_type, intern("__new__"))(bound[0], value) : object();
    return member && generic_setattr(member, intern("_value_"), value) ? member : object();
}
object lower_name_entry(function_object&, object* bound) { return bound[0].call(intern("lower")); }

}  // namespace

const method_entry enum_methods[] = {
    {"__new__", "cls, value", new_entry, method_entry::static_method},
    {"__init__", "self, *args, **kwds", init_entry},
    {"_generate_next_value_", "name, start, count, last_values", generate_entry, method_entry::static_method},
    {"_missing_", "cls, value", missing_entry, method_entry::class_method},
    {"__repr__", "self", repr_entry},
    {"__str__", "self", str_entry},
    {"__format__", "self, format_spec", format_entry},
    {"__hash__", "self", hash_entry},
    {"__dir__", "self", dir_entry},
    {"__reduce_ex__", "self, proto", reduce_entry},
    {"__copy__", "self", itself_entry},
    {"__deepcopy__", "self, memo", itself_entry},
};
const std::size_t enum_method_count = std::size(enum_methods);

const method_entry str_enum_methods[] = {
    {"__new__", "cls, *values", str_enum_new_entry, method_entry::static_method},
    {"_generate_next_value_", "name, start, count, last_values", lower_name_entry, method_entry::static_method},
};
const std::size_t str_enum_method_count = std::size(str_enum_methods);

object create_by_names(ref cls, ref class_name, ref names, ref module, ref qualname, ref mixin, ref start,
                       ref boundary) noexcept {
    const auto given = [](ref x) { return x && !x.is(None); };
    object bases = given(mixin) ? tuple(mixin, cls) : tuple(cls);
    object ns = ref(cls.type()).call(intern("__prepare__"), class_name, bases);
    if (!ns) return {};
    object list = !names          ? make_list()
                  : is_str(names) ? names.call(intern("replace"), intern(","), intern(" ")).call(intern("split"))
                                  : object();
    object pairs;
    if (!list && has_flag(names, is_dict))
        pairs = list_from(dict_items(names));
    else if (!list)
        list = list_from(names);
    if (!list && !pairs) return {};
    object first = given(start) ? object(start) : object(1), last_values = make_list();
    auto* l = (pairs ? pairs : list).as<list_object>();
    for (std::size_t i = 0; i < l->size; ++i) {
        object name = l->items[i], value;
        if (!is_str(name)) {
            object a, b;
            object* out[] = {&a, &b};
            if (!unpack(name, 2, out)) return {};
            name = a;
            value = b;
        } else {
            value = cls.call(intern("_generate_next_value_"), name, first, static_cast<std::int64_t>(i),
                             list_from(last_values));
            if (!value) return {};
            list_append(last_values, value);
        }
        if (!set_item(ns, intern_str(name), value)) return {};
    }
    if (!set_item(ns, intern("__module__"), given(module) ? module : ref(intern("__main__")))) return {};
    if (given(qualname) && !set_item(ns, intern("__qualname__"), qualname)) return {};
    object keywords = given(boundary) ? dict(intern("boundary"), boundary) : make_dict();
    return call_tuple(ref(cls.type()), tuple(class_name, bases, ns), keywords);
}

}  // namespace cowith::enums
