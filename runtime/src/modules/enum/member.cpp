// How members come to be: the stand-in that type.__new__ asks to set its name, and the properties that members can hide.
#include "enum.hpp"

namespace cowith::enums {
namespace {

struct proto_member : gc_header {
    object value;
    explicit proto_member(ref v) noexcept : gc_header(&proto_member_type), value(v) {}
};
void proto_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<proto_member>(self);
}
void proto_traverse(header* self, visitor v, void* context) {
    visit(static_cast<proto_member*>(self)->value, v, context);
}

ref value_name() noexcept {
    static const ref n = intern("_value_");
    return n;
}

/// The new member, not yet named: cls._new_member_(cls, *args), with its _value_.
object make_member(ref cls, ref value) noexcept {
    object member_type = of_class(cls, "_member_type_"), use_args = of_class(cls, "_use_args_"),
           new_member = of_class(cls, "_new_member_");
    if (!new_member) return {};
    object args = has_flag(value, is_tuple) ? object(value) : tuple(value);
    if (member_type.is(ref(&tuple_type))) args = tuple(args);
    object call_args = tuple(cls);
    if (truth(use_args)) call_args = call_args + args;
    object member = call_tuple(new_member, call_args);
    if (!member) return {};
    object own_value = find_attribute(member, value_name());
    if (is_failed()) return {};
    if (!own_value) {
        own_value = member_type.is(ref(&object_type)) ? object(value) : call_tuple(member_type, args);
        if (!own_value) {
            object cause = take_pending();
            object error = new_exception(TypeError_type, make_str("_value_ not set in __new__, unable to create it"));
            return raise_from(error, cause);
        }
        if (!generic_setattr(member, value_name(), own_value)) return {};
    }
    return member;
}

/// The arguments of __init__: the value as the class body wrote it.
object init_arguments(ref cls, ref value) noexcept {
    object args = has_flag(value, is_tuple) ? object(value) : tuple(value);
    return of_class(cls, "_member_type_").is(ref(&tuple_type)) ? tuple(args) : args;
}

/// A member that has this value already; empty and nothing pending: none.
object canonical(ref cls, ref value) noexcept {
    ref found = dict_get(value_map(cls), value);
    if (found || !is_failed()) return found;
    if (!pending_is(TypeError_type)) return {};
    clear_pending();  // unhashable: compared with each
    ref name, member;
    for (std::size_t i = 0; dict_next(member_map(cls), i, name, member);) {
        object other = get_attribute(member, value_name());
        const int same = other ? compare_truth(other, value, compare::eq) : -1;
        if (same < 0) return {};
        if (same) return member;
    }
    return {};
}

bool is_single_bit(ref value) noexcept { return !equal(value, 0) && equal(ref(value & ref(value - 1)), 0); }

bool note_flag_bits(ref cls, ref value) noexcept {
    object mask = of_class(cls, "_flag_mask_") | value;
    if (!mask || !set_class_attribute(cls, intern("_flag_mask_"), mask)) return false;
    if (is_single_bit(value) &&
        !set_class_attribute(cls, intern("_singles_mask_"), ref(of_class(cls, "_singles_mask_") | value)))
        return false;
    object bits = mask.call(intern("bit_length"));
    object all = bits ? power(2, bits) - 1 : object();
    return all && set_class_attribute(cls, intern("_all_bits_"), all);
}

/// The property of that name in a base, which stays visible on members.
object hidden_property(ref cls, ref name) noexcept {
    auto* mro = cls.as<type_object>()->mro.as<tuple_object>();
    for (std::size_t i = 1; i < mro->size; ++i)
        if (const ref found = own_attribute(*mro->items[i].as<type_object>(), name))
            return found.is_instance_exactly(enum_property_type) || found.is_instance_exactly(property_type)
                       ? object(found)
                       : object();
    return {};
}

bool add_member(ref cls, ref name, ref member) noexcept {
    if (ref known = dict_get(member_map(cls), name)) {
        if (known.is(member)) return true;
        raise_error(NameError_type, "%R is already bound: %R", name, known);
        return false;
    }
    object property = hidden_property(cls, name);
    object value = property ? make_member_property(cls, name, member, property) : object(member);
    return value && set_class_attribute(cls, name, value) && dict_set(member_map(cls), name, member);
}

object set_name(ref self, const ref* args, std::size_t, ref) {
    const ref cls = args[0], name = args[1];
    const object value = self.as<proto_member>()->value;
    if (!set_class_attribute(cls, name, ref())) return {};
    object member = make_member(cls, value);
    object own_value = member ? get_attribute(member, value_name()) : object();
    if (!own_value || !generic_setattr(member, intern("_name_"), name) ||
        !generic_setattr(member, intern("__objclass__"), cls))
        return {};
    object args_for_init = init_arguments(cls, value);
    object init = get_attribute(member, intern("__init__"));
    if (!init || !call_tuple(init, args_for_init)) return {};
    const std::int64_t order = length_of(member_names(cls));
    if (!generic_setattr(member, intern("_sort_order_"), order)) return {};

