#include "pattern_kind.hpp"

#include "type_object.hpp"

#include <cowith/types.hpp>

namespace cowith {

void inherit_pattern_kind(type_object& type) noexcept {
    const auto* mro = type.mro.as<tuple_object>();
    for (std::size_t i = 0; i < mro->size; ++i) {
        const std::uint32_t kind = mro->items[i].is(ref(&type)) ? 0 : pattern_kind(*mro->items[i].as<type_object>());
        if (!kind) continue;
        type.type_flags |= kind;
        return;
    }
}

void set_pattern_kind(type_object& type, std::uint32_t kind) noexcept {
    if (!(type.type_flags & type_heap) || pattern_kind(type) == kind) return;
    type.type_flags = (type.type_flags & ~(matches_sequence | matches_mapping)) | kind;
    object derived = subclasses_of(type);
    const auto* list = derived.as<list_object>();
    for (std::size_t i = 0; i < list->size; ++i) set_pattern_kind(*list->items[i].as<type_object>(), kind);
}

}  // namespace cowith
