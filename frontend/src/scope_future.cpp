// `from __future__ import ...` at the head of a module, as CPython's future.c reads it.

#include "scope_builder.hpp"

#include <algorithm>
#include <array>

namespace cowith::frontend {
namespace {

constexpr std::array<std::string_view, 10> known_features = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations",
};

}  // namespace

void scope_builder::check_future_features(const import_from_stmt& s) {
    for (const alias* a : s.names) {
        if (a->name == "annotations")
            table_.future_annotations = true;
        else if (a->name == "braces")
            error("E0329", a->loc, "not a chance");
        else if (std::find(known_features.begin(), known_features.end(), a->name) == known_features.end())
            error("E0329", a->loc, "future feature " + std::string(a->name) + " is not defined");
    }
}

void scope_builder::read_future_statements() {
    std::uint32_t other_statement_line = 0;  // where the head of the module ends
    for (const stmt* s : tree_.body) {
        if (other_statement_line != 0 && s->loc.line > other_statement_line)
            return;  // the visit of imports complains about the rest
        auto* import = dyn<import_from_stmt>(s);
        if (import != nullptr && import->module == "__future__" && import->level == 0) {
            if (other_statement_line != 0) {
                error("E0328", s->loc, "from __future__ imports must occur at the beginning of the file");
                continue;
            }
            last_future_line_ = s->loc.line;
            check_future_features(*import);
        } else if (s != tree_.body.front() || docstring(tree_.body) == nullptr) {
            other_statement_line = s->loc.line;
        }
    }
}

}  // namespace cowith::frontend
