// Reading the keyword names of a call for functions that bind their arguments by themselves.
#pragma once
#include "cowith/types.hpp"

namespace cowith {

inline std::size_t keyword_count(ref names) noexcept { return names ? names.as<tuple_object>()->size : 0; }
inline ref keyword_name(ref names, std::size_t i) noexcept { return names.as<tuple_object>()->items[i]; }

}  // namespace cowith
