// The IR as text.

#include "passes.hpp"

namespace cowith::lowering {

std::string verify(const ir::function&) { return {}; }

std::string describe(const ir::function& fn, bool) { return "function " + fn.qualified_name + "\n"; }

} // namespace cowith::lowering
