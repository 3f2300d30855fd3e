#pragma once
// An expression as text, as CPython's compiler writes it (Python/ast_unparse.c): annotations under
// `from __future__ import annotations`.

#include "cowith/frontend/ast.hpp"

#include <string>

namespace cowith::frontend {

std::string unparse(const expr& e);

}  // namespace cowith::frontend
