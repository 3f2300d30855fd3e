#pragma once
// The text form of a program's output (tools/oracle/README.md): what CPython printed, and what a translated program
// prints.

#include "child.hpp"

#include <optional>
#include <string>

namespace cowith::tests {

struct program_output {
    std::string recorded_with;  ///< "CPython 3.14.2 (pyodide 314.0.7)"; empty for a translated program
    std::string out;
    std::string err;
    std::string status;
};

/// Reads NAME.out. Nothing when the text has another form.
std::optional<program_output> parse_recorded(const std::string& text);

/// What a run printed, without what no two runs share: addresses, and `folder` in front of file names.
program_output tidy(const child_result& run, const std::string& folder);

/// The lines that differ, section by section, as a person wants to see them; empty when the outputs agree.
std::string differences(const program_output& expected, const program_output& actual);

/// A diff of two texts with a little context, at most `limit` lines.
std::string diff_lines(const std::string& expected, const std::string& actual, std::size_t limit = 40);

}  // namespace cowith::tests
