#pragma once
// C++'s operators and the names that Python has for them.

#include "header.hpp"

namespace cowith::native {

/// "operator+" with one argument besides its object: "__add__"; empty: Python has none of that kind.
std::string python_operator(const std::string& cpp, int arguments);
/// "__add__": "__radd__", for objects on the right; empty: there is none.
std::string reflected_operator(const std::string& python);
/// "self + a0", of a function with an `infix`.
std::string operator_call(const function& f, const std::string& passed);

}  // namespace cowith::native
