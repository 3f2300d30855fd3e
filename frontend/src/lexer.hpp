#pragma once
// From text to tokens: what CPython's tokenizer does, errors included. The whole text is cut at once; the first error ends
// the list with an error token, which the parser may or may not reach.

#include "cowith/frontend/source.hpp"
#include "token.hpp"

#include <string>
#include <vector>

namespace cowith::frontend {

/// A place in the text as the error is to be reported; ends are exclusive.
struct text_range {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
};

struct lex_error {
    std::string type = "SyntaxError";  ///< CPython's exception
    std::string message;
    text_range where;
    /// Whether CPython prefers this error over a syntax error found earlier in the file.
    bool overrides = false;
    /// The text ended inside brackets, or where more was needed.
    bool at_end = false;
};

struct open_bracket {
    char c;
    std::uint32_t offset;
    std::uint32_t line;
};

struct raw_comment {
    text_range where;
    std::uint32_t line;
    bool own_line;
};

struct token_list {
    std::vector<token> tokens;  ///< ends with end_of_file or error
    std::vector<raw_comment> comments;
    lex_error error;                 ///< when the last token is an error
    std::vector<open_bracket> open;  ///< brackets open at the end
};

token_list tokenize(const source_file& source);

}  // namespace cowith::frontend
