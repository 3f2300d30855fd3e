// The start and end arguments of searches.
#pragma once
#include "cowith/types.hpp"

namespace cowith {

/// Reads optional `start` and `end` (empty or None: the whole) as slicing does; start may end up behind stop. False: failed with
/// TypeError "slice indices must be integers or None or have an __index__ method".
bool adjust_bounds(ref start_argument, ref stop_argument, std::int64_t length, std::int64_t& start,
                   std::int64_t& stop) noexcept;

}  // namespace cowith
