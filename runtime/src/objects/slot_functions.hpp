// Slot functions of classes made at run time: each calls the dunder found on the type.
#pragma once
#include "attributes.hpp"

namespace cowith {

extern const char* const number_names[];     // "__add__", ... by number_op
extern const char* const reflected_names[];  // "__radd__", ...; null for the in-place ones

object generic_repr(ref x);
object generic_str(ref x);
std::int64_t generic_hash(ref x);
object generic_call(ref x, const ref* args, std::size_t count, ref names);
object generic_getattr_hook(ref x, ref name);
bool generic_setattr_hook(ref x, ref name, ref value);
object generic_compare(ref a, ref b, compare op);
object generic_iter(ref x);
object generic_next(ref x);
object generic_descr_get(ref self, ref instance, ref owner);
bool generic_descr_set(ref self, ref instance, ref value);
bool generic_init(ref self, const ref* args, std::size_t count, ref names);
int generic_truth(ref x);
std::int64_t generic_length(ref x);
object generic_getitem(ref x, ref key);
bool generic_setitem(ref x, ref key, ref value);
int generic_contains(ref x, ref item);
object generic_negative(ref x);
object generic_positive(ref x);
object generic_invert(ref x);
object generic_absolute(ref x);
object generic_int(ref x);
object generic_float(ref x);
object generic_index(ref x);
object generic_await(ref x);
object generic_aiter(ref x);
object generic_anext(ref x);
/// The slot function of a number operator.
binary_slot generic_number(number_op op) noexcept;

/// x.name(args...) found on the type; `found` false, an empty object and nothing pending: the type has none.
object call_dunder(ref x, ref name, const ref* args, std::size_t count, bool& found) noexcept;

}  // namespace cowith
