// Statements and functions as C++.

#include "printer.hpp"

#include "line_directives.hpp"
#include "names.hpp"

#include <algorithm>

namespace cowith::lowering {

using ir::opcode;
using ir::representation;
using ir::stmt_kind;

namespace {

constexpr std::size_t columns = 120;

// Is the comma one of a place, at(12, 3)?
bool in_place(const std::string& text, std::size_t comma) {
    while (comma > 0 && text[comma - 1] >= '0' && text[comma - 1] <= '9') --comma;
    return comma >= 3 && text.compare(comma - 3, 3, "at(") == 0;
}

struct line_break {
    std::size_t at = 0;           // where the line ends; 0: nowhere
    std::size_t next = 0;         // where the next one begins, behind a blank
    bool ends_statement = false;  // what follows is a statement of its own
};

// The best place to break text[0..limit): behind a comma or before `||` and `&&`, as far out as possible; where there is none, before
// an operator of arithmetic or behind `=`; then behind a parenthesis.
line_break break_point(const std::string& text, std::size_t limit) {
    line_break best, second, third;
    int best_depth = 1000, second_depth = 1000;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size() && i < limit; ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
            continue;
        }
        if (c == '"')
            quoted = true;
        else if (c == '(' || c == '{' || c == '[') {
            ++depth;
            const bool opens = c == '(' && i >= 12 && i + 1 < limit && text[i + 1] != ')';
            if (opens && third.at == 0 && text.compare(i - 2, 2, "at") != 0) third = {i + 1, i + 1, false};
        } else if (c == ')' || c == '}' || c == ']')
            --depth;
        else if (c == ' ' && i > 8 && i + 1 < limit) {
            const char before = text[i - 1], after = text[i + 1];
            const bool comma = (before == ',' && !in_place(text, i - 1)) || before == ';';
            const bool op = (after == '|' && text[i + 2] == '|') || (after == '&' && text[i + 2] == '&');
            const auto word = [&](std::string_view w) { return text.compare(i + 1, w.size(), w) == 0; };
            const bool leaves = before == ')' && (word("co_return ") || word("return ") || word("goto "));
            const bool arithmetic =
                std::string_view("+-*/%|&^").find(after) != std::string_view::npos && text[i + 2] == ' ';
            if (i >= 12 && (arithmetic || before == '=') && depth <= second_depth) {
                second = {i, i + 1, false};
                second_depth = depth;
            }
            if (!comma && !op && !leaves) continue;
            // Rather further out; of two places of one depth the later one.
            if (depth <= best_depth || (i > limit * 3 / 5 && best.at < limit / 3)) {
                best = {i, i + 1, before == ';' && depth == 0};
                best_depth = std::min(depth, best_depth);
            }
        }
    }
    return best.at >= 12 ? best : second.at != 0 ? second : third;
}

// Inside a long string literal, one that reaches the limit or ends near it: between two words (or anywhere).
std::size_t break_string(const std::string& text, std::size_t limit) {
    bool quoted = false;
    std::size_t blank = 0, any = 0;
    for (std::size_t i = 0; i < text.size() && i < limit; ++i) {
        if (!quoted) {
            if (text[i] == '"') quoted = true;
            continue;
        }
        if (text[i] == '\\') {
            i += text[i + 1] >= '0' && text[i + 1] <= '7' ? 3 : 1;
            continue;
        }
        if (text[i] == '"') {
            quoted = false;
            continue;
        }
        if (i + 2 < limit && static_cast<unsigned char>(text[i + 1]) < 0x80) any = i + 1;
        if (text[i] == ' ' && i + 2 < limit) blank = i + 1;
    }
    const std::size_t at = blank > limit / 2 ? blank : any;
    return quoted || at > limit / 2 ? at : 0;
}

}  // namespace

// A comment's last backslash gets something behind it: it would draw the next line into the comment.
static void add_line(std::string& out, int indent, const std::string& text) {
    out.append(static_cast<std::size_t>(indent), ' ').append(text);
    const std::size_t last = text.find_last_not_of(" \t\r");
    if (last != std::string::npos && text[last] == '\\') out += '.';
    out += '\n';
}

