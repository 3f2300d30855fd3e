// Parts of `type` that stand in different files.
#pragma once
#include "attributes.hpp"

namespace cowith {

object type_new(type_object& cls, const ref* args, std::size_t count, ref names);
extern const method_definition type_methods[];  // type_attributes.cpp
object type_or(ref a, ref b);                   // X | Y (union.cpp)
/// The union of the members of a tuple, flattened, each once; a single one is that itself.
object make_union(ref members) noexcept;
/// type.__module__: a str, or what the class says.
object type_module_of(type_object& type) noexcept;
}  // namespace cowith
