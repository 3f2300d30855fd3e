// The IR as text, for --print=ir and --print=typed-ir.

#include "passes.hpp"

#include <unordered_set>

namespace cowith::lowering {

namespace {

const char* name_of(ir::opcode op) {
    using enum ir::opcode;
    switch (op) {
    case literal: return "literal";
    case read: return "read";
    case read_cell: return "read_cell";
    case read_global: return "read_global";
    case attribute: return "attribute";
    case item: return "item";
    case call: return "call";
    case method: return "method";
    case runtime: return "runtime";
    case member: return "member";
    case binary: return "binary";
    case prefix: return "prefix";
    case keyword: return "keyword";
    case is: return "is";
    case is_not: return "is_not";
    case both: return "and";
    case either: return "or";
    case choose: return "choose";
    case set_attribute: return "set_attribute";
    case del_attribute: return "del_attribute";
    case set_item: return "set_item";
    case del_item: return "del_item";
    }
    return "";
}

const char* name_of(ir::stmt_kind kind) {
    using enum ir::stmt_kind;
    switch (kind) {
    case evaluate: return "evaluate";
    case await: return "await";
    case yield: return "yield";
    case next: return "next";
    case leave: return "leave";
    case if_: return "if";
    case while_: return "while";
    case forever: return "forever";
    case for_: return "for";
    case async_for: return "async for";
    case block: return "block";
    case handler: return "handler";
    case label: return "label";
    case declare: return "declare";
    case check: return "check";
    case propagate: return "propagate";
    case result: return "return";
    case raise: return "raise";
    case jump: return "jump";
    case comment: return "comment";
    case raw: return "raw";
    }
    return "";
}

class describer {
  public:
    explicit describer(bool typed) : typed_(typed) {}

    void function(const ir::function& fn) {
        static constexpr const char* kinds[] = {"function",        "coroutine",  "generator",
                                                "async generator", "class body", "module body"};
        out_ += std::string(kinds[static_cast<std::size_t>(fn.kind)]) + " " + fn.qualified_name + "(" + fn.signature +
                ")\n";
        if (typed_)
            for (const ir::variable& v : fn.variables) {
                static constexpr const char* roles[] = {"parameter", "local", "cell", "free", "temporary"};
                out_ += "  " + std::string(roles[static_cast<std::size_t>(v.is)]) + " " + name(v) + ": " +
                        (v.boolean ? "bool" : "object") + (v.slot ? ", slot" : "") + "\n";
            }
        list(fn.body, 1);
        out_ += "\n";
    }
    std::string text() { return std::move(out_); }

  private:
    static std::string name(const ir::variable& v) {
        return v.is == ir::variable::role::temporary ? "%" + v.hint + "." + std::to_string(v.index)
                                                     : std::string(v.python_name);
    }
    void value(const ir::value& v) {
        out_ += "(";
        out_ += name_of(v.op);
        if (!v.text.empty()) out_ += " " + std::string(v.text);
        if (v.var != nullptr) out_ += " " + name(*v.var);
        if (v.cell != nullptr) out_ += " " + std::string(v.cell->python_name);
        if (typed_) {
            static constexpr const char* kinds[] = {"object", "borrowed", "bool"};
            out_ += std::string(" :") + kinds[static_cast<std::size_t>(v.rep)];
            if (v.fails) out_ += " fails@" + std::to_string(v.at.line) + "." + std::to_string(v.at.operation);
            if (v.runs) out_ += " runs";
        }
        for (const ir::value* o : v.operands) {
            out_ += " ";
            value(*o);
        }
        out_ += ")";
    }
    void list(const ir::stmts& stmts, int depth) {
        for (const ir::stmt* s : stmts) {
            out_.append(static_cast<std::size_t>(depth) * 2, ' ');
            out_ += name_of(s->kind);
            if (!s->text.empty()) out_ += " " + s->text;
            if (s->where != nullptr) out_ += " " + s->where->name;
            if (s->to.var != nullptr) out_ += " " + name(*s->to.var) + " =";
            if (s->to.cell != nullptr) out_ += " global " + std::string(s->to.cell->python_name) + " =";
            if (s->to.is == ir::target::kind::name_in_class) out_ += " class " + std::string(s->to.text) + " =";
            if (s->what != nullptr) {
                out_ += " ";
                value(*s->what);
            }
            if (s->failure.to != nullptr) out_ += " -> " + s->failure.to->name;
            out_ += "\n";
            list(s->body, depth + 1);
            if (!s->orelse.empty()) {
                out_.append(static_cast<std::size_t>(depth) * 2, ' ');
                out_ += "else\n";
                list(s->orelse, depth + 1);
            }
        }
    }
    bool typed_;
    std::string out_;
};

// What the printer and the runtime rely on.
class verifier {
  public:
    std::string run(const ir::function& fn) {
        suspendable_ = fn.suspends();
        list(fn.body);
        return error_.empty() ? use_of_given_value(fn) : error_;
    }

  private:
    void complain(const std::string& what) {
        if (error_.empty()) error_ = what;
    }
    // At most one operand of an operation may fail in order or run Python code, unless short-circuit evaluation orders them.
    void value(const ir::value& v) {
        int effects = 0;
        for (const ir::value* o : v.operands) {
            value(*o);
            effects += (o->fails && !o->floats) || o->runs;
        }
        if (effects > 1 && v.op != ir::opcode::both && v.op != ir::opcode::either)
            complain(std::string("operands without an order in ") + name_of(v.op) + " " + std::string(v.text));
        if ((v.op == ir::opcode::read || v.op == ir::opcode::read_cell) && v.var == nullptr)
            complain("a read of nothing");
        if (v.op == ir::opcode::read && v.text == "target") visible_.insert(v.var);
        if (v.op == ir::opcode::read && v.var != nullptr && v.var->is == ir::variable::role::temporary &&
            !v.var->slot && !visible_.contains(v.var))
            complain("'" + v.var->hint + "' is read outside the block that declares it");
        if (v.op == ir::opcode::read_global && v.cell == nullptr) complain("a read of no global");
    }
    void list(const ir::stmts& stmts) {
        for (const ir::stmt* s : stmts) {
            if (s->kind == ir::stmt_kind::evaluate)  // declared in front, for what the operation fills
                for (const ir::target& t : s->targets) define(t);
            if (s->what != nullptr && s->kind != ir::stmt_kind::forever) value(*s->what);  // forever: its body tests
            if (!suspendable_ && (s->kind == ir::stmt_kind::await || s->kind == ir::stmt_kind::yield ||
                                  s->kind == ir::stmt_kind::leave || s->kind == ir::stmt_kind::async_for))
                complain("a suspension in a function that can't suspend");
            define(s->to);
            const auto around = visible_;
            for (const ir::target& t : s->targets) define(t);
            list(s->body);
            visible_ = around;
            list(s->orelse);
            visible_ = around;
            if (s->kind == ir::stmt_kind::next)
                for (const ir::target& t : s->targets) define(t);
        }
    }
    // A temporary is declared where it is first assigned.
    void define(const ir::target& t) {
        if (t.var != nullptr) visible_.insert(t.var);
    }
    bool suspendable_ = false;
    std::unordered_set<const ir::variable*> visible_;
    std::string error_;
};

}  // namespace

std::string verify(const ir::function& fn) { return verifier().run(fn); }

std::string describe(const ir::function& fn, bool typed) {
    describer d(typed);
    d.function(fn);
    return d.text();
}

}  // namespace cowith::lowering