void append_wrapped(std::string& out, const std::string& statement, int indent) {
    std::string rest = statement;
    int own = indent;
    std::string comment;
    while (rest.size() + static_cast<std::size_t>(own) > columns) {
        const std::size_t limit = columns - static_cast<std::size_t>(own);
        if (rest.starts_with("//")) {
            std::size_t at = rest.rfind(' ', limit);
            if (at == std::string::npos || at < 10) break;
            add_line(out, own, rest.substr(0, at));
            rest = "//" + rest.substr(at);
            continue;
        }
        const line_break place = break_point(rest, limit);
        const bool ends = own == indent && place.ends_statement;
        std::size_t at = place.at;
        if (at < 12) {
            at = break_string(rest, limit - 1);
            if (at < 8) break;
            out.append(static_cast<std::size_t>(own), ' ').append(rest, 0, at).append("\"\n");
            rest = "\"" + rest.substr(at);
        } else {
            out.append(static_cast<std::size_t>(own), ' ').append(rest, 0, at).append("\n");
            rest = rest.substr(place.next);
        }
        own = ends ? indent : indent + 4;
    }
    add_line(out, own, rest);
}

function_printer::function_printer(const module_builder& module, ir::function& fn) : module_(module), fn_(fn) {}

void function_printer::line(const std::string& text) {
    const std::size_t start = out_.size();
    append_wrapped(out_, text, indent_ * 4);
    if (module_.options.emit_lines) mark_lines(out_, start, line_);
}

void function_printer::stand_at(const ir::stmt& s) {
    if (s.at.line != 0)
        line_ = s.at.line;
    else if (s.what != nullptr && s.what->at.line != 0)
        line_ = s.what->at.line;
    else if (s.origin != nullptr)
        line_ = s.origin->loc.line;
}

void function_printer::line(const std::string& text, const ir::stmt& s) {
    if (s.trailing.empty()) {
        line(text);
        return;
    }
    if (text.size() + static_cast<std::size_t>(indent_ * 4) + s.trailing.size() + 4 <= columns) {
        line(text + "  //" + std::string(s.trailing));
        return;
    }
    line("//" + std::string(s.trailing));
    line(text);
}

void function_printer::braces(const ir::stmts& list) {
    ++indent_;
    statements(list);
    --indent_;
}

// A list that fits behind `if (...) ` on one line: one statement that isn't an `if` itself.
bool function_printer::simple(const ir::stmts& list, std::string& text) {
    if (list.size() != 1 || !list[0]->trailing.empty()) return false;
    const ir::stmt& s = *list[0];
    switch (s.kind) {
    case stmt_kind::evaluate:
        if (s.what->fails || (s.to.var != nullptr && s.to.var->is == ir::variable::role::temporary &&
                              !s.to.var->declared && !s.to.var->slot))
            return false;
        text = core(s) + ";";
        return true;
    case stmt_kind::jump:
        if (s.what != nullptr) return false;
        if (s.where != nullptr) s.where->used = true;
        text = s.where != nullptr ? "goto " + s.where->name + ";" : s.text + ";";
        return true;
    case stmt_kind::result:
    case stmt_kind::raise: {
        if (s.kind == stmt_kind::raise && s.failure.to != nullptr) return false;
        if (s.kind == stmt_kind::raise &&
            (fn_.kind == ir::function_kind::class_body || fn_.kind == ir::function_kind::module_body))
            return false;
        std::string saved;
        std::swap(saved, out_);
        const int depth = indent_;
        indent_ = 0;
        if (s.kind == stmt_kind::result)
            result(s);
        else
            raise(s);
        indent_ = depth;
        std::swap(saved, out_);
        if (std::count(saved.begin(), saved.end(), '\n') != 1) return false;
        saved.pop_back();
        text = without_marks(saved);
        return true;
    }
    default: return false;
    }
}

void function_printer::statements(const ir::stmts& list) {
    for (std::size_t i = 0; i < list.size();) {
        stand_at(*list[i]);
        if (const std::size_t n = group(list, i); n > 0) {
            i += n;
            continue;
        }
        statement(*list[i], i + 1 == list.size());
        ++i;
    }
}

