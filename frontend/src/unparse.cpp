// Expressions as text, with brackets only where CPython's compiler writes them.

#include "cowith/frontend/unparse.hpp"

#include "checks.hpp"

#include <cmath>

namespace cowith::frontend {
namespace {

/// Binding strength, the weakest first.
enum level : int {
    tuple_level,
    test_level,
    or_level,
    and_level,
    not_level,
    compare_level,
    bit_or_level,
    bit_xor_level,
    bit_and_level,
    shift_level,
    sum_level,
    product_level,
    sign_level,
    power_level,
    await_level,
    atom_level,
};
constexpr level above(level l) { return static_cast<level>(l + 1); }

level level_of(binary_operator op) {
    switch (op) {
    case binary_operator::bit_or: return bit_or_level;
    case binary_operator::bit_xor: return bit_xor_level;
    case binary_operator::bit_and: return bit_and_level;
    case binary_operator::lshift:
    case binary_operator::rshift: return shift_level;
    case binary_operator::add:
    case binary_operator::sub: return sum_level;
    case binary_operator::pow: return power_level;
    default: return product_level;
    }
}

class writer {
  public:
    std::string text;

    void write(const expr* e, level at) {
        using enum node_kind;
        switch (e->kind) {
        case node_kind::constant: return write_constant(as<frontend::constant>(e));
        case node_kind::name: text += as<frontend::name>(e).id; return;
        case bool_op: {
            const auto& b = as<frontend::bool_op>(e);
            const bool both = b.op == bool_operator::and_;
            const level own = both ? and_level : or_level;
            return bracketed(at > own, [&] { write_list(b.values, both ? " and " : " or ", above(own)); });
        }
        case bin_op: {
            const auto& b = as<frontend::bin_op>(e);
            const level own = level_of(b.op);
            const bool power = b.op == binary_operator::pow;
            return bracketed(at > own, [&] {
                write(b.left, power ? above(own) : own);
                text += ' ', text += symbol(b.op), text += ' ';
                write(b.right, power ? own : above(own));
            });
        }
        case unary_op: {
            const auto& u = as<frontend::unary_op>(e);
            const bool negation = u.op == unary_operator::not_;
            const level own = negation ? not_level : sign_level;
            return bracketed(at > own, [&] {
                text += negation ? "not " : symbol(u.op);
                write(u.operand, own);
            });
        }
        case compare: {
            const auto& c = as<frontend::compare>(e);
            return bracketed(at > compare_level, [&] {
                write(c.left, above(compare_level));
                for (std::size_t i = 0; i < c.ops.size(); ++i) {
                    text += ' ', text += symbol(c.ops[i]), text += ' ';
                    write(c.comparators[i], above(compare_level));
                }
            });
        }
        case lambda: {
            const auto& l = as<frontend::lambda>(e);
            return bracketed(at > test_level, [&] {
                text += "lambda";
                if (l.args != nullptr) parameters(*l.args);
                text += ": ";
                write(l.body, test_level);
            });
        }
        case if_exp: {
            const auto& i = as<frontend::if_exp>(e);
            return bracketed(at > test_level, [&] {
                write(i.body, above(test_level));
                text += " if ";
                write(i.test, above(test_level));
                text += " else ";
                write(i.orelse, test_level);
            });
        }
        case named_expr: {
            const auto& n = as<frontend::named_expr>(e);
            return bracketed(at > tuple_level, [&] {
                write(n.target, atom_level);
                text += " := ";
                write(n.value, atom_level);
            });
        }
        case await_expr:
            return bracketed(at > await_level, [&] {
                text += "await ";
                write(as<frontend::await_expr>(e).value, atom_level);
            });
        case yield_expr: {
            const auto& y = as<frontend::yield_expr>(e);
            return bracketed(true, [&] {
                text += y.value != nullptr ? "yield " : "yield";
                if (y.value != nullptr) write(y.value, test_level);
            });
        }
        case yield_from:
            return bracketed(true, [&] {
                text += "yield from ";
                write(as<frontend::yield_from>(e).value, test_level);
            });
        case dict: return write_dict(as<frontend::dict>(e));
        case set: return enclosed('{', '}', [&] { write_list(as<frontend::set>(e).elts, ", ", test_level); });
        case node_kind::list:
            return enclosed('[', ']', [&] { write_list(as<frontend::list>(e).elts, ", ", test_level); });
        case tuple: return write_tuple(as<frontend::tuple>(e), at);
        case list_comp: return write_comprehension('[', ']', as<frontend::list_comp>(e));
        case set_comp: return write_comprehension('{', '}', as<frontend::set_comp>(e));
        case generator_exp: return write_comprehension('(', ')', as<frontend::generator_exp>(e));
        case dict_comp: {
            const auto& d = as<frontend::dict_comp>(e);
            return enclosed('{', '}', [&] {
                write(d.key, test_level);
                text += ": ";
                write(d.value, test_level);
                loops(d.generators);
            });
        }
        case node_kind::call: return write_call(as<frontend::call>(e));
        case joined_str: return write_string("f", as<frontend::joined_str>(e).values);
        case template_str: return write_string("t", as<frontend::template_str>(e).values);
        case attribute: {
            const auto& a = as<frontend::attribute>(e);
            write(a.value, atom_level);
            const auto* c = dyn<frontend::constant>(a.value);
            text += c != nullptr && c->type == constant_type::int_ ? " ." : ".";
            text += a.attr;
            return;
        }
        case starred: text += '*'; return write(as<frontend::starred>(e).value, bit_or_level);
        case subscript:
            write(as<frontend::subscript>(e).value, atom_level);
            return enclosed('[', ']', [&] { write(as<frontend::subscript>(e).slice, tuple_level); });
        case slice: {
            const auto& s = as<frontend::slice>(e);
            if (s.lower != nullptr) write(s.lower, test_level);
            text += ':';
            if (s.upper != nullptr) write(s.upper, test_level);
            if (s.step == nullptr) return;
            text += ':';
            return write(s.step, test_level);
        }
        default: return;
        }
    }

