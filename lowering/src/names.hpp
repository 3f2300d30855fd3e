#pragma once
// C++ identifiers for Python names, and C++ literals for Python constants.

#include <string>
#include <string_view>

namespace cowith::lowering {

/// The name itself, or with a trailing underscore where C++, the runtime or a system header has taken it. Non-ASCII letters stay.
std::string cpp_identifier(std::string_view python_name);

/// True when a C++ program can't use the word as an ordinary name (keyword, macro, or ours: at, g, py).
bool is_reserved(std::string_view word);

/// A C++ string literal with its quotes: WTF-8 bytes as they are where valid UTF-8, the rest as octal escapes.
std::string cpp_string(std::string_view text);

/// True for the names in CPython 3.14's builtins module.
bool is_builtin_name(std::string_view name);

/// True for builtin exception classes.
bool is_builtin_exception(std::string_view name);

/// A docstring as the compiler keeps it: without the common indentation of its lines (codegen.c, _PyCompile_CleanDoc).
std::string clean_doc(std::string_view doc);

/// "AsyncExitStack" -> "async_exit_stack": a variable named after a class.
std::string snake_case(std::string_view name);

}  // namespace cowith::lowering
