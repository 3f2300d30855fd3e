#pragma once
// Syntax errors behind the first one. CPython stops there; tree-sitter's error-tolerant tree says where the statements of a
// broken file begin and end, and each that lies behind an error is judged on its own.

#include "syntax_errors.hpp"

#include <vector>

namespace cowith::frontend {

/// Further errors of a file whose first one is on `line`, in order, a few at most.
std::vector<syntax_report> find_more_errors(const source_file& source, std::uint32_t line);

}  // namespace cowith::frontend
