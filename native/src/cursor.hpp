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
/// Neither "(unnamed struct at ...)" nor an anonymous union.
bool has_name(CXCursor c);
/// The name of a class, function or parameter in Python: keywords get a `_`.
std::string python_identifier(const std::string& name);
/// Does it stand in the header itself, not in what that includes? What a macro makes stands where the macro is used.
bool is_in_header(CXCursor c);
/// "db.hpp:3:5"
std::string place_of(CXCursor c);

}  // namespace cowith::native
