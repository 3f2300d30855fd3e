// A check: nothing reads a temporary whose value an operation before has taken away (py::take).
#include "passes.hpp"

#include <unordered_set>

namespace cowith::lowering {

namespace {

using namespace ir;

class walker {
  public:
    std::string run(const function& fn) {
        list(fn.body);
        return error_;
    }

  private:
    using variables = std::unordered_set<const variable*>;

    static bool leaves(const stmt& s) {
        return s.kind == stmt_kind::result || s.kind == stmt_kind::raise || s.kind == stmt_kind::jump;
    }
    void value(const ir::value& v) {
        if (v.op == opcode::choose) {
            value(*v.operands[0]);
            const variables before = given_;
            value(*v.operands[1]);
            const variables after = std::exchange(given_, before);
            value(*v.operands[2]);
            given_.insert(after.begin(), after.end());
            return;
        }
        for (const ir::value* o : v.operands) value(*o);
        if (v.op != opcode::read || v.var->is != variable::role::temporary || v.var->boolean || v.text == "target")
            return;
        if (given_.contains(v.var) && error_.empty())
            error_ = "'" + v.var->hint + "' is read when its value has been given away";
        if (v.text == "take" || v.var->once) given_.insert(v.var);
    }
    void define(const target& t) {
        if (t.var != nullptr) given_.erase(t.var);
    }
    void one(const stmt& s) {
        if (s.what != nullptr && s.kind != stmt_kind::forever) value(*s.what);  // forever: its body tests
        define(s.to);
        for (const target& t : s.targets) define(t);
        switch (s.kind) {
        case stmt_kind::if_: {
            const variables before = given_;
            list(s.body);
            const variables after = std::exchange(given_, before);
            list(s.orelse);
            given_.insert(after.begin(), after.end());
            break;
        }
        case stmt_kind::while_:
        case stmt_kind::forever:
        case stmt_kind::for_:
        case stmt_kind::async_for:  // twice: what the first round gives away, the second must not read
            for (int round = 0; round < 2; ++round) {
                if (round > 0 && s.what != nullptr && s.kind == stmt_kind::while_) value(*s.what);
                for (const target& t : s.targets) define(t);
                list(s.body);
            }
            list(s.orelse);
            break;
        default: list(s.body); list(s.orelse);
        }
        if (leaves(s)) given_.clear();
    }
    void list(const stmts& all) {
        for (const stmt* s : all) one(*s);
    }
    variables given_;
    std::string error_;
};

}  // namespace

std::string use_of_given_value(const ir::function& fn) { return walker().run(fn); }

}  // namespace cowith::lowering
