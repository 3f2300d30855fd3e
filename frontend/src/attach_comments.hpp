#pragma once
// Gives each comment of a module to the statement it speaks about.

#include "cowith/frontend/ast.hpp"
#include "lexer.hpp"

namespace cowith::frontend {

void attach_comments(module_ast& tree, const source_file& source, const std::vector<raw_comment>& comments);

}  // namespace cowith::frontend
