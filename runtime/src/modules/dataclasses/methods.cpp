// The methods that @dataclass puts into a class.
#include "dataclasses.hpp"

#include <cowith/class.hpp>

namespace cowith::dataclasses {
namespace {

/// What __init__ does with one field.
enum action : int { assign, assign_or_make, only_make, only_default, pass_to_post_init };

ref name_of(ref field) noexcept { return as_field(field).name; }
const list_object& items(ref fields) noexcept { return *fields.as<list_object>(); }

/// A tuple of the names of the fields for which `wanted` says so.
template <class Wanted> object names_where(ref fields, Wanted wanted) noexcept {
    object names = make_list();
    for (std::size_t i = 0; i < items(fields).size; ++i)
        if (wanted(as_field(items(fields).items[i]))) list_append(names, name_of(items(fields).items[i]));
    return list_to_tuple(std::move(names));
}

object method(ref cls, const char* name, const char* signature, entry_point entry, ref data) noexcept {
    object module = find_attribute(cls, intern("__module__"));
    if (is_failed()) return {};
    return make_code_function({name, class_qualname(cls) + "." + name, signature, entry}, data, {}, {}, module);
}

// data: (frozen, has __post_init__, plan); plan: name, action, default or factory, index of the parameter, for each field
object init_entry(function_object& f, object* bound) {
    const object* data = function_data(f).as<tuple_object>()->items;
    const bool frozen = data[0].is(True);
    auto* plan = data[2].as<tuple_object>();
    const ref self = bound[0];
    object post_arguments;
    for (std::size_t i = 0; i < plan->size; i += 4) {
        const ref name = plan->items[i];
        const auto what = static_cast<action>(plan->items[i + 1].small());
        const ref extra = plan->items[i + 2];
        object value;
        if (what == only_make) {
            value = extra();
        } else if (what == only_default) {
            value = extra;
        } else {
            value = bound[plan->items[i + 3].small()];
            if (value.is(ref(&factory_object))) value = extra();
        }
        if (!value) return {};
        if (what == pass_to_post_init) {
            if (!post_arguments) post_arguments = make_list();
            list_append(post_arguments, value);
        } else if (!(frozen ? generic_setattr(self, name, value) : set_attribute(self, name, value))) {
            return {};
        }
    }
    if (!data[1].is(True)) return None;
    static const ref post_init = intern("__post_init__");
    const auto* l = post_arguments ? post_arguments.as<list_object>() : nullptr;
    object done =
        call_method_vector(self, post_init, l ? reinterpret_cast<const ref*>(l->items) : nullptr, l ? l->size : 0);
    return done ? object(None) : object();
}

object values_of(ref self, ref names) noexcept {
    auto* t = names.as<tuple_object>();
    object result = new_tuple(t->size);
    for (std::size_t i = 0; i < t->size; ++i) {
        object value = get_attribute(self, t->items[i]);
        if (!value) return {};
        result.as<tuple_object>()->items[i] = std::move(value);
    }
    if (t->size) track(result.as<tuple_object>());
    return result;
}

object repr_entry(function_object& f, object* bound) {
    repr_guard guard(bound[0]);
    if (!guard) return make_str("...");
    static const ref class_name = intern("__class__"), qualname = intern("__qualname__");
    object cls = bound[0].attr(class_name).attr(qualname);
    if (!cls) return {};
    str_builder text;
    if (!text.add_str(cls)) return {};
    text.add('(');
    auto* names = function_data(f).as<tuple_object>();
    for (std::size_t i = 0; i < names->size; ++i) {
        if (i) text.add(", ");
        text.add(text_of(names->items[i]));
        text.add('=');
        object value = get_attribute(bound[0], names->items[i]);
        if (!value || !text.add_repr(value)) return {};
    }
    text.add(')');
    return text.finish();
}

/// other.__class__ is self.__class__; -1 failed.
int same_class(ref self, ref other) noexcept {
    static const ref class_name = intern("__class__");
    object a = get_attribute(self, class_name), b = a ? get_attribute(other, class_name) : object();
    return b ? a.is(b) : -1;
}

object eq_entry(function_object& f, object* bound) {
    if (bound[0].is(bound[1])) return True;
    const int same = same_class(bound[0], bound[1]);
    if (same < 0) return {};
    if (!same) return NotImplemented;
    auto* names = function_data(f).as<tuple_object>();
    object result = True;
    for (std::size_t i = 0; i < names->size; ++i) {
        object a = get_attribute(bound[0], names->items[i]);
        object b = a ? get_attribute(bound[1], names->items[i]) : object();
        result = compare_objects(a, b, compare::eq);
        const int equal = result ? truth_of(result) : -1;
        if (equal < 0) return {};
        if (!equal) return result;
    }
    return result;
}

template <compare Op> object order_entry(function_object& f, object* bound) {
    const int same = same_class(bound[0], bound[1]);
    if (same < 0) return {};
    if (!same) return NotImplemented;
    object a = values_of(bound[0], function_data(f));
    object b = a ? values_of(bound[1], function_data(f)) : object();
    return compare_objects(a, b, Op);
}

object hash_entry(function_object& f, object* bound) {
    object values = values_of(bound[0], function_data(f));
    if (!values) return {};
    const std::int64_t hash = hash_of(values);
    return hash == -1 ? object() : make_int(hash);
}

/// Raises FrozenInstanceError where the class or one of its fields is meant; data: (cls, names).
bool may_change(ref data, ref self, ref name, const char* what) noexcept {
    const object* parts = data.as<tuple_object>()->items;
    const int known = ref(self.type()).is(parts[0]) ? 1 : contains(parts[1], name);
    if (known > 0) raise_error(frozen_instance_error_type, "cannot %s field %R", what, name);
    return known == 0;
}
object setattr_entry(function_object& f, object* bound) {
    if (!may_change(function_data(f), bound[0], bound[1], "assign to")) return {};
    static const ref name = intern("__setattr__");
    return super_of(function_data(f).as<tuple_object>()->items[0], bound[0]).call(name, bound[1], bound[2]);
}
object delattr_entry(function_object& f, object* bound) {
    if (!may_change(function_data(f), bound[0], bound[1], "delete")) return {};
    static const ref name = intern("__delattr__");
    return super_of(function_data(f).as<tuple_object>()->items[0], bound[0]).call(name, bound[1]);
}

object replace_entry(function_object&, object* bound) { return replace_instance(bound[0], bound[1]); }

bool is_plain(const field_object& f) noexcept { return f.kind == field_kind::plain; }
bool compared(const field_object& f) noexcept { return is_plain(f) && truth(f.compare); }

/// TypeError "non-default argument 'y' follows default argument 'x'".
bool check_order(ref fields) noexcept {
    ref seen;
    for (std::size_t i = 0; i < items(fields).size; ++i) {
        const ref field = items(fields).items[i];
        if (!truth(as_field(field).init) || truth(as_field(field).kw_only)) continue;
        if (has_default(as_field(field)))
            seen = name_of(field);
        else if (seen)
            return raise_error(TypeError_type, "non-default argument %R follows default argument %R", name_of(field),
                               seen),
                   false;
    }
    return true;
}

}  // namespace

object make_init(ref cls, ref fields, const options& o) noexcept {
    if (!check_order(fields)) return {};
    std::string signature = "self", keyword_part;
    object defaults = make_list(), keyword_defaults = make_dict(), plan = make_list(), annotations = make_dict();
    for (std::size_t i = 0; i < items(fields).size; ++i)
        if (text_of(name_of(items(fields).items[i])) == "self") signature = "__dataclass_self__";
    std::int64_t positional = 1, keywords = 0;
    for (std::size_t i = 0; i < items(fields).size; ++i)
        if (const field_object& f = as_field(items(fields).items[i]); truth(f.init) && !truth(f.kw_only)) ++positional;

