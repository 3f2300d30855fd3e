// Looking attributes up along the MRO, with one global cache keyed by type version and interned name.
#include "attributes.hpp"
#include "subclasses.hpp"

#include <vector>

namespace cowith {
namespace {

std::uint32_t next_version = 1;

/// Gives the type and its bases a version; false when the numbers have run out.
bool assign_version(type_object& type) noexcept {
    if (type.version) return true;
    if (next_version == UINT32_MAX) return false;
    const auto* mro = type.mro.as<tuple_object>();
    for (std::size_t i = 1; i < mro->size; ++i) {
        auto* base = mro->items[i].as<type_object>();
        if (!base->version) {
            if (next_version == UINT32_MAX) return false;
            base->version = next_version++;
        }
    }
    type.version = next_version++;
    return true;
}

std::int32_t field_index(const type_object* type, ref name) noexcept {
    if (!type->field_count) return -1;
    const auto* names = type->field_names.as<tuple_object>();
    for (std::uint32_t i = 0; i < type->field_count; ++i)
        if (names->items[i].is(name)) return static_cast<std::int32_t>(i);
    return -1;
}

}  // namespace

constinit class_cache_entry class_cache[class_cache_size];

class_entry find_in_class_slow(type_object* type, ref name) noexcept {
    ready(*type);
    if (!type->mro) return {{}, -1};  // a class that the collector has cleared
    ref value;
    const auto* mro = type->mro.as<tuple_object>();
    for (std::size_t i = 0; i < mro->size; ++i) {
        auto* base = mro->items[i].as<type_object>();
        if (!base->attributes) continue;
        value = dict_get_interned(base->attributes, name);
        if (value) break;
    }
    const std::int32_t field = field_index(type, name);
    if (assign_version(*type))
        class_cache_place(type->version, name.heap()) = {type->version, field, name.heap(), value};
    return {value, field};
}

ref lookup(type_object* type, ref name) noexcept { return find_in_class(type, name).value; }

object lookup_special(ref x, ref name) {
    type_object* type = x.type();
    ref found = find_in_class(type, name).value;
    if (!found) return {};
    return bind_descriptor(found, x, type);
}

ref own_attribute(type_object& type, ref name) noexcept {
    ready(type);
    return dict_get_interned(type.attributes, name);
}

void type_modified(type_object& type) noexcept {
    if (!type.version) return;
    type.version = 0;
    if (type.subclasses)
        for (type_object* derived : type.subclasses->types) type_modified(*derived);
}

void add_subclass(type_object& base, type_object& derived) noexcept {
    if (!base.subclasses) base.subclasses = new subclass_list;
    base.subclasses->types.push_back(&derived);
}

void remove_subclass(type_object& base, type_object& derived) noexcept {
    if (!base.subclasses) return;
    auto& types = base.subclasses->types;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i] == &derived) {
            types.erase(types.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
    if (types.empty()) {
        delete base.subclasses;
        base.subclasses = nullptr;
    }
}

object subclasses_of(type_object& type) noexcept {
    object result = make_list();
    if (type.subclasses)
        for (type_object* derived : type.subclasses->types)
            if (!list_append(result, ref(derived))) return {};
    return result;
}

bool is_subtype(const type_object* type, const type_object* of) noexcept {
    if (type == of) return true;
    if (!(type->type_flags & type_heap) || !type->mro) {
        for (const type_object* t = type; t; t = t->base)
            if (t == of || (t->second_base && is_subtype(t->second_base, of))) return true;
        return false;
    }
    const auto* mro = type->mro.as<tuple_object>();
    for (std::size_t i = 0; i < mro->size; ++i)
        if (mro->items[i].heap() == of) return true;
    return false;
}

const char* name_of(const type_object* type) noexcept { return type->name; }

}  // namespace cowith