// Several checks of one Python statement with temporaries of their own: one `if` whose init-statement declares them.
std::size_t function_printer::group(const ir::stmts& list, std::size_t i) {
    std::size_t n = 0;
    while (i + n < list.size()) {
        const ir::stmt& s = *list[i + n];
        if (s.kind != stmt_kind::evaluate || s.origin == nullptr || s.origin != list[i]->origin ||
            s.failure.to != list[i]->failure.to)
            break;
        if (!s.what->fails && n > 0 && s.to.is != ir::target::kind::variable) break;
        if (s.to.var != nullptr && s.to.var->boolean) break;
        ++n;
    }
    bool with_result = i + n < list.size() && list[i + n]->kind == stmt_kind::result &&
                       list[i + n]->origin == list[i]->origin && n > 0;
    if (n == 0 || (n < 2 && !with_result)) return 0;
    if (!list[i + n - 1]->what->fails && !with_result) return 0;

    // Temporaries that are defined and used nowhere else.
    std::unordered_map<const ir::variable*, std::uint32_t> uses;
    const std::function<void(const ir::value&)> count = [&](const ir::value& v) {
        if (v.var != nullptr) ++uses[v.var];
        for (const ir::value* o : v.operands) count(*o);
    };
    for (std::size_t k = 0; k < n; ++k) count(*list[i + k]->what);
    if (with_result) count(*list[i + n]->what);
    std::vector<ir::variable*> temporaries;
    bool outside = false;
    const auto define = [&](const ir::target& t) {
        if (t.var == nullptr || t.var->is != ir::variable::role::temporary || t.var->declared || t.var->slot) return;
        if (std::find(temporaries.begin(), temporaries.end(), t.var) != temporaries.end()) return;
        std::uint32_t own = 0;
        for (std::size_t k = 0; k < n; ++k)
            for (const ir::target& other : list[i + k]->targets) own += other.var == t.var;
        if (uses[t.var] != t.var->uses + own)
            outside = true;
        else
            temporaries.push_back(t.var);
    };
    for (std::size_t k = 0; k < n; ++k) {
        define(list[i + k]->to);
        for (const ir::target& t : list[i + k]->targets) define(t);
    }
    if (outside || temporaries.empty()) return 0;

    // An operand dies with the operation that takes it.
    const bool operands = std::all_of(temporaries.begin(), temporaries.end(), [](const auto* t) { return t->once; });
    const std::string type = operands ? "py::operand " : "py::object ";
    std::unordered_set<std::string> here;
    std::string declared;
    for (ir::variable* t : temporaries) {
        t->grouped = operands || !t->once;
        std::string wish = cpp_identifier(t->hint.empty() ? "value" : t->hint);
        while (taken_.contains(wish) || here.contains(wish)) wish += '_';
        here.insert(wish);
        names_[t] = wish;
        declared += (declared.empty() ? type : ", ") + wish;
    }
    std::string text = "if (" + declared + "; ";
    for (std::size_t k = 0; k < n; ++k) {
        const ir::stmt& s = *list[i + k];
        if (k > 0) text += " || ";
        text += spot(s.at.operation != 0 ? s.at : s.what->at) + ".failed(" + core(s) + ")";
    }
    text += ") " + exit(list[i]->failure);
    for (std::size_t k = 0; k < n; ++k)
        if (!list[i + k]->trailing.empty()) line("//" + std::string(list[i + k]->trailing));
    line(text);
    if (with_result) {
        result(*list[i + n], "else ");
        ++n;
    }
    return n;
}