    std::int64_t next_positional = 1;
    for (std::size_t i = 0; i < items(fields).size; ++i) {
        const field_object& f = as_field(items(fields).items[i]);
        const bool made = !f.default_factory.is(missing), in_init = truth(f.init);
        action what = f.kind == field_kind::init_variable ? pass_to_post_init
                      : in_init                           ? (made ? assign_or_make : assign)
                      : made                              ? only_make
                                                          : only_default;
        std::int64_t index = 0;
        if (in_init) {
            dict_set(annotations, f.name, f.type);
            const bool optional = has_default(f);
            const ref value = made ? ref(&factory_object) : ref(f.default_value);
            std::string& part = truth(f.kw_only) ? keyword_part : signature;
            part += ", " + std::string(text_of(f.name)) + (optional ? "=" : "");
            if (truth(f.kw_only)) {
                index = positional + keywords++;
                if (optional) dict_set(keyword_defaults, f.name, value);
            } else {
                index = next_positional++;
                if (optional) list_append(defaults, value);
            }
        } else if (what == only_default && !(o.slots && !f.default_value.is(missing))) {
            continue;  // the class attribute is the value
        } else if (what == pass_to_post_init) {
            continue;
        }
        for (const ref& x : {ref(f.name), ref(static_cast<int>(what)),
                             made ? ref(f.default_factory) : ref(f.default_value), ref(index)})
            list_append(plan, x);
    }
    if (!keyword_part.empty()) signature += ", *" + keyword_part;
    object post_init = find_attribute(cls, intern("__post_init__"));
    if (is_failed()) return {};
    object module = find_attribute(cls, intern("__module__"));
    object data = tuple(boolean(o.frozen), boolean(bool(post_init)), list_to_tuple(std::move(plan)));
    object init = make_code_function({"__init__", class_qualname(cls) + ".__init__", signature, init_entry}, data,
                                     list_to_tuple(std::move(defaults)), keyword_defaults, module);
    if (!init) return {};
    dict_set(annotations, intern("return"), None);
    init.as<function_object>()->annotations = annotations;
    return init;
}

object make_repr(ref cls, ref fields) noexcept {
    return method(cls, "__repr__", "self", repr_entry,
                  names_where(fields, [](const field_object& f) { return is_plain(f) && truth(f.repr); }));
}
object make_eq(ref cls, ref fields) noexcept {
    return method(cls, "__eq__", "self, other", eq_entry, names_where(fields, compared));
}

object make_order(ref cls, ref fields, compare op) noexcept {
    object names = names_where(fields, compared);
    switch (op) {
    case compare::lt: return method(cls, "__lt__", "self, other", order_entry<compare::lt>, names);
    case compare::le: return method(cls, "__le__", "self, other", order_entry<compare::le>, names);
    case compare::gt: return method(cls, "__gt__", "self, other", order_entry<compare::gt>, names);
    default: return method(cls, "__ge__", "self, other", order_entry<compare::ge>, names);
    }
}

object make_hash(ref cls, ref fields) noexcept {
    object names = names_where(fields, [](const field_object& f) {
        return is_plain(f) && truth(f.hash.is(None) ? ref(f.compare) : ref(f.hash));
    });
    return method(cls, "__hash__", "self", hash_entry, names);
}
object make_frozen_setattr(ref cls, ref fields) noexcept {
    return method(cls, "__setattr__", "self, name, value", setattr_entry, tuple(cls, names_where(fields, is_plain)));
}
object make_frozen_delattr(ref cls, ref fields) noexcept {
    return method(cls, "__delattr__", "self, name", delattr_entry, tuple(cls, names_where(fields, is_plain)));
}
object make_replace(ref) noexcept {
    return make_code_function({"_replace", "_replace", "self, /, **changes", replace_entry}, {}, {}, {},
                              intern("dataclasses"));
}

}  // namespace cowith::dataclasses
