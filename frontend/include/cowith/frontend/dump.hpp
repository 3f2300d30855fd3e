#pragma once
// A syntax tree as text, like CPython's ast.dump, and counts of its nodes.

#include "cowith/frontend/ast.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace cowith::frontend {

struct dump_options {
    int indent = 1;           ///< spaces a level; negative: everything on one line
    bool attributes = false;  ///< with lineno, col_offset, end_lineno, end_col_offset
};

/// As `ast.dump(ast.parse(text), indent=1)` of CPython 3.14 prints it: empty lists and absent optional fields are left out.
std::string dump(const module_ast& module, const dump_options& options = {});
std::string dump(const node& from, const dump_options& options = {});

using kind_counts = std::array<std::size_t, node_kind_count>;

/// How many nodes of each kind a module's tree holds.
kind_counts count_kinds(const module_ast& module);

}  // namespace cowith::frontend
