#pragma once

#include "cowith/frontend/diagnostic.hpp"
#include "lexer.hpp"

namespace cowith::frontend {

/// The SyntaxWarnings of CPython's tokenizer and string parser: unknown escape sequences, numbers that run into
/// keywords.
void warn_of_literals(const source_file& source, const token_list& tokens, diagnostics& sink);

}  // namespace cowith::frontend
