// Class statements.

#include "builder.hpp"
#include "cowith/frontend/visit.hpp"
#include "names.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace cowith::lowering {

using ir::opcode;
using ir::value;

namespace {

// The attributes that the methods of a class store, in order of appearance: those of `self` (CPython's __static_attributes__), and behind
// a slash, mangled, those that methods only change in place or store through a first parameter of another name.
class field_scan {
  public:
    explicit field_scan(const ast::scope& scope) : scope_(scope) {}

    void methods(const ast::stmt_list& body) {
        for (const ast::stmt* s : body) class_level(*s);
    }
    std::string result() const {
        std::string text;
        const auto add = [&](std::string_view word) {
            if (!text.empty()) text += ' ';
            text += word;
        };
        for (const std::string& f : of_self_) add(f);
        bool others = false;
        for (const std::string& f : others_) {
            if (stored_.contains(f)) continue;
            if (!std::exchange(others, true)) add("/");
            add(f);
        }
        return text;
    }

  private:
    void class_level(const ast::node& n) {
        if (n.kind == ast::node_kind::function_def || n.kind == ast::node_kind::async_function_def)
            method(static_cast<const ast::function_def&>(n));
        else if (n.kind != ast::node_kind::class_def)
            ast::for_each_child(n, [&](const ast::node& child) { class_level(child); });
    }
    void method(const ast::function_def& f) {
        const auto& args = *f.args;
        const ast::arg* first = !args.posonlyargs.empty() ? args.posonlyargs[0]
                                : !args.args.empty()      ? args.args[0]
                                                          : nullptr;
        receiver_ = first == nullptr ? std::string_view() : first->name;
        for (const ast::stmt* s : f.body) visit(*s);
    }
    void visit(const ast::node& n) {
        switch (n.kind) {
        case ast::node_kind::class_def: return;  // stores for itself
        case ast::node_kind::aug_assign: {
            const auto& a = static_cast<const ast::aug_assign&>(n);
            if (const auto* target = ast::dyn<ast::attribute>(a.target)) changed(*target, receiver_);
            return visit(*a.value);
        }
        case ast::node_kind::ann_assign:
            if (static_cast<const ast::ann_assign&>(n).value == nullptr) return;
            break;
        case ast::node_kind::attribute: {
            const auto& a = static_cast<const ast::attribute&>(n);
            if (a.ctx == ast::expr_context::store) stored(a);
            break;
        }
        default: break;
        }
        ast::for_each_child(n, [&](const ast::node& child) { visit(child); });
    }
    void stored(const ast::attribute& a) {
        const auto* n = ast::dyn<ast::name>(a.value);
        if (n == nullptr || n->id != "self") return changed(a, receiver_);
        if (stored_.insert(scope_.mangled(a.attr)).second) of_self_.emplace_back(a.attr);
    }
    void changed(const ast::attribute& a, std::string_view receiver) {
        const auto* n = ast::dyn<ast::name>(a.value);
        if (n == nullptr || n->id != receiver) return;
        std::string name = scope_.mangled(a.attr);
        if (changed_.insert(name).second) others_.push_back(std::move(name));
    }
    const ast::scope& scope_;
    std::string_view receiver_;
    std::vector<std::string> of_self_, others_;
    std::set<std::string> stored_, changed_;  // mangled
};

}  // namespace

void function_builder::build_class_body(const ast::class_def& def) {
    declare_variables();
    variables_.clear();  // names of a class body live in its namespace; only cells of functions around it are variables
    fn_.locals.clear();
    fn_.body.clear();
    for (std::size_t i = 0; i < fn_.free.size(); ++i) {
        fn_.free[i]->cpp_name = "ns.free(" + std::to_string(i) + ")";
        variables_.emplace(fn_.free[i]->python_name, fn_.free[i]);
    }
    space_ = (fn_.space.empty() ? "" : fn_.space + "::") + fn_.code_name;
    if (const ast::constant* doc = ast::docstring(def.body)) {
        fn_.has_doc = true;
        fn_.doc = clean_doc(doc->text);
    }
    origin_ = &def;
    body_with_annotations(def.body, module_.input.table->annotations_of(&def));
    module_.printed.push_back(&fn_);
}

