// The direct subclasses of a type, in the order of their creation; nothing owned.
#pragma once
#include <cowith/type.hpp>

#include <vector>

namespace cowith {
struct subclass_list {
    std::vector<type_object*> types;
};
}  // namespace cowith
