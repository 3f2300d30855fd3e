// What the texts of exceptions are made of; shared by traceback.cpp and print.cpp.
#pragma once
#include "cowith/object.hpp"

#include <string>

namespace cowith {

/// Appends the entries of a traceback ("  File ..., line N, in f" with source lines and carets).
void add_traceback_entries(std::string& out, ref traceback);

}  // namespace cowith
