// The namespace of an enum's class body (EnumDict), auto(), member() and nonmember().
#include "enum.hpp"

namespace cowith::enums {

enum_dict::enum_dict() noexcept { type = &enum_dict_type; }

object make_enum_dict(ref class_name) noexcept {
    auto* d = make<enum_dict>();
    d->class_name = class_name;
    d->members = make_dict();
    d->last_values = make_list();
    track(d);
    return object::take(d);
}

namespace {

void enum_dict_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    dict_clear(self);
    destroy<enum_dict>(self);
}
void enum_dict_traverse(header* self, visitor v, void* context) {
    dict_type.traverse(self, v, context);
    auto& d = *static_cast<enum_dict*>(self);
    for (const object* o : {&d.class_name, &d.members, &d.last_values, &d.ignored, &d.generate}) visit(*o, v, context);
}
object enum_dict_new(type_object&, const ref* args, std::size_t count, ref) {
    return make_enum_dict(count ? args[0] : ref());
}
bool enum_dict_init(ref, const ref*, std::size_t, ref) { return true; }

bool is_sunder(std::string_view s) noexcept {
    return s.size() > 2 && s.front() == '_' && s.back() == '_' && s[1] != '_' && s[s.size() - 2] != '_';
}
bool is_private(ref class_name, std::string_view s) noexcept {
    if (!class_name) return false;
    const std::string prefix = "_" + std::string(text_of(class_name)) + "__";
    return s.size() > prefix.size() && s.starts_with(prefix) && !(s.ends_with("__"));
}
bool is_descriptor(ref x) noexcept {
    if (!x.is_heap()) return false;
    for (const char* name : {"__get__", "__set__", "__delete__"})
        if (lookup(x.type(), intern(name))) return true;
    return false;
}
/// A class defined in the body of the enum: no member.
bool is_inner_class(ref class_name, ref x) noexcept {
    if (!class_name || !has_flag(x, is_type)) return false;
    const std::string name = class_qualname(x);
    const std::string wanted = std::string(text_of(class_name)) + "." + x.as<type_object>()->name;
    return name == wanted || name.ends_with("." + wanted);
}

object next_value_for(enum_dict& d, ref key) noexcept {
    object last = list_from(d.last_values);
    d.auto_called = true;
    const std::int64_t count = static_cast<std::int64_t>(dict_size(d.members));
    return d.generate ? d.generate(key, 1, count, last) : raise_error(TypeError_type, "auto() outside an enum class");
}

bool is_auto(ref x) noexcept { return x.is_heap() && has_type(x, auto_type); }

/// The value that an auto() stands for.
object resolve_auto(enum_dict& d, ref key, ref x) noexcept {
    if (!wrapped(x)) {
        object value = next_value_for(d, key);
        if (!value) return {};
        wrapped(x) = std::move(value);
    }
    object value = wrapped(x);
    list_append(d.last_values, value);
    return value;
}

/// Replaces auto() in a member's value; `had_auto`: there was one.
object resolve(enum_dict& d, ref key, ref value, bool& had_auto) noexcept {
    had_auto = is_auto(value);
    if (had_auto) return resolve_auto(d, key, value);
    if (!has_flag(value, is_tuple)) return value;
    auto* t = value.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) had_auto |= is_auto(t->items[i]);
    if (!had_auto) return value;
    object parts = make_list();
    for (std::size_t i = 0; i < t->size; ++i) {
        object part = is_auto(t->items[i]) ? resolve_auto(d, key, t->items[i]) : t->items[i];
        if (!part) return {};
        list_append(parts, part);
    }
    if (value.is_instance_exactly(tuple_type)) return list_to_tuple(std::move(parts));
    auto* l = parts.as<list_object>();
    return call_vector(ref(value.type()), reinterpret_cast<const ref*>(l->items), l->size);
}

bool set_sunder(enum_dict& d, ref key, object& value) noexcept {
    const std::string_view name = text_of(key);
    bool known = false;
    for (std::string_view k : {"_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
                               "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_",
                               "_add_value_alias_", "_use_args_", "_value_repr_", "_boundary_"})
        known |= k == name;
    if (!known)
        return raise_error(ValueError_type, "_sunder_ names, such as %R, are reserved for future Enum use", key), false;
    if (name == "_generate_next_value_") {
        if (d.auto_called)
            return raise_error(TypeError_type, "_generate_next_value_ must be defined before members"), false;
        object function = find_attribute(value, intern("__func__"));
        if (is_failed()) return false;
        d.generate = function ? function : value;
        if (!value.is_instance_exactly(staticmethod_type)) value = make_staticmethod(value);
    } else if (name == "_ignore_") {
        object names = is_str(value) ? value.call(intern("replace"), intern(","), intern(" ")).call(intern("split"))
                                     : list_from(value);
        if (!names) return false;
        d.ignored = names;
        value = std::move(names);
    }
    return true;
}

