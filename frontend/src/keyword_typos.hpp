#pragma once
// Mistyped keywords: `whille x:`, `retrun y`.

#include "cowith/frontend/source.hpp"

#include <string>

namespace cowith::frontend {

/// The keyword that would mend a line with an otherwise unexplained syntax error; empty when there is none.
std::string find_keyword_typo(const source_file& source, std::uint32_t line);

}  // namespace cowith::frontend