    const bool flag = is_flag_class(cls);
    if (flag && is_int(own_value) && !note_flag_bits(cls, own_value)) return {};
    object known = canonical(cls, own_value);
    if (is_failed()) return {};
    if (known)
        member = known;
    else if (!flag || (is_int(own_value) && is_single_bit(own_value)))
        list_append(member_names(cls), name);
    if (is_failed() || !add_member(cls, name, member)) return {};
    if (!dict_get(value_map(cls), own_value)) {
        if (!is_failed() && !dict_set(value_map(cls), own_value, member)) return {};
        if (is_failed()) {
            if (!pending_is(TypeError_type)) return {};
            clear_pending();  // unhashable: found by comparing
            list_append(own(cls, "_unhashable_values_"), own_value);
        }
    }
    return None;
}

constexpr method_definition proto_methods[] = {
    {"__set_name__", set_name, "self, enum_class, member_name"},
    {nullptr, nullptr},
};

// ---- enum.property

struct enum_property : gc_header {
    object getter, setter, deleter;  // callables, or empty
    object attribute;                // native properties: the instance attribute to read
    object name, class_name, member, doc;
    enum_property() noexcept : gc_header(&enum_property_type) {}
};
enum_property& as_property(ref x) noexcept { return *x.as<enum_property>(); }

void property_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<enum_property>(self);
}
void property_traverse(header* self, visitor v, void* context) {
    auto& p = *static_cast<enum_property*>(self);
    for (const object* o : {&p.getter, &p.setter, &p.deleter, &p.attribute, &p.name, &p.class_name, &p.member, &p.doc})
        visit(*o, v, context);
}

object build_property(ref cls, const ref* args, std::size_t, ref) {
    auto* p = make_for<enum_property>(*cls.as<type_object>());
    const auto given = [](ref x) { return x && !x.is(None) ? x : ref(); };
    p->getter = given(args[0]);
    p->setter = given(args[1]);
    p->deleter = given(args[2]);
    p->doc = args[3];
    track(p);
    return object::take(p);
}
constexpr method_definition property_constructor{"property", build_property,
                                                 "fget=None, fset=None, fdel=None, doc=None"};
object property_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    return call_bound(property_constructor, &cls, args, count, names);
}

object property_get(ref self, ref instance, ref owner) {
    enum_property& p = as_property(self);
    if (!instance) {
        if (p.member) return p.member;
        return raise_error(AttributeError_type, "%R has no attribute %R", owner, p.name ? ref(p.name) : None);
    }
    if (p.attribute) return get_attribute(instance, p.attribute);
    if (p.getter)
        return p.getter.type()->descr_get && p.getter.is_instance_exactly(property_type)
                   ? property_type.descr_get(p.getter, instance, owner)
                   : p.getter(instance);
    if (p.member) return p.member;
    return raise_error(AttributeError_type, "%R has no attribute %R", owner, p.name ? ref(p.name) : None);
}
bool property_set(ref self, ref instance, ref value) {
    enum_property& p = as_property(self);
    const ref function = value ? ref(p.setter) : ref(p.deleter);
    if (function) return bool(value ? function(instance, value) : function(instance));
    raise_error(AttributeError_type, "<enum %R> cannot %s attribute %R", p.class_name ? ref(p.class_name) : None,
                value ? "set" : "delete", p.name ? ref(p.name) : None);
    return false;
}
object property_set_name(ref self, const ref* args, std::size_t, ref) {
    as_property(self).name = args[1];
    as_property(self).class_name = get_attribute(args[0], intern("__name__"));
    return None;
}
template <object enum_property::* Part> object with_part(ref self, const ref* args, std::size_t, ref) {
    const enum_property& p = as_property(self);
    auto* copy = make<enum_property>();
    copy->getter = p.getter;
    copy->setter = p.setter;
    copy->deleter = p.deleter;
    copy->doc = p.doc;
    copy->*Part = args[0];
    track(copy);
    return object::take(copy);
}
object property_getter(ref self, const ref*, std::size_t, ref) {
    return as_property(self).getter ? as_property(self).getter : object(None);
}
constexpr method_definition property_methods[] = {
    {"fget", property_getter, "", method_getter},
    {"getter", with_part<&enum_property::getter>, "self, fget"},
    {"setter", with_part<&enum_property::setter>, "self, fset"},
    {"deleter", with_part<&enum_property::deleter>, "self, fdel"},
    {"__set_name__", property_set_name, "self, ownerclass, name"},
    {nullptr, nullptr},
};

}  // namespace

object make_proto_member(ref value) noexcept {
    auto* p = make<proto_member>(value);
    track(p);
    return object::take(p);
}

object make_instance_property(const char* name, const char* attribute) noexcept {
    auto* p = make<enum_property>();
    p->name = intern(name);
    p->class_name = intern("Enum");
    p->attribute = intern(attribute);
    track(p);
    return object::take(p);
}

object make_member_property(ref cls, ref name, ref member, ref hidden) noexcept {
    auto* p = make<enum_property>();
    p->name = name;
    p->class_name = get_attribute(cls, intern("__name__"));
    p->member = member;
    if (hidden.is_instance_exactly(enum_property_type)) {
        p->getter = as_property(hidden).getter;
        p->attribute = as_property(hidden).attribute;
    } else {
        p->getter = hidden;
    }
    track(p);
    return object::take(p);
}

constinit type_object proto_member_type("enum._proto_member", &object_type, type_gc, [](type_object& t) {
    t.methods = proto_methods;
    t.dealloc = proto_dealloc;
    t.traverse = proto_traverse;
});
constinit type_object enum_property_type("enum.property", &object_type, type_gc | type_subclassable,
                                         [](type_object& t) {
                                             t.methods = property_methods;
                                             t.instance_size = sizeof(enum_property);
                                             t.dealloc = property_dealloc;
                                             t.traverse = property_traverse;
                                             t.new_ = property_new;
                                             t.descr_get = property_get;
                                             t.descr_set = property_set;
                                         });

}  // namespace cowith::enums
