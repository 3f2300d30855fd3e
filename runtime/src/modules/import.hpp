// The import system's own parts.
#pragma once
#include <cowith/module.hpp>

namespace cowith {

/// sys.modules; made on first use.
object& module_table() noexcept;
extern object imported_modules;
/// Runs a module's code or fills a native one, once; false: failed.
bool initialize_module(module_object& m) noexcept;
bool module_set(ref module, ref name, ref value) noexcept;

}  // namespace cowith
