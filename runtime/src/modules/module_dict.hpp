// module.__dict__: a live view over the cells of a module that behaves as a dict.
#pragma once
#include <cowith/module.hpp>

namespace cowith {

/// The one view of a module.
object dict_of_module(module_object& m) noexcept;

}  // namespace cowith