bool enum_dict_setitem(ref self, ref key, ref given) {
    enum_dict& d = as_enum_dict(self);
    if (!given) return dict_type.setitem(self, key, given);
    object value = given;
    const std::string_view name = is_str(key) ? text_of(key) : std::string_view();
    if (is_private(d.class_name, name) || is_dunder_text(name)) return dict_set(self, key, value);
    if (is_sunder(name)) return set_sunder(d, key, value) && dict_set(self, key, value);
    if (dict_get(d.members, key))
        return raise_error(TypeError_type, "%R already defined as %R", key, dict_get(self, key)), false;
    if (d.ignored && contains(d.ignored, key) > 0) return dict_set(self, key, value);
    if (value.is_instance_exactly(nonmember_type)) return dict_set(self, key, object(wrapped(value)));
    if (!value.is_instance_exactly(member_type) && (is_inner_class(d.class_name, value) || is_descriptor(value)))
        return dict_set(self, key, value);
    if (ref old = dict_get(self, key)) return raise_error(TypeError_type, "%R already defined as %R", key, old), false;
    if (value.is_instance_exactly(member_type)) value = object(wrapped(value));
    bool had_auto;
    object resolved = resolve(d, key, value, had_auto);
    if (!resolved || !dict_set(d.members, key, None)) return false;
    if (!had_auto) list_append(d.last_values, resolved);
    return dict_set(self, key, resolved);
}

object member_names_of(ref self, const ref*, std::size_t, ref) { return list_from(as_enum_dict(self).members); }
constexpr method_definition enum_dict_methods[] = {
    {"member_names", member_names_of, "", method_getter},
    {nullptr, nullptr},
};

// ---- auto, member, nonmember

void wrapper_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<wrapper_object>(self);
}
void wrapper_traverse(header* self, visitor v, void* context) {
    visit(static_cast<wrapper_object*>(self)->value, v, context);
}

template <bool Optional> object wrapper_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (!no_keywords(cls.name, names) || !count_between(cls.name, count, Optional ? 0 : 1, 1)) return {};
    auto* w = make_for<wrapper_object>(cls, cls);
    if (count) w->value = args[0];
    track(w);
    return object::take(w);
}
object auto_repr(ref self) {
    str_builder text;
    text.add("auto(");
    if (!wrapped(self))
        text.add("_auto_null");
    else if (!text.add_repr(wrapped(self)))
        return {};
    text.add(')');
    return text.finish();
}
object wrapper_value(ref self, const ref* args, std::size_t count, ref) {
    if (count) {
        wrapped(self) = args[0];
        return None;
    }
    return wrapped(self) ? wrapped(self) : object(None);
}
constexpr method_definition wrapper_methods[] = {
    {"value", wrapper_value, "", method_getter, wrapper_value},
    {nullptr, nullptr},
};
template <bool Optional> constexpr void fill_wrapper(type_object& t) noexcept {
    t.methods = wrapper_methods;
    t.instance_size = sizeof(wrapper_object);
    t.dealloc = wrapper_dealloc;
    t.traverse = wrapper_traverse;
    t.new_ = wrapper_new<Optional>;
    if (Optional) t.repr = auto_repr;
}

}  // namespace

constinit type_object enum_dict_type("enum.EnumDict", &dict_type, type_gc | type_subclassable | is_dict | type_mapping,
                                     [](type_object& t) {
                                         t.methods = enum_dict_methods;
                                         t.instance_size = sizeof(enum_dict);
                                         t.dealloc = enum_dict_dealloc;
                                         t.traverse = enum_dict_traverse;
                                         t.new_ = enum_dict_new;
                                         t.init = enum_dict_init;
                                         t.setitem = enum_dict_setitem;
                                     });
constinit type_object auto_type("enum.auto", &object_type, type_gc | type_subclassable, fill_wrapper<true>);
constinit type_object member_type("enum.member", &object_type, type_gc | type_subclassable, fill_wrapper<false>);
constinit type_object nonmember_type("enum.nonmember", &object_type, type_gc | type_subclassable, fill_wrapper<false>);

}  // namespace cowith::enums