// The tuple of bases and the dict of keywords, either null; what they need has been evaluated.
std::pair<value*, value*> function_builder::bases_of(const ast::class_def& s) {
    std::vector<pending_operand> list;
    value* bases = nullptr;
    value* keywords = nullptr;
    if (!s.bases.empty()) {
        bases = display("tuple", s.bases, s.loc);
        list.push_back(ready(bases));
    }
    if (!s.keywords.empty()) {
        std::vector<pending_operand> entries;
        bool merges = false;
        for (const ast::keyword* k : s.keywords) merges |= k->name.empty();
        if (merges) {
            value* built = named_value(runtime("dict", {}), "keywords");
            for (const ast::keyword* k : s.keywords) {
                value* v = settle({lower(*k->value)}, k->value->loc.line)[0];
                if (k->name.empty())
                    evaluate(boolean(runtime("dict_update", {read(built->var), v}, &k->value->loc)));
                else
                    evaluate(boolean(runtime("put", {read(built->var), text(k->name), v}, &k->value->loc)));
            }
            keywords = read(built->var);
        } else {
            for (const ast::keyword* k : s.keywords) {
                entries.push_back(ready(text(k->name)));
                entries.push_back(lower(*k->value));
            }
            keywords = runtime("dict", settle(std::move(entries), s.loc.line));
        }
        list.push_back(ready(keywords));
    }
    auto settled = settle(std::move(list), s.loc.line);
    std::size_t next = 0;
    if (bases != nullptr) bases = settled[next++];
    if (keywords != nullptr) keywords = settled[next];
    return {bases, keywords};
}

// The class without its decorators.
value* function_builder::class_value(const ast::class_def& s, value* bases, value* keywords, value* type_parameters) {
    const ast::scope* scope = module_.input.table->of(&s);
    ir::function& body = module_.functions.emplace_back();
    body.kind = ir::function_kind::class_body;
    body.python_name = s.name;
    body.qualified_name = scope->qualified_name;
    body.first_line = s.decorator_list.empty() ? s.loc.line : s.decorator_list[0]->loc.line;
    body.origin = origin_;
    body.space = space_;
    const bool inside_function =
        fn_.kind != ir::function_kind::module_body && fn_.kind != ir::function_kind::class_body;
    body.code_name = module_.unique_name(space_, inside_function ? fn_.cpp_name + "_" + std::string(s.name)
                                                                 : cpp_identifier(s.name));
    body.cpp_name = module_.unique_name(space_, body.code_name + "_body");
    field_scan fields(*scope);
    fields.methods(s.body);
    body.fields = fields.result();
    // build_class takes what it gets: failures have to be seen before.
    if (bases != nullptr && bases->fails) bases = hoist(bases, out_->size(), "bases");
    if (keywords != nullptr && keywords->fails) keywords = hoist(keywords, out_->size(), "keywords");
    value* closure = closure_of(*scope, true);
    function_builder child(module_, body, *scope, this);
    child.build_class_body(s);

    std::string definition = body.code_name + "_class";
    if (!body.space.empty() && body.space != fn_.space) definition = body.space + "::" + definition;
    std::vector<value*> operands{literal("module_"), literal(definition)};
    if (bases != nullptr || keywords != nullptr || closure != nullptr)
        operands.push_back(bases != nullptr ? bases : literal("py::ref()"));
    if (keywords != nullptr || closure != nullptr)
        operands.push_back(keywords != nullptr ? keywords : literal("py::ref()"));
    if (closure != nullptr) operands.push_back(closure);
    if (type_parameters != nullptr) operands.insert(operands.begin() + 2, type_parameters);
    ast::location loc = s.loc;
    return runtime(type_parameters != nullptr ? "build_generic_class" : "build_class", operands, &loc);
}

void function_builder::class_statement(const ast::class_def& s) {
    std::vector<pending_operand> list;
    for (const ast::expr* d : s.decorator_list) list.push_back(lower(*d));
    value *bases = nullptr, *keywords = nullptr;
    const bool is_generic = module_.input.table->type_parameters_of(&s) != nullptr;
    if (!is_generic) {
        std::tie(bases, keywords) = bases_of(s);
        if (bases != nullptr) list.push_back(ready(bases));
        if (keywords != nullptr) list.push_back(ready(keywords));
    }
    auto settled = settle(std::move(list), s.loc.line);
    std::size_t next = s.decorator_list.size();
    if (bases != nullptr) bases = settled[next++];
    if (keywords != nullptr) keywords = settled[next];
    value* v = is_generic ? generic(s, std::string(s.name), s.type_params, {},
                                    [&](function_builder& b, value* parameters, const signature_values&) {
                                        const auto [b_bases, b_keywords] = b.bases_of(s);
                                        return b.class_value(s, b_bases, b_keywords, parameters);
                                    })
                          : class_value(s, bases, keywords, nullptr);
    for (std::size_t i = s.decorator_list.size(); i-- > 0;) {
        v = settle({ready(v)}, s.decorator_list[i]->loc.line)[0];
        v = operation(opcode::call, "", {settled[i], v}, &s.decorator_list[i]->loc);
    }
    bind_name(s.name, settle({ready(v)}, v->at.line)[0]);
}

}  // namespace cowith::lowering
