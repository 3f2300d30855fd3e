// The layout of instances of a new class.
#pragma once
#include "attributes.hpp"
#include "instance_layout.hpp"

namespace cowith {

/// Sets offsets, sizes and layout flags of a new heap type whose base, bases and attributes stand; adds members for __slots__ and the
/// descriptors `__dict__` and `__weakref__`. False: failed.
bool lay_out_instances(type_object& type, ref ns, std::string_view class_name) noexcept;

/// `__dict__` and `__weakref__` of instances (object_type.cpp).
extern const method_definition dict_getter, weakref_getter;

}  // namespace cowith
