// Warnings that the runtime itself gives (the `warnings` module builds on the same filter and output).
#pragma once
#include "error.hpp"

#include <string>

namespace cowith {

/// warnings.warn(message, category): filtered and printed to sys.stderr; a pending exception afterwards when a filter says "error".
void issue_warning(type_object& category, const std::string& message) noexcept;

}  // namespace cowith
