#pragma once
// NAME.hpp: a module as C++ code calls it, with native types where the annotations say so.

#include "builder.hpp"

#include <string>

namespace cowith::lowering {

/// The text of the header.
std::string typed_header(const module_builder& module);

}  // namespace cowith::lowering
