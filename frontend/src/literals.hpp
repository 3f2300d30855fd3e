#pragma once
// Values of numeric literals and escape sequences.

#include "cowith/frontend/ast.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cowith::frontend {

struct number_value {
    constant_type type = constant_type::int_;
    double number = 0;
    std::string text;
    std::string error;  ///< CPython's message; empty: fine
};

/// The value of a NUMBER token, which the lexer has checked.
number_value parse_number(std::string_view literal);

/// Digits in a base (2, 8, 10, 16), underscores allowed, to decimal text without leading zeros.
std::string to_decimal(std::string_view digits, unsigned base);

struct escape_error {
    std::string message;
};

/// Replaces the escapes of a str literal; the result is WTF-8. False: `error` says why.
bool unescape_text(std::string_view body, std::string& into, escape_error& error);
/// The same for a bytes literal.
bool unescape_bytes(std::string_view body, std::string& into, escape_error& error);

/// The text of a character named as in \N{...}; several characters for named sequences are not allowed, as in CPython.
/// False: no such name.
bool character_by_name(std::string_view name, std::uint32_t& code);

}  // namespace cowith::frontend
