// The native modules by name. Apart from module.hpp, so that a new module doesn't compile everything anew.
#pragma once
#include "module.hpp"

namespace cowith {

namespace native_modules {
#define COWITH_NATIVE_MODULE(dotted_name, symbol) extern native_module symbol;
#define COWITH_PYTHON_MODULE(dotted_name, symbol)
#include "native_modules.def"
#undef COWITH_NATIVE_MODULE
#undef COWITH_PYTHON_MODULE
}  // namespace native_modules

}  // namespace cowith
