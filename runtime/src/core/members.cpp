// The look-ups behind the caches of members.hpp.
#include "../objects/attributes.hpp"
#include "../objects/instance_layout.hpp"
#include "method_call.hpp"

#include <cowith/members.hpp>

namespace cowith::detail {

/// Where a class's instances keep their first inline field, from the object's start.
static std::int32_t first_field_offset(const type_object& type) noexcept {
    return type.fields_offset + static_cast<std::int32_t>(offsetof(instance_fields, values));
}
static std::int32_t offset_of_field(const type_object& type, std::int32_t field) noexcept {
    return first_field_offset(type) + field * static_cast<std::int32_t>(sizeof(object));
}
static std::int32_t field_of_offset(const type_object& type, std::int32_t offset) noexcept {
    return (offset - first_field_offset(type)) / static_cast<std::int32_t>(sizeof(object));
}

/// The inline field of that name which instances of `type` have, -1: none, or a data descriptor stands before it.
static std::int32_t readable_field(type_object& type, ref name) noexcept {
    const class_entry entry = find_in_class(&type, name);
    return type.version && !(entry.value && is_data_descriptor(entry.value)) ? entry.field : -1;
}

static void remember_field(const type_object& type, std::int32_t field, member_cache& cache) noexcept {
    cache.read_version = type.getattr == generic_getattr ? type.version : member_cache::never;
    cache.write_version = type.setattr == generic_setattr ? type.version : member_cache::never;
    cache.field_offset = offset_of_field(type, field);
}

object get_member(ref x, ref name, member_cache& cache) noexcept {
    type_object* type = x.type();
    if (type->getattr == generic_getattr && type->version != cache.read_version)
        if (const std::int32_t field = readable_field(*type, name); field >= 0) remember_field(*type, field, cache);
    return get_attribute(x, name);
}

bool set_member(ref x, ref name, ref value, member_cache& cache) noexcept {
    type_object* type = x.type();
    if (type->setattr == generic_setattr) {
        std::int32_t field = -1;
        if (type->version == cache.write_version)
            field = field_of_offset(*type, cache.field_offset);
        else if (field = readable_field(*type, name); field >= 0)
            remember_field(*type, field, cache);
        if (field >= 0 && !dict_of(x.heap())) {
            set_field(*fields_of(x.heap()), static_cast<std::uint32_t>(field), value);
            return true;
        }
    }
    return set_attribute(x, name, value);
}

ref find_method(ref x, ref name, member_cache& cache) noexcept {
    type_object* type = x.type();
    if (attribute_getter(type) != generic_getattr) return {};
    const class_entry entry = find_in_class(type, name);
    if (entry.field < 0 && type->version && entry.value && is_method_function(entry.value)) {
        cache.call_version = type->version;
        cache.dict_offset = type->dict_offset;
        cache.method = entry.value;
    }
    return function_for_method(x, type, name);
}

}  // namespace cowith::detail
