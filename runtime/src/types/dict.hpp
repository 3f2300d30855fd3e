// dict's table, shared by its methods, its views and its iterators.
#pragma once
#include "sequence.hpp"

namespace cowith {

inline dict_object& as_dict(ref x) noexcept { return *x.as<dict_object>(); }

namespace dict_table {

inline constexpr std::int64_t absent = -1, failed = -2;

/// The hash of a key; -1: failed, with TypeError "cannot use 'X' as a dict key (unhashable type: 'X')".
std::int64_t hash_key(ref key) noexcept;
/// The entry of `key`: its index, `absent` or `failed` (a comparison raised).
std::int64_t find(dict_object& dict, ref key, std::int64_t hash) noexcept;
/// Appends an entry that isn't there.
void append(dict_object& dict, ref key, std::int64_t hash, ref value) noexcept;
/// Takes an entry out; gives its key and value to the caller.
/// Its place stays, so that an iterator finds what is appended behind it.
dict_entry remove_at(dict_object& dict, std::size_t at) noexcept;
/// The same with the last entry of a dict that isn't empty; its place goes too.
dict_entry remove_last(dict_object& dict) noexcept;
/// Sets with a known hash; false: failed.
bool set(dict_object& dict, ref key, std::int64_t hash, ref value) noexcept;
/// Makes room for `entries` more.
void reserve(dict_object& dict, std::size_t entries) noexcept;

}  // namespace dict_table

/// Sets the keyword arguments of a call: names[i] -> values[i].
bool set_keywords(ref dict, const ref* values, ref names) noexcept;
/// raise KeyError(key)
object raise_key_error(ref key) noexcept;
/// True for a dict whose iteration isn't overridden, so that native code may walk its table.
bool walks_as_dict(ref x) noexcept;

extern const method_definition dict_methods[];
extern type_object dict_keys_type, dict_values_type, dict_items_type;
extern type_object dict_keyiterator_type, dict_valueiterator_type, dict_itemiterator_type, dict_reversekeyiterator_type,
    dict_reversevalueiterator_type, dict_reverseitemiterator_type;
/// An iterator of one of the types above.
object make_dict_iterator(type_object& type, ref dict) noexcept;
object dict_iter(ref dict);

}  // namespace cowith
