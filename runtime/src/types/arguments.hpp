// Reading the keyword names of a call for functions that bind their arguments by themselves.
#pragma once
#include "cowith/types.hpp"

namespace cowith {

inline ref keyword_name(ref names, std::size_t i) noexcept { return names.as<tuple_object>()->items[i]; }

}  // namespace cowith
