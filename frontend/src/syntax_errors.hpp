#pragma once
// Finds CPython's words and place for a syntax error.

#include "cowith/frontend/diagnostic.hpp"
#include "lexer.hpp"

namespace cowith::frontend {

struct syntax_failure;

struct syntax_report {
    std::string type = "SyntaxError";
    std::string message;
    location where;
};

/// `from`: the token of a statement from which on the error is to be looked for.
syntax_report explain_syntax_error(const source_file& source, const token_list& tokens, std::uint32_t from,
                                   const syntax_failure& failure);

/// The place of a range of the text.
location place_of_range(const source_file& source, std::uint32_t start, std::uint32_t end);

}  // namespace cowith::frontend
