// @dataclass(slots=True): the class made anew with __slots__, and its methods' `__class__` cells pointed at the new one.
#include "dataclasses.hpp"

namespace cowith::dataclasses {
namespace {

/// Names of slots that bases have already.
object inherited_slots(ref cls) noexcept {
    object names = make_set();
    auto* mro = cls.as<type_object>()->mro.as<tuple_object>();
    for (std::size_t i = 1; i + 1 < mro->size; ++i) {
        const ref slots = own_attribute(*mro->items[i].as<type_object>(), intern("__slots__"));
        if (!slots) {
            if (mro->items[i].as<type_object>()->type_flags & type_has_weakrefs) set_add(names, intern("__weakref__"));
            continue;
        }
        if (is_str(slots) ? !set_add(names, slots) : !set_update(names, slots)) return {};
    }
    return names;
}

void repoint(ref function, ref old_class, ref new_class) noexcept {
    if (!function.is_instance_exactly(function_type)) return;
    auto* f = function.as<function_object>();
    if (!f->closure || !f->code->free || std::string_view(f->code->free).find("__class__") == std::string_view::npos)
        return;
    auto* cells = f->closure.as<tuple_object>();
    for (std::size_t i = 0; i < cells->size; ++i)
        if (auto* cell = cells->items[i].as<cell_object>(); cell->value.is(old_class)) cell->value = new_class;
}

}  // namespace

object with_slots(ref cls, ref fields, const options& o) noexcept {
    auto& type = *cls.as<type_object>();
    if (own_attribute(type, intern("__slots__")))
        return raise_error(TypeError_type, "%s already specifies __slots__", type.name);
    object inherited = inherited_slots(cls), ns = inherited ? dict_copy(type.attributes) : object(),
           slots = make_list();
    if (!ns) return {};
    auto* list = fields.as<list_object>();
    for (std::size_t i = 0; i < list->size; ++i) {
        const field_object& f = as_field(list->items[i]);
        if (f.kind != field_kind::plain) continue;
        if (set_contains(inherited, f.name) == 0) list_append(slots, f.name);
        if (dict_remove(ns, f.name) < 0) return {};
    }
    if (o.weakref_slot && set_contains(inherited, intern("__weakref__")) == 0)
        list_append(slots, intern("__weakref__"));
    for (const char* name : {"__dict__", "__weakref__"})
        if (dict_remove(ns, intern(name)) < 0) return {};
    object slot_names = list_to_tuple(std::move(slots));
    if (!dict_set(ns, intern("__slots__"), slot_names)) return {};
    object result = ref(type.type)(type.own_name ? ref(type.own_name) : ref(intern(type.name)), type.bases, ns);
    if (!result || !set_attribute(result, intern("__qualname__"), type.qualname)) return {};
    ref name, value;
    for (std::size_t i = 0; dict_next(ns, i, name, value);) {
        object inner =
            value.is_instance_exactly(function_type) ? object(value) : find_attribute(value, intern("__wrapped__"));
        if (value.is_instance_exactly(property_type))
            for (const char* part : {"fget", "fset", "fdel"}) {
                object accessor = find_attribute(value, intern(part));
                if (accessor) repoint(accessor, cls, result);
            }
        if (is_failed()) clear_pending();
        if (inner) repoint(inner, cls, result);
    }
    return result;
}

}  // namespace cowith::dataclasses
