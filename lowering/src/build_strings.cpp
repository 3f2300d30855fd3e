// f-strings and t-strings: each field is formatted before the next one is evaluated.

#include "builder.hpp"
#include "names.hpp"

#include <algorithm>

namespace cowith::lowering {

using ir::opcode;
using ir::value;

// A constant or a local that is surely bound: reading it does nothing, and nothing else changes it meanwhile.
bool function_builder::steady(const ast::expr& e) {
    if (e.kind == ast::node_kind::constant) return true;
    const auto* n = ast::dyn<ast::name>(&e);
    if (n == nullptr) return false;
    const resolved r = resolve(n->id);
    return r.is == resolved::kind::variable && is_bound(r.var) &&
           (r.var->is == ir::variable::role::local || r.var->is == ir::variable::role::parameter);
}

bool function_builder::steady_field(const ast::expr& e) {
    const auto* f = ast::dyn<ast::formatted_value>(&e);
    if (f == nullptr) return true;
    if (!steady(*f->value)) return false;
    const auto* spec = ast::dyn<ast::joined_str>(f->format_spec);
    return spec == nullptr || std::all_of(spec->values.begin(), spec->values.end(),
                                          [&](const ast::expr* part) { return steady_field(*part); });
}

value* function_builder::joined(const ast::joined_str& e) {
    const auto conversion_of = [&](int c) { return literal("'" + std::string(1, static_cast<char>(c)) + "'"); };
    struct part {
        const ast::formatted_value* field = nullptr;  // null: text
        bool ready = false;                           // formatted already, apart from exact builtin values
        bool has_spec = false;
        int conversion = -1;
    };
    std::vector<pending_operand> list;
    std::vector<part> parts;
    std::size_t last_effect = 0;  // fields before this one are formatted at once
    for (std::size_t i = 0; i < e.values.size(); ++i)
        if (!steady_field(*e.values[i])) last_effect = i;
    for (std::size_t i = 0; i < e.values.size(); ++i) {
        const auto* f = ast::dyn<ast::formatted_value>(e.values[i]);
        if (f == nullptr) {
            list.push_back(lower(*e.values[i]));
            parts.emplace_back();
            continue;
        }
        part p{f, i < last_effect, f->format_spec != nullptr, f->conversion};
        std::vector<pending_operand> inside{lower(*f->value)};
        if (p.has_spec) {
            const auto* spec = ast::dyn<ast::joined_str>(f->format_spec);
            const bool converts_first = p.conversion >= 0 && spec != nullptr &&
                                        std::any_of(spec->values.begin(), spec->values.end(), [](const ast::expr* s) {
                                            return s->kind == ast::node_kind::formatted_value;
                                        });
            if (converts_first) {
                value* v = settle(std::move(inside), f->value->loc.line)[0];
                inside = {ready(runtime("converted", {v, conversion_of(p.conversion)}, &f->loc))};
                p.conversion = -1;
            }
            inside.push_back(lower(*f->format_spec));
        }
        if (!p.ready) {
            for (const pending_operand& o : inside) list.push_back(o);
            parts.push_back(p);
            continue;
        }
        std::vector<value*> operands = settle(std::move(inside), f->value->loc.line);
        if (p.conversion >= 0 || p.has_spec)
            operands.insert(operands.begin() + 1, p.conversion >= 0 ? conversion_of(p.conversion) : literal("0"));
        else
            p.field = f;
        const bool plain = operands.size() == 1;
        list.push_back(ready(runtime("formatted", operands, &f->loc)));
        if (!plain) p.field = nullptr;
        p.has_spec = false;
        p.conversion = -1;
        parts.push_back(p);
    }
    if (list.empty()) return text("");
    auto values = settle(std::move(list), e.loc.line);
    // Each field is an operation of its own: runtime's joined() counts those behind a failed one as passed on.
    std::vector<value*> operands;
    bool formats = false;
    std::size_t next = 0;
    for (const part& p : parts) {
        value* v = values[next++];
        if (p.field == nullptr) {
            operands.push_back(v);
            continue;
        }
        std::vector<value*> inside{v};
        if (p.conversion >= 0) inside.push_back(conversion_of(p.conversion));
        if (p.has_spec) {
            if (p.conversion < 0) inside.push_back(literal("0"));
            inside.push_back(values[next++]);
        }
        operands.push_back(operation(opcode::runtime, "field", inside, nullptr));
        formats = true;
    }
    if (!formats && operands.size() == 1) return operands[0];
    value* v = runtime("joined", operands);
    for (const part& p : parts)
        if (p.field != nullptr) v->at = mark(p.field->loc), v->fails = v->runs = true;
    return v;
}

value* function_builder::template_string(const ast::template_str& e) {
    std::vector<pending_operand> list;
    for (const ast::expr* part : e.values) {
        const auto* i = ast::dyn<ast::interpolation>(part);
        if (i == nullptr) {
            list.push_back(lower(*part));
            continue;
        }
        std::vector<pending_operand> inside{lower(*i->value)};
        if (i->format_spec != nullptr) inside.push_back(lower(*i->format_spec));
        std::vector<value*> operands = settle(std::move(inside), i->value->loc.line);
        operands.insert(operands.begin() + 1, text(i->text));
        if (i->conversion > 0 || operands.size() > 2)
            operands.insert(operands.begin() + 2,
                            i->conversion > 0 ? literal("'" + std::string(1, static_cast<char>(i->conversion)) + "'")
                                              : literal("0"));
        list.push_back(ready(operation(opcode::runtime, "interpolation", operands, nullptr)));
    }
    return runtime("template_string", settle(std::move(list), e.loc.line));
}

}  // namespace cowith::lowering
