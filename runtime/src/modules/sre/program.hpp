// What a regular expression is compiled to: numbers for a backtracking machine. modules/re.py writes them.
#pragma once
#include "modules/native_code.hpp"

#include <cstdint>
#include <vector>

namespace cowith::sre {

/// The instructions, with their operands. Offsets are counted from the instruction's own place.
enum instruction : std::uint32_t {
    op_success,     //
    op_fail,        //
    op_chars,       // casing, n, c...: one of these characters
    op_any,         // all but a line break
    op_any_all,     //
    op_set,         // casing, negated, length, item...
    op_at,          // place
    op_mark,        // slot
    op_jump,        // offset
    op_split,       // offset: goes on; later at the offset
    op_split_lazy,  // offset: goes to the offset; later on
    op_repeat_one,  // offset, min, max, lazy, then one instruction that takes one character; goes on at the offset
    op_loop_init,   // register
    op_loop,        // register, min, max, lazy, offset of the body
    op_loop_more,   // register, max, offset of the body: what a lazy loop does when what follows has failed
    op_group,       // casing, group: the text of the group again
    op_condition,   // group, offset: to the offset when the group has not matched
    op_look,        // behind, negative, width, offset
    op_atomic,      // offset
};
/// How characters are compared.
enum casing : std::uint32_t { exact, ascii_lower, unicode_lower };
enum place : std::uint32_t {
    at_beginning,
    at_beginning_line,
    at_end,
    at_end_line,
    at_end_string,
    at_boundary,
    at_non_boundary,
    at_ascii_boundary,
    at_ascii_non_boundary,
};
/// In a set: a character, a range, a category.
enum set_item : std::uint32_t { item_char, item_range, item_category };
enum category : std::uint32_t {
    digit,
    not_digit,
    space,
    not_space,
    word,
    not_word,
    ascii_digit,
    not_ascii_digit,
    ascii_space,
    not_ascii_space,
    ascii_word,
    not_ascii_word,
};
constexpr std::uint32_t no_limit = 0xffffffff;

struct program_object : header {
    std::vector<std::uint32_t> code;
    std::uint32_t groups = 0, registers = 0;
    program_object() noexcept;
};

/// The marks of a match: start and end of group 0, 1, ...; -1: no match of that group.
struct match_result {
    std::vector<std::int64_t> marks;
    std::int64_t last_group = 0;  // lastindex; 0: none
};
enum class mode : std::uint8_t { match, search, fullmatch };

struct request {
    std::int64_t start, end;  // where to begin; the end of what counts as the text
    mode how;
    bool must_advance;  // an empty match at `start` doesn't count
};
/// Texts of one byte a character (ASCII, bytes) and of code points.
bool run(const program_object& program, const unsigned char* text, const request& asked, match_result& out);
bool run(const program_object& program, const std::uint32_t* text, const request& asked, match_result& out);

std::uint32_t lower(std::uint32_t c, std::uint32_t casing) noexcept;
std::uint32_t upper(std::uint32_t c, std::uint32_t casing) noexcept;
bool in_category(std::uint32_t c, std::uint32_t which) noexcept;

}  // namespace cowith::sre
