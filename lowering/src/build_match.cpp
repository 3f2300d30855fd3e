// match statements: each pattern becomes one C++ condition that stores what it captures in temporaries; they are bound to
// their names once the whole pattern has matched, before the guard.

#include "builder.hpp"
#include "names.hpp"

namespace cowith::lowering {

using ir::opcode;
using ir::value;

namespace {

bool is_wildcard(const ast::pattern& p) {
    const auto* as = ast::dyn<ast::match_as>(&p);
    const auto* star = ast::dyn<ast::match_star>(&p);
    return (as != nullptr && as->pattern == nullptr && as->name.empty()) || (star != nullptr && star->name.empty());
}

}  // namespace

/// The patterns of one case: the temporaries behind its captures and its parts.
class pattern_builder {
  public:
    explicit pattern_builder(function_builder& b) : b_(b) {}

    /// True when the pattern matches; the captures are in `captured` then.
    value* test(const ast::pattern& p, ir::variable* subject) {
        parts_.clear();
        prepare(p);
        return match(p, subject);
    }
    std::vector<std::pair<std::string_view, ir::variable*>> captured;

  private:
    ir::variable* capture(std::string_view name) {
        for (const auto& [known, var] : captured)
            if (known == name) return var;
        ir::variable* t = b_.temporary(std::string(name));
        t->once = false;
        b_.declare(t);
        captured.emplace_back(name, t);
        return t;
    }
    // Makes all temporaries, so that the condition itself needs no statements.
    void prepare(const ast::pattern& p) {
        const auto inside = [&](const ast::pattern_list& list) {
            for (const ast::pattern* inner : list) {
                const auto* as = ast::dyn<ast::match_as>(inner);
                if (!is_wildcard(*inner) && !(as != nullptr && as->pattern == nullptr) &&
                    inner->kind != ast::node_kind::match_star) {
                    ir::variable* t = b_.temporary("item");
                    t->once = false;
                    b_.declare(t);
                    parts_.emplace(inner, t);
                }
                prepare(*inner);
            }
        };
        if (const auto* s = ast::dyn<ast::match_sequence>(&p))
            inside(s->patterns);
        else if (const auto* m = ast::dyn<ast::match_mapping>(&p)) {
            inside(m->patterns);
            if (!m->rest.empty()) capture(m->rest);
        } else if (const auto* c = ast::dyn<ast::match_class>(&p)) {
            inside(c->patterns);
            inside(c->kwd_patterns);
        } else if (const auto* a = ast::dyn<ast::match_as>(&p)) {
            if (a->pattern != nullptr) prepare(*a->pattern);
            if (!a->name.empty()) capture(a->name);
        } else if (const auto* star = ast::dyn<ast::match_star>(&p)) {
            if (!star->name.empty()) capture(star->name);
        } else if (const auto* o = ast::dyn<ast::match_or>(&p)) {
            for (const ast::pattern* alternative : o->patterns) prepare(*alternative);
        }
    }
    // Where a part of the subject goes: into its capture, its temporary, or nowhere.
    value* place(const ast::pattern& p) {
        if (is_wildcard(p)) return b_.literal("py::ignored");
        if (const auto* as = ast::dyn<ast::match_as>(&p); as != nullptr && as->pattern == nullptr)
            return b_.read(capture(as->name));
        if (const auto* star = ast::dyn<ast::match_star>(&p)) return b_.read(capture(star->name));
        return b_.read(parts_.at(&p));
    }
    value* both(value* a, value* b) {
        if (a == nullptr) return b;
        if (b == nullptr) return a;
        if (a->fails && b->fails) a = b_.holds(a), b = b_.holds(b);
        const ir::place at = b->at.operation != 0 ? b->at : a->at;
        value* v = b_.boolean(b_.operation(opcode::both, "", {a, b}, nullptr));
        v->at = at;
        return v;
    }
    value* inner_tests(value* v, const ast::pattern_list& list) {
        for (const ast::pattern* inner : list)
            if (const auto found = parts_.find(inner); found != parts_.end()) v = both(v, match(*inner, found->second));
        return v;
    }
    // Null: always matches.
    value* match(const ast::pattern& p, ir::variable* subject) {
        switch (p.kind) {
        case ast::node_kind::match_value: {
            const auto& v = ast::as<ast::match_value>(&p);
            value* other = b_.expr(*v.value);
            return b_.compare_condition(ast::compare_operator::eq, b_.read(subject), other, p.loc, false);
        }
        case ast::node_kind::match_singleton: {
            const auto type = ast::as<ast::match_singleton>(&p).value;
            const char* text = type == ast::constant_type::none    ? "py::None"
                               : type == ast::constant_type::true_ ? "py::True"
                                                                   : "py::False";
            return b_.boolean(b_.operation(opcode::is, "", {b_.read(subject), b_.literal(text)}, nullptr));
        }
        case ast::node_kind::match_sequence: {
            const auto& s = ast::as<ast::match_sequence>(&p);
            std::vector<value*> operands{b_.read(subject)};
            for (std::size_t i = 0; i < s.patterns.size(); ++i) {
                if (s.patterns[i]->kind == ast::node_kind::match_star)
                    operands.insert(operands.begin(), b_.literal("py::before<" + std::to_string(i) + ">"));
                operands.push_back(place(*s.patterns[i]));
            }
            return inner_tests(b_.boolean(b_.runtime("match_sequence", operands, &p.loc)), s.patterns);
        }
        case ast::node_kind::match_mapping: {
            const auto& m = ast::as<ast::match_mapping>(&p);
            std::vector<value*> keys;
            for (const ast::expr* key : m.keys) keys.push_back(b_.expr(*key));
            std::vector<value*> operands{b_.read(subject), b_.runtime("tuple", keys)};
            for (const ast::pattern* inner : m.patterns) operands.push_back(place(*inner));
            value* v = b_.boolean(b_.runtime("match_mapping", operands, &p.loc));
            v = inner_tests(v, m.patterns);
            if (!m.rest.empty())
                v = both(v, b_.boolean(b_.runtime(
                                "match_rest", {b_.read(subject), b_.runtime("tuple", keys), b_.read(capture(m.rest))},
                                &p.loc)));
            return v;
        }
        case ast::node_kind::match_class: {
            const auto& c = ast::as<ast::match_class>(&p);
            std::vector<value*> names;
            for (const std::string_view n : c.kwd_attrs) names.push_back(b_.text(n));
            std::vector<value*> operands{b_.read(subject), b_.expr(*c.cls), b_.runtime("tuple", names)};
            for (const ast::pattern* inner : c.patterns) operands.push_back(place(*inner));
            for (const ast::pattern* inner : c.kwd_patterns) operands.push_back(place(*inner));
            value* v = inner_tests(b_.boolean(b_.runtime("match_class", operands, &p.loc)), c.patterns);
            return inner_tests(v, c.kwd_patterns);
        }
        case ast::node_kind::match_as: {
            const auto& a = ast::as<ast::match_as>(&p);
            value* v = a.pattern != nullptr ? match(*a.pattern, subject) : nullptr;
            if (a.name.empty()) return v;
            value* keep = b_.boolean(b_.runtime("keep", {b_.read(capture(a.name)), b_.read(subject)}));
            return both(v, keep);
        }
        case ast::node_kind::match_or: {
            value* v = nullptr;
            bool first = true;
            for (const ast::pattern* alternative : ast::as<ast::match_or>(&p).patterns) {
                value* next = match(*alternative, subject);
                if (next == nullptr) next = b_.literal("true"), next->rep = ir::representation::boolean;
                if (first) {
                    v = next;
                    first = false;
                    continue;
                }
                if (v->fails && next->fails) v = b_.holds(v), next = b_.holds(next);
                const ir::place at = next->at.operation != 0 ? next->at : v->at;
                v = b_.boolean(b_.operation(opcode::either, "", {v, next}, nullptr));
                v->at = at;
            }
            return v;
        }
        default: return nullptr;
        }
    }
    function_builder& b_;
    std::unordered_map<const ast::pattern*, ir::variable*> parts_;
};

void function_builder::match_cases(const ast::match_stmt& s, std::size_t i, ir::variable* subject) {
    if (i == s.cases.size()) return;
    const ast::match_case& c = *s.cases[i];
    comments(c.leading);
    pattern_builder patterns(*this);
    value* test = patterns.test(*c.pattern, subject);
    if (test == nullptr) {
        test = literal("true");
        test->rep = ir::representation::boolean;
    }
    const auto bind = [&] {
        for (const auto& [name, var] : patterns.captured) bind_name(name, last_read(var));
    };
    if (c.guard != nullptr) {
        ir::variable* flag = temporary("matched");
        flag->boolean = true;
        flag->once = false;
        ir::stmt* first = evaluate(test);
        first->to = {ir::target::kind::variable, flag};
        branch(
            read(flag),
            [&] {
                bind();
                ir::stmt* second = evaluate(condition(*c.guard));
                second->to = {ir::target::kind::variable, flag};
            },
            nullptr);
        test = read(flag);
    }
    branch(
        test,
        [&] {
            if (c.guard == nullptr) bind();
            block(c.body);
        },
        [&] {
            if (test->op == opcode::literal)
                state_.dead = true;
            else
                match_cases(s, i + 1, subject);
        });
}

void function_builder::match_statement(const ast::match_stmt& s) {
    value* v = settle({lower(*s.subject)}, s.subject->loc.line)[0];
    ir::stmt* whole = emit(ir::stmt_kind::block);
    ir::stmts* const saved = out_;
    out_ = &whole->body;
    ir::variable* subject = temporary(hint_of(*s.subject) == "value" ? "subject" : hint_of(*s.subject));
    subject->once = false;
    assign({ir::target::kind::variable, subject}, v);
    match_cases(s, 0, subject);
    out_ = saved;
}

}  // namespace cowith::lowering
