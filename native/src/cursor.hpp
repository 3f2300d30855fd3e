#pragma once
// Small helpers around libclang's cursors.

#include <clang-c/Index.h>

#include <functional>
#include <string>

namespace cowith::native {

std::string text(CXString s);
void each_child(CXCursor of, const std::function<void(CXCursor)>& f);
/// "a::b::c", without the inline namespaces of the standard library.
std::string qualified(CXCursor c);
/// What tells one class from others: its qualified name, of templates with the arguments.
std::string class_key(CXType t);
bool is_public(CXCursor c);
/// `int limit = 4`: an expression alone may be part of the type.
bool has_default(CXCursor parameter);
/// "db.hpp:3:5"
std::string place_of(CXCursor c);

}  // namespace cowith::native
