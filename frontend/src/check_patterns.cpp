// Patterns of `match`: names bound twice, alternatives that differ, patterns that hide the ones after them.

#include "checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace cowith::frontend {
namespace {

/// A number of a mapping key as text that is equal for equal numbers: 1, 1.0 and True.
std::string canonical_number(const constant& c) {
    switch (c.type) {
    case constant_type::true_: return "1";
    case constant_type::false_: return "0";
    case constant_type::int_: return std::string(c.text);
    default: return fmt::format("{:.17g}", c.number);
    }
}

/// Text that is equal for keys that Python finds equal; empty for keys that aren't literals.
std::string canonical_key(const expr* e) {
    if (auto* c = dyn<constant>(e)) {
        switch (c->type) {
        case constant_type::none: return "None";
        case constant_type::ellipsis: return "...";
        case constant_type::str: return "s:" + std::string(c->text);
        case constant_type::bytes: return "b:" + std::string(c->text);
        case constant_type::complex_: return c->number == 0 ? "0" : "0+" + canonical_number(*c) + "j";
        default: return canonical_number(*c);
        }
    }
    if (auto* u = dyn<unary_op>(e)) {
        const std::string operand = canonical_key(u->operand);
        return operand == "0" ? operand : "-" + operand;
    }
    if (auto* b = dyn<bin_op>(e)) return canonical_key(b->left) + symbol(b->op) + canonical_key(b->right);
    return {};
}

/// repr() of a mapping key.
std::string key_repr(const expr* e) {
    if (auto* c = dyn<constant>(e)) return repr(*c);
    if (auto* u = dyn<unary_op>(e)) {
        const std::string operand = key_repr(u->operand);
        return operand == "0" ? operand : "-" + operand;
    }
    auto& b = as<bin_op>(e);
    return "(" + key_repr(b.left) + symbol(b.op) + key_repr(b.right) + ")";
}

}  // namespace

void checker::visit_match(const match_stmt& m) {
    check(m.subject);
    for (std::size_t i = 0; i < m.cases.size(); ++i) {
        const match_case& c = *m.cases[i];
        captures bound;
        check_pattern(c.pattern, bound, c.guard != nullptr || i + 1 == m.cases.size());
        check(c.guard);
        visit(c.body);
    }
}

void checker::capture(identifier name, const location& where, captures& bound) {
    if (std::find(bound.names.begin(), bound.names.end(), name) != bound.names.end())
        error("E0336", where, "multiple assignments to name '" + std::string(name) + "' in pattern");
    else
        bound.names.push_back(name);
}

void checker::check_pattern(const pattern* p, captures& bound, bool may_match_all) {
    switch (p->kind) {
    case node_kind::match_value: {
        const expr* value = as<match_value>(p).value;
        if (value->kind == node_kind::joined_str || value->kind == node_kind::template_str)
            error("E0345", p->loc, "patterns may only match literals and attribute lookups");
        return check(value);
    }
    case node_kind::match_sequence: {
        std::size_t stars = 0;
        for (const pattern* inner : as<match_sequence>(p).patterns) stars += inner->kind == node_kind::match_star;
        if (stars > 1) error("E0339", p->loc, "multiple starred names in sequence pattern");
        for (const pattern* inner : as<match_sequence>(p).patterns) check_pattern(inner, bound, true);
        return;
    }
    case node_kind::match_mapping: {
        auto& m = as<match_mapping>(p);
        check_mapping_keys(m);
        for (const pattern* inner : m.patterns) check_pattern(inner, bound, true);
        if (!m.rest.empty()) capture(m.rest, p->loc, bound);
        return;
    }
    case node_kind::match_class: {
        auto& m = as<match_class>(p);
        check(m.cls);
        for (std::size_t i = 0; i < m.kwd_attrs.size(); ++i)
            if (std::find(m.kwd_attrs.begin(), m.kwd_attrs.begin() + i, m.kwd_attrs[i]) != m.kwd_attrs.begin() + i)
                error("E0341", m.kwd_patterns[i]->loc,
                      "attribute name repeated in class pattern: " + std::string(m.kwd_attrs[i]));
        for (const pattern* inner : m.patterns) check_pattern(inner, bound, true);
        for (const pattern* inner : m.kwd_patterns) check_pattern(inner, bound, true);
        return;
    }
    case node_kind::match_star:
        if (!as<match_star>(p).name.empty()) capture(as<match_star>(p).name, p->loc, bound);
        return;
    case node_kind::match_as: {
        auto& m = as<match_as>(p);
        if (m.pattern != nullptr) {
            check_pattern(m.pattern, bound, may_match_all);
        } else if (!may_match_all) {
            if (m.name.empty())
                error("E0338", p->loc, "wildcard makes remaining patterns unreachable");
            else
                error("E0338", p->loc,
                      "name capture '" + std::string(m.name) + "' makes remaining patterns unreachable")
                    .help.emplace_back(
                        "a bare name matches anything and binds it; to compare with a constant write it with a dot");
        }
        if (!m.name.empty()) capture(m.name, p->loc, bound);
        return;
    }
    case node_kind::match_or: return check_alternatives(as<match_or>(p), bound, may_match_all);
    default: return;
    }
}

void checker::check_alternatives(const match_or& p, captures& bound, bool may_match_all) {
    std::vector<std::string_view> first;
    for (std::size_t i = 0; i < p.patterns.size(); ++i) {
        captures here;
        check_pattern(p.patterns[i], here, may_match_all && i + 1 == p.patterns.size());
        std::vector<std::string_view> sorted = here.names;
        std::sort(sorted.begin(), sorted.end());
        if (i == 0) {
            first = sorted;
            for (const std::string_view name : here.names) capture(name, p.loc, bound);
        } else if (sorted != first) {
            error("E0337", p.loc, "alternative patterns bind different names");
            return;
        }
    }
}

void checker::check_mapping_keys(const match_mapping& p) {
    std::unordered_map<std::string, const expr*> seen;
    for (const expr* key : p.keys) {
        check(key);
        if (key->kind == node_kind::joined_str || key->kind == node_kind::template_str)
            error("E0345", p.loc, "mapping pattern keys may only match literals and attribute lookups");
        const std::string canonical = canonical_key(key);
        if (canonical.empty()) continue;
        const auto [earlier, is_new] = seen.emplace(canonical, key);
        if (!is_new)
            error("E0340", p.loc, "mapping pattern checks duplicate key (" + key_repr(key) + ")")
                .others.push_back({earlier->second->loc, "first checked here"});
    }
}

}  // namespace cowith::frontend
