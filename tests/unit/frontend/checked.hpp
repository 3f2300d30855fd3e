#pragma once
// Runs the frontend over a text, for tests.

#include <cowith/frontend/frontend.hpp>
#include <cowith/frontend/render.hpp>
#include <cowith/frontend/scope.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace cowith::frontend::testing {

struct checked {
    source_file source;
    diagnostics found;
    parse_result parsed;
    symbol_table table;

    explicit checked(std::string text) : source(source_file::from_text("test.py", std::move(text))) {
        parsed = parse(source, found);
        if (!parsed) return;
        table = build_scopes(*parsed.tree, source, found);
        check_module(*parsed.tree, table, source, found);
    }

    /// The first scope of this __qualname__ ("<module>" for the module); null when there is none.
    const scope* scope_named(std::string_view qualified_name) const {
        for (const scope& s : table.all())
            if (s.qualified_name == qualified_name) return &s;
        return nullptr;
    }
    /// "E0310@1 W0520@7": codes with their lines, by place.
    std::string codes() const {
        std::vector<std::pair<std::uint32_t, std::string>> all;
        for (const diagnostic& d : found.list) all.emplace_back(d.where.line, d.code);
        std::sort(all.begin(), all.end());
        std::string result;
        for (const auto& [line, code] : all) result += (result.empty() ? "" : " ") + code + "@" + std::to_string(line);
        return result;
    }
    std::string rendered(const render_options& options = {}) const { return render(found, {&source}, options); }
};

inline const char* kind_text(const scope* s, std::string_view name) {
    const scoped_name* n = s != nullptr ? s->find(name) : nullptr;
    if (n == nullptr) return "absent";
    switch (n->kind) {
    case name_kind::local: return "local";
    case name_kind::cell: return "cell";
    case name_kind::free: return "free";
    case name_kind::global_explicit: return "global explicit";
    case name_kind::global_implicit: return "global implicit";
    }
    return "?";
}

inline std::string joined(const std::vector<std::string_view>& names) {
    std::string result;
    for (const std::string_view n : names) result += (result.empty() ? "" : " ") + std::string(n);
    return result;
}

}  // namespace cowith::frontend::testing
