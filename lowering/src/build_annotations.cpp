// Annotations (PEP 649), type parameters and `type` statements (PEP 695, 696): what is evaluated only when asked for.

#include "builder.hpp"
#include "cowith/frontend/unparse.hpp"
#include "names.hpp"

#include <algorithm>

namespace cowith::lowering {

using ir::opcode;
using ir::value;

namespace {

// The annotations of a function in the order in which CPython evaluates them.
annotations annotations_of(const ast::function_def& def, const ast::scope& scope, module_builder& module) {
    annotations list;
    const auto add = [&](const ast::arg* a) {
        if (a != nullptr && a->annotation != nullptr)
            list.push_back({module.keep(scope.mangled(a->name)), a->annotation});
    };
    for (const ast::arg* a : def.args->posonlyargs) add(a);
    for (const ast::arg* a : def.args->args) add(a);
    add(def.args->vararg);
    for (const ast::arg* a : def.args->kwonlyargs) add(a);
    add(def.args->kwarg);
    if (def.returns != nullptr) list.push_back({"return", def.returns});
    return list;
}

// The annotated names of a body in order: all statements, and those that stand in nested blocks.
class annotation_scan {
  public:
    std::vector<const ast::ann_assign*> all;
    std::vector<const ast::ann_assign*> conditional;

