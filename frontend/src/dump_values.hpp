#pragma once
// Python's repr of constants.

#include "cowith/frontend/ast.hpp"

#include <string>

namespace cowith::frontend {

std::string repr_text(std::string_view wtf8);
std::string repr_bytes(std::string_view bytes);
std::string repr_float(double value);
std::string repr_constant(const constant& c);

}  // namespace cowith::frontend
