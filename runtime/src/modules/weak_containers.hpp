// The weak containers of the weakref module.
#pragma once
#include <cowith/type.hpp>

namespace cowith {

extern type_object weak_value_dictionary_type, weak_key_dictionary_type;

}  // namespace cowith
