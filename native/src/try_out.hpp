#pragma once
#include "header.hpp"

#include <string>
#include <vector>

namespace cowith::native {

/// Lets the compiler judge what the binding would do. What it refuses (deleted functions, ambiguous calls, values that can't be moved, ...) is
/// left out, with a warning at its place in the header. `content`: the header's text.
void try_out(header& h, const std::vector<std::string>& flags, std::string content);

}  // namespace cowith::native
