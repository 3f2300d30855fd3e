// The set table: CPython's probing and growth (Objects/setobject.c), so that sets iterate in CPython's order.
#pragma once
#include "sequence.hpp"

namespace cowith {

inline set_object& as_set(ref x) noexcept { return *x.as<set_object>(); }
inline bool is_any_set(ref x) noexcept { return has_type(x, set_type) || has_type(x, frozenset_type); }

namespace set_table {

/// The hash of an element; -1: failed, with TypeError "cannot use 'X' as a set element (unhashable type: 'X')".
std::int64_t hash_element(ref element) noexcept;
/// -1 failed, 0 absent, 1 there.
int contains(set_object& set, ref element, std::int64_t hash) noexcept;
/// False: failed.
bool add(set_object& set, ref element, std::int64_t hash) noexcept;
/// -1 failed, 0 absent, 1 removed.
int discard(set_object& set, ref element, std::int64_t hash) noexcept;
/// Rebuilds the table for more than `least` places.
void resize(set_object& set, std::size_t least) noexcept;
/// Adds the elements of another set; false: failed.
bool merge(set_object& set, set_object& other) noexcept;
void clear(set_object& set) noexcept;
/// Exchanges the contents of two sets.
void swap(set_object& a, set_object& b) noexcept;
/// Walks the entries in the table's order: null at the end.
set_entry* next(set_object& set, std::size_t& place) noexcept;

}  // namespace set_table

/// An element to look for: a set stands for the frozenset of the same elements; -1: failed.
std::int64_t hash_to_find(ref element) noexcept;
std::int64_t frozenset_hash(ref set);

/// The algebra behind methods and operators; results are of the base type (set or frozenset) of the first operand.
object set_copy(ref set) noexcept;
object set_intersection(ref set, ref iterable) noexcept;
object set_difference(ref set, ref iterable) noexcept;
object set_symmetric_difference(ref set, ref iterable) noexcept;
bool set_difference_update(ref set, ref iterable) noexcept;
bool set_symmetric_difference_update(ref set, ref iterable) noexcept;
/// Whether every element of `small` is in `large`: -1 failed.
int set_is_subset(ref small, ref large) noexcept;
object make_set_like(ref set) noexcept;  // an empty set or frozenset

extern const method_definition set_methods[], frozenset_methods[];
extern type_object set_iterator_type;
object set_iter(ref set);

}  // namespace cowith