void function_printer::statement(const ir::stmt& s, bool last) {
    switch (s.kind) {
    case stmt_kind::evaluate: {
        std::string text = core(s);
        ir::variable* t = s.to.is == ir::target::kind::variable ? s.to.var : nullptr;
        std::string declared;
        for (const ir::target& other : s.targets)
            if (other.var != nullptr && other.var->is == ir::variable::role::temporary && !other.var->slot &&
                !other.var->declared) {
                declared += (declared.empty() ? "py::object " : ", ") + name(*other.var);
                other.var->declared = true;
            }
        if (!declared.empty()) line(declared + ";");
        const bool fresh =
            t != nullptr && (t->is == ir::variable::role::temporary || t->hidden) && !t->slot && !t->declared;
        if (fresh) {
            t->declared = true;
            if (t->boolean) {
                line("bool " + text + ";", s);
                if (s.what->fails)
                    line("if (" + (s.what->at.operation != 0 ? spot(s.what->at) + ".failed()" : "py::is_failed()") +
                         ") " + exit(s.failure));
                return;
            }
            if (!s.what->fails) {
                line("py::object " + text + ";", s);
                return;
            }
            const std::string declaration = "py::object " + name(*t) + ";";
            std::string check = "if (" + spot(s.what->at) + ".failed(" + text + ")) " + exit(s.failure);
            if (declaration.size() + check.size() + 1 + static_cast<std::size_t>(indent_ * 4) <= columns)
                check = declaration + " " + check;
            else
                line(declaration);
            line(check, s);
            return;
        }
        if (!s.what->fails) {
            line(text + ";", s);
        } else if (t != nullptr && t->boolean) {
            line(text + ";", s);
            line("if (" + (s.what->at.operation != 0 ? spot(s.what->at) + ".failed()" : "py::is_failed()") + ") " +
                 exit(s.failure));
        } else {
            line("if (" + spot(s.what->at) + ".failed(" + text + ")) " + exit(s.failure), s);
        }
        return;
    }
    case stmt_kind::await:
    case stmt_kind::yield:
    case stmt_kind::leave: suspension(s); return;
    case stmt_kind::next: return;
    case stmt_kind::if_: if_statement(s); return;
    case stmt_kind::while_:
    case stmt_kind::forever:
    case stmt_kind::for_:
    case stmt_kind::async_for: loop(s); return;
    case stmt_kind::block:
        if (s.body.empty()) return;
        if (s.body.size() == 1 && s.body[0]->kind == stmt_kind::block) {
            statement(*s.body[0], last);
            return;
        }
        line("{", s);
        braces(s.body);
        line("}");
        return;
    case stmt_kind::handler:
        line(std::string("if (py::") + (s.where != nullptr ? "group_handler " : "handler ") + s.text + "{at}) {", s);
        braces(s.body);
        line("}");
        return;
    case stmt_kind::label:
        if (!s.where->used) return;
        --indent_;
        line(s.where->name + ":" + (last ? ";" : ""));
        ++indent_;
        return;
    case stmt_kind::declare:
        if (s.what != nullptr) {
            line(s.text + show(*s.what) + std::string(s.to.text), s);
        } else if (s.to.var != nullptr) {
            if (!s.to.var->slot) line("py::object " + name(*s.to.var) + ";");
        } else {
            line(s.text, s);
        }
        return;
    case stmt_kind::check:
        line("if (" +
                 (s.at.operation != 0 || !s.text.empty() ? spot(s.at) + ".failed(" + s.text + ")"
                                                         : std::string("py::is_failed()")) +
                 ") " + exit(s.failure),
             s);
        return;
    case stmt_kind::propagate: line("if (" + show(*s.what) + ") " + exit(s.failure), s); return;
    case stmt_kind::result: result(s); return;
    case stmt_kind::raise: raise(s); return;
    case stmt_kind::jump: {
        std::string text;
        if (s.what != nullptr)
            text = (s.what->fails ? spot(s.what->at) + ".failed(" + show(*s.what) + "); " : show(*s.what) + "; ");
        if (s.where != nullptr) s.where->used = true;
        line(text + (s.where != nullptr ? "goto " + s.where->name : s.text) + ";", s);
        return;
    }
    case stmt_kind::comment: line("//" + s.text); return;
    case stmt_kind::raw: line(s.text, s); return;
    }
}

void function_printer::suspension(const ir::stmt& s) {
    const std::string word = s.kind == stmt_kind::yield ? "co_yield " : "co_await ";
    if (s.kind == stmt_kind::leave) {
        line(word + placed(s.at, show(*s.what)) + ";", s);
        return;
    }
    const std::string operand = object_of(*s.what);
    ir::variable* t = s.to.var;
    std::string target;
    if (t != nullptr && s.to.is == ir::target::kind::variable) {
        const bool fresh = t->is == ir::variable::role::temporary && !t->slot && !t->declared;
        target = (fresh ? "py::object " : "") + name(*t) + " = ";
        if (fresh) t->declared = true;
    }
    if (!s.attempt) {
        line(target + word + placed(s.at, operand) + ";", s);
        return;
    }
    line(target + word + spot(s.at) + ".attempt(" + operand + ");", s);
    line("if (" + spot(s.at) + ".failed(" + (t != nullptr ? name(*t) : "") + ")) " + exit(s.failure));
}

