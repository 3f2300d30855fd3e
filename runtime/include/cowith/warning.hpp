// Warnings that the runtime itself gives (the `warnings` module builds on the same filter and output).
#pragma once
#include "error.hpp"

#include <string>

namespace cowith {

/// warnings.warn(message, category): filtered and printed to sys.stderr; a pending exception afterwards when a filter says "error".
/// It names the line where something is being dropped (state.dropping), else "sys:1".
/// `about_object`: it is about an object (the `source` of warnings.warn), whose allocation tracemalloc could tell.
void issue_warning(type_object& category, const std::string& message, bool about_object = false) noexcept;

}  // namespace cowith
