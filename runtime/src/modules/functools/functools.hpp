// The parts of functools.
#pragma once
#include "modules/native_code.hpp"

namespace cowith::functools {

extern type_object partial_type, placeholder_type, lru_cache_wrapper_type, cached_property_type, key_type,
    partialmethod_type, singledispatch_wrapper_type, singledispatchmethod_type;
extern header placeholder;

/// functools.update_wrapper(wrapper, wrapped) with the standard attributes; false: failed.
bool update_wrapper(ref wrapper, ref wrapped) noexcept;
/// functools.partial(function, *args)
object make_partial(ref function, const ref* args, std::size_t count, ref keywords = {}) noexcept;

// Functions for the module's table, by their Python names.
object reduce(ref, const ref* args, std::size_t count, ref names);
object update_wrapper_function(ref, const ref* args, std::size_t count, ref names);
object wraps(ref, const ref* args, std::size_t count, ref names);
object lru_cache(ref, const ref* args, std::size_t count, ref names);
object cache(ref, const ref* args, std::size_t count, ref names);
object cmp_to_key(ref, const ref* args, std::size_t count, ref names);
object total_ordering(ref, const ref* args, std::size_t count, ref names);
object singledispatch(ref, const ref* args, std::size_t count, ref names);

}  // namespace cowith::functools
