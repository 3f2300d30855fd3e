#include "passes.hpp"

#include <unordered_map>

namespace cowith::lowering {

namespace {

class slot_pass {
  public:
    void run(const ir::stmts& list) {
        for (ir::stmt* s : list) visit(*s);
    }

  private:
    static bool any_suspends(const ir::stmts& list) {
        for (const ir::stmt* s : list)
            if (suspends(*s)) return true;
        return false;
    }
    // A bool needs no slot: it holds nothing for the collector to see or for the frame to drop.
    static bool temporary(const ir::variable& v) { return v.is == ir::variable::role::temporary && !v.boolean; }
    void use(const ir::value* v) {
        if (v == nullptr) return;
        if (v->var != nullptr && temporary(*v->var)) {
            const auto found = defined_.find(v->var);
            if (found != defined_.end() && found->second != step_) v->var->slot = true;
        }
        if (v->var != nullptr && v->var->hidden && v->var->is == ir::variable::role::cell) {
            const auto found = defined_.find(v->var);
            if (found != defined_.end() && found->second != step_) v->var->slot = true;
        }
        for (const ir::value* o : v->operands) use(o);
    }
    void define(const ir::target& t) {
        if (t.var == nullptr) return;
        if (const auto found = defined_.find(t.var);
            found != defined_.end() && found->second != step_ && t.var->python_name.empty() == false && t.var->hidden)
            t.var->slot = true;
        const auto [found, fresh] = defined_.emplace(t.var, step_);
        if (!fresh && found->second != step_ && t.var->declared && temporary(*t.var)) t.var->slot = true;
    }
    void visit(ir::stmt& s) {
        switch (s.kind) {
        case ir::stmt_kind::await:
        case ir::stmt_kind::yield:
        case ir::stmt_kind::leave:
            use(s.what);
            ++step_;
            define(s.to);
            break;
        case ir::stmt_kind::async_for:
            use(s.what);
            for (const ir::target& t : s.targets)
                if (t.var != nullptr) t.var->slot = true;
            ++step_;
            run(s.body);
            ++step_;
            break;
        case ir::stmt_kind::for_: {
            use(s.what);
            const bool crossing = any_suspends(s.body);
            if (crossing) ++step_;
            for (const ir::target& t : s.targets) define(t);
            run(s.body);
            if (crossing) ++step_;
            break;
        }
        case ir::stmt_kind::while_:
        case ir::stmt_kind::forever: {
            const bool crossing = any_suspends(s.body);
            if (crossing) ++step_;
            use(s.what);
            run(s.body);
            if (crossing) ++step_;
            break;
        }
        default:
            use(s.what);
            define(s.to);
            for (const ir::target& t : s.targets) define(t);
            run(s.body);
            run(s.orelse);
        }
    }
    unsigned step_ = 0;
    std::unordered_map<const ir::variable*, unsigned> defined_;
};

}  // namespace

bool suspends(const ir::stmt& s) {
    switch (s.kind) {
    case ir::stmt_kind::await:
    case ir::stmt_kind::yield:
    case ir::stmt_kind::leave:
    case ir::stmt_kind::async_for: return true;
    default: break;
    }
    for (const ir::stmt* inner : s.body)
        if (suspends(*inner)) return true;
    for (const ir::stmt* inner : s.orelse)
        if (suspends(*inner)) return true;
    return false;
}

void assign_slots(ir::function& fn) {
    if (fn.suspends()) slot_pass().run(fn.body);
}

}  // namespace cowith::lowering
