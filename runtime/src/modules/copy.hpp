// copy.copy and copy.deepcopy.
#pragma once
#include <cowith/types.hpp>

namespace cowith {

object shallow_copy(ref x) noexcept;
/// `memo`: dict id -> copy, or empty.
object deep_copy(ref x, ref memo = {}) noexcept;

}  // namespace cowith
