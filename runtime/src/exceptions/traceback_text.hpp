// What the texts of exceptions are made of; shared by traceback.cpp and print.cpp.
#pragma once
#include "cowith/code.hpp"

#include <string>

namespace cowith {

/// Appends the entries of a traceback ("  File ..., line N, in f" with source lines and carets).
void add_traceback_entries(std::string& out, ref traceback);

/// Where the operation that an entry stands for is written; null where its code has no positions.
const position* position_of(const traceback_object& entry) noexcept;

/// The text of one entry; empty for one that tracebacks leave out.
std::string traceback_entry_text(ref entry, bool carets = true);

/// "Type: message", with the suggestion that CPython adds; no line end.
std::string exception_line(ref exc);

}  // namespace cowith