    void block(const ast::stmt_list& body, bool nested) {
        for (const ast::stmt* s : body) {
            if (const auto* a = ast::dyn<ast::ann_assign>(s)) {
                if (!a->simple || a->target->kind != ast::node_kind::name) continue;
                all.push_back(a);
                if (nested) conditional.push_back(a);
            } else if (const auto* i = ast::dyn<ast::if_stmt>(s)) {
                block(i->body, true);
                block(i->orelse, true);
            } else if (const auto* f = ast::dyn<ast::for_stmt>(s)) {
                block(f->body, true);
                block(f->orelse, true);
            } else if (const auto* w = ast::dyn<ast::while_stmt>(s)) {
                block(w->body, true);
                block(w->orelse, true);
            } else if (const auto* with = ast::dyn<ast::with_stmt>(s)) {
                block(with->body, true);
            } else if (const auto* t = ast::dyn<ast::try_stmt>(s)) {
                block(t->body, true);
                for (const ast::except_handler* h : t->handlers) block(h->body, true);
                block(t->orelse, true);
                block(t->finalbody, true);
            } else if (const auto* m = ast::dyn<ast::match_stmt>(s)) {
                for (const ast::match_case* c : m->cases) block(c->body, true);
            }
        }
    }
};

}  // namespace

ir::variable* function_builder::own_parameter(std::string_view name, std::string_view cpp_name) {
    ir::variable* p = add_variable(ir::variable::role::parameter, name);
    p->cpp_name = cpp_name;
    fn_.parameters.push_back(p);
    variables_.emplace(name, p);
    set_bound(p, true);
    return p;
}

// ---- annotations ---------------------------------------------------------------------------------------------------

// Makes the function that evaluates the annotations; `scope` is null under the future import, when they are text.
ir::function& function_builder::annotate_function(const ast::scope& scope, const annotations& list,
                                                  const std::string& wish) {
    ir::function& inner = new_function(scope, "__annotate__", list.front().type->loc, wish);
    inner.lazy = true;
    function_builder child(module_, inner, scope, this);
    child.build_annotate(list);
    return inner;
}

// The function object `made` with what evaluates its annotations.
value* function_builder::annotate(const ast::function_def& s, ir::function& fn, value* made) {
    const ast::scope* scope = module_.input.table->annotations_of(&s);
    const annotations list = annotations_of(s, *scope_, module_);
    if (list.empty()) return made;
    const bool texts = scope == nullptr;
    ir::function& inner =
        annotate_function(texts ? *module_.input.table->of(&s) : *scope, list, fn.cpp_name + "_annotate");
    inner.first_line = s.loc.line;
    fn.annotate = &inner;
    value* closure = texts ? nullptr : closure_of(*scope, fn_.kind != ir::function_kind::class_body);
    if (closure == nullptr) return made;
    const bool in_class = fn_.kind == ir::function_kind::class_body;
    return in_class ? member("ns.with_annotate", {made, closure}) : runtime("with_annotate", {made, closure});
}

void function_builder::build_annotate(const annotations& list) {
    space_ = fn_.space;
    fn_.kind = ir::function_kind::plain;
    fn_.never_suspends = false;
    fn_.signature = "format, /";
    const bool texts = scope_->kind != ast::scope_kind::annotations;
    if (texts)  // the function's own scope: there is none for text
        fn_.qualified_name = scope_->qualified_name.substr(0, scope_->qualified_name.rfind('.') + 1) + "__annotate__";
    else
        declare_variables();
    const bool conditional = std::any_of(list.begin(), list.end(), [](const annotation& a) { return a.index >= 0; });
    const std::uint32_t line = list.front().type->loc.line;
    if (!conditional) {
        std::vector<pending_operand> entries;
        bool reads_only = true;
        for (const annotation& a : list) {
            entries.push_back(ready(text(a.name)));
            value* v = texts ? text(ast::unparse(*a.type)) : annotation_value(*a.type);
            reads_only &= !v->runs;
            entries.push_back(ready(v));
        }
        // Names are read from left to right, and not at all behind one that failed.
        if (reads_only)
            for (const pending_operand& o : entries) o.v->floats = o.v->fails;
        leave_return(runtime("annotations", settle(std::move(entries), line)));
        finish();
        return;
    }
    // Those whose statement has run.
    value* ran = nullptr;
    if (outer_->fn_.kind == ir::function_kind::class_body) {
        ir::variable* cell = add_variable(ir::variable::role::free, class_cells[2]);
        cell->cpp_name = "ran";
        fn_.free.push_back(cell);
        fn_.free_text += (fn_.free_text.empty() ? "" : " ") + std::string(class_cells[2]);
        ran = read(cell);
        ran->op = opcode::read_cell;
    } else {
        ran = named_value(runtime("annotated_statements", {literal("module_")}), "ran");
    }
    value* result = named_value(runtime("dict", {}), "result");
    for (const annotation& a : list) {
        const auto put = [&] {
            auto v = settle({pending_operand{annotation_value(*a.type), out_->size()}}, a.type->loc.line);
            evaluate(boolean(runtime("put", {read(result->var), text(a.name), v[0]}, &a.type->loc)));
        };
        if (a.index < 0) {
            put();
            continue;
        }
        value* set = module_.make_value(ran->op);
        *set = *ran;
        branch(boolean(runtime("has_run", {set, literal(std::to_string(a.index))})), put, nullptr);
    }
    leave_return(last_read(result->var));
    finish();
}

// `*args: *Ts` gives the only item of *Ts.
value* function_builder::annotation_value(const ast::expr& e) {
    const auto* star = ast::dyn<ast::starred>(&e);
    if (star == nullptr) return as_object(expr(e));
    value* items = settle({lower(*star->value)}, e.loc.line)[0];
    return runtime("only_item", {items}, &e.loc);
}

// The statements of a module or class, and what evaluates its annotations.
void function_builder::body_with_annotations(const ast::stmt_list& body, const ast::scope* scope) {
    annotation_scan scan;
    scan.block(body, false);
    const bool in_class = fn_.kind == ir::function_kind::class_body;
    if (scan.all.empty()) return block(body);
    const bool texts = module_.input.table->future_annotations || scope == nullptr;
    for (const ast::ann_assign* a : in_class ? scan.conditional : scan.all)
        annotation_indices_.emplace(a, static_cast<int>(annotation_indices_.size()));
    for (const ast::ann_assign* a : scan.all) {
        const auto index = annotation_indices_.find(a);
        annotations_.push_back({module_.keep(scope_->mangled(ast::as<ast::name>(a->target).id)), a->annotation,
                                index == annotation_indices_.end() ? -1 : index->second});
    }
    const auto make = [&] {
        ir::function& inner = annotate_function(*scope, annotations_, "annotate");
        inner.listed = true;
        return make_function(inner, *scope, {});
    };
    if (texts) {
        if (in_class)
            evaluate(member("ns.set_up_annotations", {}));
        else
            evaluate(runtime("set_up_annotations", {literal("module_")}));
        block(body);
    } else if (in_class) {
        block(body);
        ir::target to;
        to.is = ir::target::kind::name_in_class;
        to.text = "__annotate_func__";
        assign(to, make());
    } else {
        evaluate(runtime("annotate_module", {literal("module_"), make()}));
        block(body);
    }
}

// Behind an annotated name in the body of a module or class.
void function_builder::note_annotation(const ast::ann_assign& s) {
    const bool in_class = fn_.kind == ir::function_kind::class_body;
    if (!s.simple || (!in_class && fn_.kind != ir::function_kind::module_body)) return;
    const auto* n = ast::dyn<ast::name>(s.target);
    if (n == nullptr) return;
    std::vector<value*> operands;
    if (!in_class) operands.push_back(literal("module_"));
    if (module_.input.table->future_annotations) {
        operands.push_back(text(scope_->mangled(n->id)));
        operands.push_back(text(ast::unparse(*s.annotation)));
        evaluate(boolean(in_class ? member("ns.annotated", operands, &s.loc) : runtime("annotated", operands, &s.loc)));
        return;
    }
    const auto index = annotation_indices_.find(&s);
    if (index == annotation_indices_.end()) return;
    operands.push_back(literal(std::to_string(index->second)));
    evaluate(in_class ? member("ns.annotated", operands) : runtime("annotated", operands));
}

// A name in an annotation scope of a class: the class is asked first. Null: this is no such scope.
value* function_builder::read_in_class(const resolved& r, const ast::location& loc) {
    if (!scope_->can_see_class_scope || r.name == class_cells[0] || r.name == class_cells[1]) return nullptr;
    const ast::scoped_name* n = scope_->find(r.name);
    if (n == nullptr || (n->kind != ast::name_kind::free && n->kind != ast::name_kind::global_implicit)) return nullptr;
    value* names = cell_of(class_cells[1]);
    if (names == nullptr) return nullptr;
    names->op = opcode::read_cell;
    value* otherwise = nullptr;
    std::vector<value*> operands{names};
    if (r.is == resolved::kind::global) {
        otherwise = module_.make_value(opcode::read_global);
        otherwise->cell = r.cell;
    } else {
        operands.push_back(text(r.name));
        otherwise = module_.make_value(opcode::read);
        otherwise->var = r.var;
        otherwise->rep = ir::representation::object;
        r.var->used = true;
    }
    operands.push_back(otherwise);
    value* v = operation(opcode::runtime, "in_class", operands, &loc);
    v->runs = false;
    return v;
}

// ---- type parameters -----------------------------------------------------------------------------------------------

// PEP 695: what has type parameters is made by a function of its own whose locals they are.
value* function_builder::generic(const ast::node& owner, const std::string& name, const ast::type_param_list& list,
                                 const signature_values& values, const generic_maker& make) {
    const ast::scope* scope = module_.input.table->type_parameters_of(&owner);
    ir::function& inner = new_function(*scope, module_.keep("generic_" + name), owner.loc);
    inner.python_name = module_.keep("<generic parameters of " + name + ">");
    inner.qualified_name = inner.python_name;
    value* f = make_function(inner, *scope, {});
    function_builder child(module_, inner, *scope, this);
    child.origin_ = origin_;
    child.space_ = inner.space;
    std::vector<value*> arguments{f};
    signature_values given;
    const auto pass = [&](value* v, const char* parameter) -> value* {
        if (v == nullptr) return nullptr;
        arguments.push_back(v);
        inner.signature += (inner.signature.empty() ? "." : ", .") + std::string(parameter);
        return child.read(child.own_parameter(module_.keep("." + std::string(parameter)), parameter));
    };
    given.defaults = pass(values.defaults, "defaults");
    given.keyword_defaults = pass(values.keyword_defaults, "kwdefaults");
    child.declare_variables();
    value* parameters = child.type_parameters(list);
    child.leave_return(make(child, parameters, given));
    child.finish();
    return operation(opcode::call, "", arguments, &owner.loc);
}

// Makes the type parameters; gives their tuple.
value* function_builder::type_parameters(const ast::type_param_list& list) {
    std::vector<value*> all;
    for (const ast::type_param* p : list) {
        const char* kind = "type_var";
        std::string_view name;
        const ast::expr *bound = nullptr, *fallback = nullptr;
        if (const auto* v = ast::dyn<ast::type_var>(p))
            name = v->name, bound = v->bound, fallback = v->default_value;
        else if (const auto* ps = ast::dyn<ast::param_spec>(p))
            kind = "param_spec", name = ps->name, fallback = ps->default_value;
        else if (const auto* tt = ast::dyn<ast::type_var_tuple>(p))
            kind = "type_var_tuple", name = tt->name, fallback = tt->default_value;
        std::vector<value*> operands{literal("module_"), text(name)};
        if (bound != nullptr) {
            kind = bound->kind == ast::node_kind::tuple ? "type_var_of" : "type_var_below";
            operands.push_back(evaluator(module_.input.table->bound_of(p), *bound, name));
        }
        value* made = runtime(kind, operands);
        if (fallback != nullptr)
            made = runtime("with_default", {made, evaluator(module_.input.table->default_of(p), *fallback, name)});
        bind_name(name, made);
    }
    for (const ast::type_param* p : list) {
        std::string_view name;
        if (const auto* v = ast::dyn<ast::type_var>(p))
            name = v->name;
        else if (const auto* ps = ast::dyn<ast::param_spec>(p))
            name = ps->name;
        else
            name = ast::as<ast::type_var_tuple>(p).name;
        all.push_back(read_named(name, p->loc));
    }
    return named_value(runtime("tuple", all), "type_params");
}

// A function that evaluates a bound, a default or the value of a `type` statement.
value* function_builder::evaluator(const ast::scope* scope, const ast::expr& e, std::string_view name) {
    ir::function& inner = new_function(*scope, name, e.loc);
    inner.kind = ir::function_kind::plain;
    value* f = make_function(inner, *scope, {});
    function_builder child(module_, inner, *scope, this);
    child.build_evaluator(e);
    inner.lazy = inner.listed = true;
    return f;
}

void function_builder::build_evaluator(const ast::expr& e) {
    space_ = fn_.space;
    fn_.signature = "format, /";
    declare_variables();
    value* v = pending_operand{annotation_value(e), 0}.v;
    leave_return(as_object(settle({ready(v)}, e.loc.line)[0]));
    finish();
}

void function_builder::type_alias_statement(const ast::type_alias& s) {
    const std::string_view name = ast::as<ast::name>(s.name).id;
    const ast::scope* scope = module_.input.table->of(&s);
    const auto make = [&](function_builder& b, value* parameters) {
        std::vector<value*> operands{literal("module_"), text(name), b.evaluator(scope, *s.value, name)};
        if (parameters != nullptr) operands.push_back(parameters);
        return b.runtime("type_alias", operands);
    };
    value* v = module_.input.table->type_parameters_of(&s) == nullptr
                   ? make(*this, nullptr)
                   : generic(s, std::string(name), s.type_params, {},
                             [&](function_builder& b, value* parameters, const signature_values&) {
                                 return make(b, parameters);
                             });
    bind_name(name, settle({ready(v)}, s.loc.line)[0]);
}

}  // namespace cowith::lowering
