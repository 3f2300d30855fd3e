// How objects are taken apart for copy and pickle: what __reduce__ of builtin types gives.
#pragma once
#include <cowith/types.hpp>

namespace cowith {

/// object.__reduce__, object.__reduce_ex__, object.__getstate__.
object object_reduce(ref self, const ref* args, std::size_t count, ref names);
object object_reduce_ex(ref self, const ref* args, std::size_t count, ref names);
object object_getstate(ref self, const ref* args, std::size_t count, ref names);
/// __getnewargs__ of int, float, complex, str, bytes and tuple: the value as one of the type itself.
object exact_new_arguments(ref self, const ref* args, std::size_t count, ref names);

/// (iter, (sequence,), place); without a place two items.
object reduce_to_iter(ref sequence, ref place = {}) noexcept;
/// (iter, ([what is left],)): a copy of the iterator is run to its end.
object reduce_to_list(ref copy) noexcept;
/// (iter, ((),)): of an exhausted iterator.
object reduce_exhausted(const char* function = "iter") noexcept;
/// __setstate__'s argument of iterators; false: TypeError.
bool iterator_state(ref state, std::int64_t& place) noexcept;

}  // namespace cowith
