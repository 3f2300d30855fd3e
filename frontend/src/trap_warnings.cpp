#include "checks.hpp"

namespace cowith::frontend {

void warn_of_traps(const module_ast&, const symbol_table&, const source_file&, diagnostics&) {}

} // namespace cowith::frontend
