// What match takes for a sequence or mapping: Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING, which classes inherit along their MRO and
// collections.abc's register() sets.
#pragma once
#include <cowith/type.hpp>

namespace cowith {

/// Flags of types made at run time; builtin ones say it with type_sequence and type_mapping.
inline constexpr std::uint32_t matches_sequence = 1u << 23, matches_mapping = 1u << 24;

inline std::uint32_t pattern_kind(const type_object& type) noexcept {
    if (type.type_flags & type_heap) return type.type_flags & (matches_sequence | matches_mapping);
    return (type.type_flags & type_sequence ? matches_sequence : 0) |
           (type.type_flags & type_mapping ? matches_mapping : 0);
}
/// From the first class of the MRO that has one.
void inherit_pattern_kind(type_object& type) noexcept;
/// For a class and its subclasses (_abc__abc_register_impl).
void set_pattern_kind(type_object& type, std::uint32_t kind) noexcept;

}  // namespace cowith
