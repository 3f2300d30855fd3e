// Function objects: parts that stand in different files.
#pragma once
#include <cowith/type.hpp>

namespace cowith {

extern const method_definition function_methods[];  // function_attributes.cpp
/// A bound method.
object make_method(ref function, ref self) noexcept;
ref method_function_of(ref method) noexcept;
ref method_self_of(ref method) noexcept;

}  // namespace cowith
