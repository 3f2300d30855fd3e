#pragma once
// `#line`: the lines of a function's C++ are marked with their Python lines while it is printed; the marks become directives when
// the file is complete, because only then the numbers of its own lines are known.

#include <cstdint>
#include <string>
#include <string_view>

namespace cowith::lowering {

/// Marks all lines of text[from..] that have no mark yet. Line 0: any line will do (comments).
void mark_lines(std::string& text, std::size_t from, std::uint32_t python_line);

/// The text as it is without marks.
std::string without_marks(std::string_view text);

/// Directives in the place of marks; lines without a mark are lines of `cpp_path`.
std::string with_directives(std::string_view text, const std::string& python_path, const std::string& cpp_path);

}  // namespace cowith::lowering
