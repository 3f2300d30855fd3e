// match statements.

#include "builder.hpp"
#include "names.hpp"

namespace cowith::lowering {

void function_builder::match_statement(const ast::match_stmt& s) {
    module_.unsupported(s.loc, "match statements can't be translated yet", "use if and elif");
}

} // namespace cowith::lowering
