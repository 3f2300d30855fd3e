#pragma once
// The door of the frontend: from a file to a syntax tree.

#include "cowith/frontend/ast.hpp"
#include "cowith/frontend/diagnostic.hpp"
#include "cowith/frontend/source.hpp"

#include <memory>

namespace cowith::frontend {

/// The tree of a module; null when there was a syntax error (then `sink` holds at least one error).
struct parse_result {
    std::unique_ptr<module_ast> tree;

    explicit operator bool() const { return tree != nullptr; }
};

/// Parses a module as CPython 3.14 does. Errors go to `sink`, several a run where that is sensible. `source` must outlive
/// nothing: the tree copies what it needs.
parse_result parse(const source_file& source, diagnostics& sink);

}  // namespace cowith::frontend
