// The lazy iterators among the builtins.
#pragma once
#include "types/sequence.hpp"

#include <cowith/gc.hpp>
#include <cowith/types.hpp>

namespace cowith {

extern type_object enumerate_type, reversed_type, zip_type, map_type, filter_type;

/// The keyword `strict` of zip and map, the only one they take: -1 failed (TypeError "zip() got an unexpected keyword argument 'x'").
int strict_keyword(const char* function, const ref* values, ref names) noexcept;

/// A tuple of iterators over each argument; empty: failed.
object iterators_of(const ref* iterables, std::size_t n) noexcept;

/// raise ValueError("zip() argument 2 is shorter than argument 1"), for argument `i` (from 0).
object raise_strict(const char* function, std::size_t i, const char* relation) noexcept;

/// strict: once iterator `i` has ended first, checks that the others end as well.
object finish_strict(const char* function, const tuple_object& iterators, std::size_t i) noexcept;

}  // namespace cowith
