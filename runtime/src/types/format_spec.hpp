// A parsed format specification, and what the formatters of numbers and text share.
#pragma once
#include "cowith/types.hpp"

#include <string>

namespace cowith {

struct format_spec {
    std::uint32_t fill = ' ';
    char align = 0;
    bool align_given = false;
    char sign = 0;                  // '+', '-', ' ' or 0
    bool no_negative_zero = false;  // z
    bool alternate = false;         // #
    std::int64_t width = -1;
    char grouping = 0;  // ',' or '_'
    int group_size = 3;
    std::int64_t precision = -1;
    char fraction_grouping = 0;
    std::uint32_t type = 0;
};

/// Reads `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`; ValueErrors name the type of `x`. False: failed.
bool parse_format_spec(std::string_view text, std::uint32_t default_type, char default_align, ref x,
                       format_spec& out) noexcept;
/// ValueError "Unknown format code 'q' for object of type 'int'".
failed_t raise_unknown_format_code(std::uint32_t type, ref x) noexcept;

/// The parts of a number before it is laid out: sign, prefix ("0x"), digits, and all behind the digits.
struct number_parts {
    char sign = 0;  // '-' when negative
    std::string_view prefix;
    std::string_view digits;    // of the integer part; may be empty ("inf")
    std::string_view fraction;  // behind the point
    bool point = false;
    std::string_view rest;  // exponent, "inf", '%'
};
/// Splits what double_to_text wrote.
number_parts split_number(std::string_view text) noexcept;
/// Appends the number with its sign, grouping and padding.
void append_number(std::string& out, const number_parts& parts, const format_spec& spec) noexcept;
/// Appends text of `length` code points padded to the spec's width.
void append_padded(std::string& out, std::string_view text, std::int64_t length, const format_spec& spec,
                   char default_align) noexcept;

}  // namespace cowith
