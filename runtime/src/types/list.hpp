// list's storage, shared by its methods, its sort and its iterators.
#pragma once
#include "sequence.hpp"

namespace cowith {

inline list_object& as_list(ref x) noexcept { return *x.as<list_object>(); }

/// list.extend: TypeError "'X' object is not iterable".
bool list_extend_plain(ref list, ref iterable) noexcept;
bool readied_iterable(ref x) noexcept;  // iter(x) would not be refused by the type
/// Makes room for `capacity` items.
void list_reserve(list_object& list, std::size_t capacity) noexcept;
/// list.insert(at, item); `at` in range.
void list_insert(list_object& list, std::size_t at, ref item) noexcept;

extern type_object list_iterator_type, list_reverseiterator_type;
object make_list_iterator(ref list) noexcept;
object make_list_reverse_iterator(ref list) noexcept;

extern const method_definition list_methods[];

}  // namespace cowith
