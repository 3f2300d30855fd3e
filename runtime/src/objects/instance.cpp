// Instances of classes made at run time: inline fields, the dict they move to on demand, and their life.
#include "attributes.hpp"
#include "instance_layout.hpp"

#include <cowith/class.hpp>
#include <cowith/weakref.hpp>

#include <cstring>

namespace cowith {

using namespace literals;

void move_fields_to_dict(header* h, object& dict) noexcept {
    const type_object* type = h->type;
    instance_fields* fields = fields_of(h);
    dict = make_dict();
    const auto* names = type->field_names.as<tuple_object>();
    const std::size_t count = fields->order & 15;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = fields->order >> (4 * (i + 1)) & 15;
        dict_set(dict, names->items[at], fields->values[at]);
    }
    for (std::uint32_t i = 0; i < type->field_count; ++i) fields->values[i].reset();
    fields->order = 0;
}

ref instance_dict(ref x) noexcept {
    if (!x.is_heap() || !x.type()->dict_offset) return {};
    object& dict = dict_of(x.heap());
    if (!dict) {
        if (x.type()->fields_offset)
            move_fields_to_dict(x.heap(), dict);
        else
            dict = make_dict();
    }
    return dict;
}

namespace {

/// Forgets field `at` in the order word.
void remove_from_order(instance_fields* fields, std::size_t at) noexcept {
    const std::uint64_t old = fields->order;
    const std::size_t count = old & 15;
    std::uint64_t order = 0;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t field = old >> (4 * (i + 1)) & 15;
        if (field != at) order |= field << (4 * ++kept);
    }
    fields->order = order | kept;
}

failed_t raise_read_only(ref x, ref name) noexcept {
    return raise_attribute_error(x, name, "'%.100s' object attribute '%S' is read-only", name_of(x.type()), name);
}

}  // namespace

object generic_getattr(ref x, ref name) {
    name = attribute_name(name);
    if (!name) return {};
    type_object* type = x.type();
    const class_entry entry = find_in_class(type, name);
    if (entry.value && is_data_descriptor(entry.value) && entry.value.type()->descr_get)
        return entry.value.type()->descr_get(entry.value, x, ref(type));
    if (type->dict_offset) {
        const object& dict = dict_of(x.heap());
        if (dict) {
            if (ref found = dict_get_interned(dict, name)) return found;
        } else if (entry.field >= 0) {
            if (const object& value = fields_of(x.heap())->values[entry.field]) [[likely]]
                return value;
        }
    }
    if (entry.value) return bind_descriptor(entry.value, x, type);
    return raise_no_attribute(x, name);
}

bool generic_setattr(ref x, ref name, ref value) {
    name = attribute_name(name);
    if (!name) return false;
    type_object* type = x.type();
    const class_entry entry = find_in_class(type, name);
    if (entry.value && is_data_descriptor(entry.value)) return entry.value.type()->descr_set(entry.value, x, value);
    if (!type->dict_offset) {
        if (entry.value)
            raise_read_only(x, name);
        else
            raise_attribute_error(
                x, name,
                value || type->setattr != generic_setattr
                    ? "'%.100s' object has no attribute '%S' and no __dict__ for setting new attributes"
                    : "'%.100s' object has no attribute '%S' and no __dict__ for setting new attributes",
                name_of(type), name);
        return false;
    }
    object& dict = dict_of(x.heap());
    if (!dict && type->fields_offset) {
        instance_fields* fields = fields_of(x.heap());
        if (entry.field >= 0) {
            if (value) {
                set_field(*fields, static_cast<std::uint32_t>(entry.field), value);
                return true;
            }
            if (object& place = fields->values[entry.field]) {
                remove_from_order(fields, static_cast<std::size_t>(entry.field));
                place.reset();
                return true;
            }
        }
        if (!value) return raise_no_attribute(x, name), false;
        move_fields_to_dict(x.heap(), dict);
    }
    if (!dict) {
        if (!value) return raise_no_attribute(x, name), false;
        dict = make_dict();
    }
    if (value) return dict_set(dict, name, value);
    const int removed = dict_remove(dict, name);
    if (removed == 0) raise_no_attribute(x, name);
    return removed > 0;
}

// ---- life

object new_instance(type_object& cls) noexcept {
    const std::size_t size = cls.instance_size;
    auto* o = ::new (allocate(size)) gc_header(&cls);
    std::memset(static_cast<void*>(o + 1), 0, size - sizeof(gc_header));
    if (cls.type_flags & type_heap) ++cls.refs;
    track(o);
    return object::take(o);
}

namespace {

/// Calls f(object&) for what the classes above the builtin base add: slots, dict, inline fields.
template <class F> void each_own(header* h, F&& f) {
    type_object* type = h->type;
    const type_object* native = builtin_base(type);
    for (type_object* t = type; t->type_flags & type_has_members; t = t->base)
        if (t->metaclass_data) {
            const auto* slots = t->metaclass_data.as<slot_layout>();
            for (std::uint32_t i = 0; i < slots->count; ++i) f(member_at(h, slots->offset_of(i)));
        }
    if (type->fields_offset) {
        instance_fields* fields = fields_of(h);
        for (std::uint32_t i = 0; i < type->field_count; ++i) f(fields->values[i]);
    }
    if (type->dict_offset && !native->dict_offset) f(dict_of(h));
}

}  // namespace

void instance_dealloc(header* h) noexcept {
    type_object* type = h->type;
    type_object* native = builtin_base(type);
    const bool collected = native == &object_type || native->type_flags & type_gc;
    if (collected && defer_dealloc(h)) return;
    if (type->finalize && finalize_from_dealloc(h)) return;
    if (collected) untrack(static_cast<gc_header*>(h));
    if (weakref_object** list = weakref_list(h); list && *list) clear_weakrefs(h);
    each_own(h, [](object& o) { o.reset(); });
    if (native == &object_type)
        release(h, type->instance_size);
    else
        native->dealloc(h);
    object::take(type).reset();
}

void instance_traverse(header* h, visitor v, void* context) {
    type_object* type = h->type;
    each_own(h, [&](object& o) { visit(o, v, context); });
    v(type, context);
    const type_object* native = builtin_base(type);
    if (native != &object_type && native->traverse) native->traverse(h, v, context);
}

void instance_clear(header* h) {
    const type_object* native = builtin_base(h->type);
    if (native != &object_type && native->clear) native->clear(h);
    each_own(h, [](object& o) { o.reset(); });
    if (h->type->fields_offset) fields_of(h)->order = 0;
}

/// slot_tp_finalize
void instance_finalize(header* h) {
    saved_error guard;
    const ref x(h);
    ref method = lookup(x.type(), "__del__"_s);
    if (!method) return;
    object bound = bind_descriptor(method, x, x.type());
    if (!bound || !call_vector(bound, nullptr, 0))
        write_unraisable(method, "Exception ignored while calling deallocator");
}

}  // namespace cowith
