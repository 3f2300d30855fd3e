#pragma once
// Every code a diagnostic can carry, with what `cowith explain CODE` says. The list is codes.def; codes are never
// reused.

#include <string_view>
#include <vector>

namespace cowith::frontend {

struct code_info {
    std::string_view code;         ///< "E0310"
    std::string_view title;        ///< one line
    std::string_view explanation;  ///< what is wrong, an example, the way out
};

const std::vector<code_info>& all_codes();

/// Null when there is no such code. Case doesn't matter: "e0310" is found.
const code_info* find_code(std::string_view code);

/// The code of a syntax error, by the exception CPython raises ("IndentationError") and its message.
std::string_view syntax_error_code(std::string_view type, std::string_view message);

}  // namespace cowith::frontend
