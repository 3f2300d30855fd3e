// Abstract base classes for native modules.
#pragma once
#include <cowith/module.hpp>

namespace cowith {

extern type_object abc_meta_type;
/// abc.ABC
object abc_base_class() noexcept;

}  // namespace cowith