void function_printer::if_statement(const ir::stmt& first) {
    const ir::stmt* s = &first;
    std::string prefix;
    for (;;) {
        stand_at(*s);
        const std::uint32_t own_line = line_;
        const std::string head = prefix + "if (" + show(*s->what) + ") ";
        std::string failed;
        if (s->what->fails) {
            const ir::place& p = s->at.operation != 0 ? s->at : s->what->at;
            failed = "else if (" + (p.operation != 0 ? spot(p) + ".failed()" : std::string("py::is_failed()")) + ") " +
                     exit(s->failure);
        }
        std::string body;
        const bool compact =
            simple(s->body, body) && head.size() + body.size() + static_cast<std::size_t>(indent_ * 4) <= columns;
        if (compact) {
            line(head + body, *s);
        } else {
            line(head + "{", *s);
            braces(s->body);
            if (failed.empty() && s->orelse.empty()) {
                line("}");
                return;
            }
        }
        std::string close = compact ? "" : "} ";
        if (!failed.empty()) {
            line_ = own_line;
            line(close + failed);
            close.clear();
        }
        if (s->orelse.empty()) return;
        if (s->orelse.size() == 1 && s->orelse[0]->kind == stmt_kind::if_) {
            prefix = close + "else ";
            s = s->orelse[0];
            continue;
        }
        if (s->orelse.size() == 1 && s->orelse[0]->kind == stmt_kind::propagate) {
            const ir::stmt& p = *s->orelse[0];
            line(close + "else if (" + show(*p.what) + ") " + exit(p.failure));
            return;
        }
        std::string other;
        if (simple(s->orelse, other)) {
            line(close + "else " + other);
            return;
        }
        line(close + "else {");
        braces(s->orelse);
        line("}");
        return;
    }
}

void function_printer::loop(const ir::stmt& s) {
    switch (s.kind) {
    case stmt_kind::while_: line("while (" + show(*s.what) + ") {", s); break;
    case stmt_kind::forever: line("for (;;) {", s); break;
    case stmt_kind::for_: {
        std::string targets;
        std::string declared;
        for (const ir::target& t : s.targets) {
            std::string place;
            if (t.is == ir::target::kind::global) {
                place = "g." + t.cell->cpp_name;
            } else {
                place = (t.is == ir::target::kind::cell ? "*" : "") + name(*t.var);
                const bool local = (t.var->is == ir::variable::role::temporary) && !t.var->slot && !t.var->declared &&
                                   t.is == ir::target::kind::variable;
                if (local && (" " + declared + ",").find(" " + name(*t.var) + ",") == std::string::npos)
                    declared += (declared.empty() ? "py::object " : ", ") + name(*t.var);
            }
            targets += (targets.empty() ? "" : ", ") + place;
        }
        const std::string head = "for (py::loop " + s.text + "{" + spot(s.at) + ", " + object_of(*s.what) + "}; ";
        if (!declared.empty() && s.targets.size() == 1) {
            line(head + declared + " = " + s.text + ".next();) {", s);
        } else if (!declared.empty()) {
            line("{");
            ++indent_;
            line(declared + ";");
            line(head + s.text + ".next(" + targets + ");) {", s);
            braces(s.body);
            line("}");
            --indent_;
            line("}");
            return;
        } else {
            line(head + s.text + ".next(" + targets + ");) {", s);
        }
        break;
    }
    default: {
        line("for (py::async_loop " + s.text + "{" + spot(s.at) + ", " + object_of(*s.what) + "};;) {", s);
        ++indent_;
        line("bool more = co_await " + placed(s.at, s.text + ".next(" + name(*s.targets[0].var) + ")") + ";");
        line("if (!more) break;");
        --indent_;
    }
    }
    braces(s.body);
    line("}");
}

void function_printer::result(const ir::stmt& s, const std::string& before) {
    const char* word = fn_.suspends() ? "co_return " : "return ";
    if (s.what->fails) {
        const ir::place p = s.what->at.operation != 0
                                ? s.what->at
                                : ir::place{s.origin != nullptr ? s.origin->loc.line : fn_.first_line, 1};
        line(before + word + spot(p) + ".checked(" + show(*s.what) + ");", s);
    } else {
        line(before + word + object_of(*s.what) + ";", s);
    }
}

void function_printer::raise(const ir::stmt& s) {
    // A bare raise adds no entry to the traceback, unless there is nothing to raise.
    const bool again = s.what->op == opcode::runtime && s.what->text == "raise_again";
    const std::string text =
        again ? "py::raise_again(" + spot(s.at) + ")" : spot(s.at) + ".raised(" + show(*s.what) + ")";
    if (s.failure.to != nullptr || fn_.kind == ir::function_kind::class_body ||
        fn_.kind == ir::function_kind::module_body) {
        line(text + "; " + exit(s.failure), s);
        return;
    }
    line(std::string(fn_.suspends() ? "co_return " : "return ") + text + ";", s);
}

}  // namespace cowith::lowering