  private:
    template <class F> void enclosed(char open, char close, F&& inside) {
        text += open;
        inside();
        text += close;
    }
    template <class F> void bracketed(bool needed, F&& inside) {
        if (needed) return enclosed('(', ')', inside);
        inside();
    }
    void write_list(const expr_list& items, const char* between, level at) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) text += between;
            write(items[i], at);
        }
    }
    void write_constant(const constant& c) {
        if (c.type == constant_type::ellipsis) {
            text += "...";
        } else if ((c.type == constant_type::float_ || c.type == constant_type::complex_) && std::isinf(c.number)) {
            text += c.type == constant_type::float_ ? "1e309" : "1e309j";
        } else {
            if (c.u_prefix) text += 'u';
            text += repr(c);
        }
    }
    void write_dict(const dict& d) {
        enclosed('{', '}', [&] {
            for (std::size_t i = 0; i < d.values.size(); ++i) {
                if (i > 0) text += ", ";
                if (d.keys[i] == nullptr) {
                    text += "**";
                    write(d.values[i], bit_or_level);
                } else {
                    write(d.keys[i], test_level);
                    text += ": ";
                    write(d.values[i], test_level);
                }
            }
        });
    }
    void write_tuple(const tuple& t, level at) {
        bracketed(at > tuple_level || t.elts.empty(), [&] {
            write_list(t.elts, ", ", test_level);
            if (t.elts.size() == 1) text += ',';
        });
    }
    void loops(const node_list<frontend::comprehension*>& generators) {
        for (const frontend::comprehension* g : generators) {
            text += g->is_async ? " async for " : " for ";
            write(g->target, tuple_level);
            text += " in ";
            write(g->iter, above(test_level));
            for (const expr* test : g->ifs) {
                text += " if ";
                write(test, above(test_level));
            }
        }
    }
    template <class T> void write_comprehension(char open, char close, const T& c) {
        enclosed(open, close, [&] {
            write(c.elt, test_level);
            loops(c.generators);
        });
    }
    void write_call(const call& c) {
        write(c.func, atom_level);
        if (c.args.size() == 1 && c.keywords.empty() && c.args[0]->kind == node_kind::generator_exp)
            return write(c.args[0], tuple_level);
        enclosed('(', ')', [&] {
            write_list(c.args, ", ", test_level);
            bool first = c.args.empty();
            for (const keyword* k : c.keywords) {
                if (!first) text += ", ";
                first = false;
                if (k->name.empty())
                    text += "**";
                else
                    text += k->name, text += '=';
                write(k->value, test_level);
            }
        });
    }
    void parameters(const arguments& a) {
        bool first = true;
        const auto next = [&] {
            text += first ? " " : ", ";
            first = false;
        };
        const std::size_t positional = a.posonlyargs.size() + a.args.size();
        const std::size_t first_default = positional - a.defaults.size();
        for (std::size_t i = 0; i < positional; ++i) {
            next();
            text += i < a.posonlyargs.size() ? a.posonlyargs[i]->name : a.args[i - a.posonlyargs.size()]->name;
            if (i >= first_default) {
                text += '=';
                write(a.defaults[i - first_default], test_level);
            }
            if (i + 1 == a.posonlyargs.size()) text += ", /";
        }
        if (a.vararg != nullptr || !a.kwonlyargs.empty()) {
            next();
            text += '*';
            if (a.vararg != nullptr) text += a.vararg->name;
        }
        for (std::size_t i = 0; i < a.kwonlyargs.size(); ++i) {
            next();
            text += a.kwonlyargs[i]->name;
            if (a.kw_defaults[i] == nullptr) continue;
            text += '=';
            write(a.kw_defaults[i], test_level);
        }
        if (a.kwarg != nullptr) {
            next();
            text += "**";
            text += a.kwarg->name;
        }
    }
    /// The text between the quotes of an f-string, or of its format specification.
    static std::string pieces(const expr_list& values) {
        std::string result;
        for (const expr* part : values) {
            if (const auto* c = dyn<constant>(part)) {
                for (const char ch : c->text) {
                    if (ch == '{' || ch == '}') result += ch;
                    result += ch;
                }
                continue;
            }
            const auto* f = dyn<formatted_value>(part);
            const auto* i = dyn<interpolation>(part);
            if (f != nullptr)
                field(result, f->value, f->conversion, f->format_spec);
            else if (i != nullptr)
                field(result, i->value, i->conversion, i->format_spec);
        }
        return result;
    }
    static void field(std::string& result, const expr* value, int conversion, const expr* format) {
        writer inner;
        inner.write(value, above(test_level));
        result += inner.text.starts_with('{') ? "{ " : "{";
        result += inner.text;
        if (conversion > 0) result += '!', result += static_cast<char>(conversion);
        if (const auto* spec = dyn<joined_str>(format)) result += ':' + pieces(spec->values);
        result += '}';
    }
    void write_string(const char* prefix, const expr_list& values) {
        constant whole;
        const std::string content = pieces(values);
        whole.type = constant_type::str;
        whole.text = content;
        text += prefix + repr(whole);
    }
};

}  // namespace

std::string unparse(const expr& e) {
    writer w;
    w.write(&e, test_level);
    return std::move(w.text);
}

}  // namespace cowith::frontend
