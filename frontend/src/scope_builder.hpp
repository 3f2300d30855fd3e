#pragma once
// The first pass over the tree: collects what each scope does with each name. The second (scope_resolution.cpp) decides
// kinds. Follows symtable.c of CPython 3.14 step by step, because the order of its visits decides which error is found.

#include "cowith/frontend/scope.hpp"
#include "stack_guard.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cowith::frontend {

/// What a visit does to a name: CPython's DEF_* and USE.
enum class name_use { load, bind, parameter, import, global, nonlocal, annotate, type_parameter, remove };

/// A `global` or `nonlocal` statement, or a walrus that works like one.
struct directive {
    std::string_view name;
    location where;       ///< the whole statement: CPython's place of errors
    location name_where;  ///< the name in it
};

/// What the builder knows about an open scope and nobody needs later.
struct open_scope {
    scope* s = nullptr;
    int comprehension_iterables = 0;  ///< > 0: inside the iterable of a comprehension's `for`
    bool in_iteration_target = false;
    bool conditional = false;     ///< inside if, for, try, ... of a module or class
    const char* where = nullptr;  ///< "a TypeVar bound": for scopes that refuse yield, await and :=
};

class scope_builder {
  public:
    scope_builder(const module_ast& tree, const source_file& source, diagnostics& sink)
        : tree_(tree), source_(source), sink_(sink) {}

    symbol_table build();

  private:
    // scopes
    scope& enter(scope_kind kind, std::string_view name, const node* owner);
    void leave() { stack_.pop_back(); }
    open_scope& top() { return stack_.back(); }
    scope& current() { return *stack_.back().s; }
    bool is_async_def() { return current().kind == scope_kind::function && current().is_async; }
    void enter_discarded(scope_kind kind);
    void leave_discarded();
    void record(symbol_table::node_map& map, const node* owner, scope& s) {
        if (discarding_ == 0) table_.put(map, owner, &s);
    }

    // names
    std::string_view spelled(const scope& s, identifier written);
    void use(identifier written, name_use how, const location& where) { use_in(top(), written, how, where); }
    void use_in(open_scope& in, identifier written, name_use how, const location& where);
    const scoped_name* known(identifier written) { return current().lookup(written); }

    // statements
    void visit(const stmt* s);
    void visit_statements(const stmt* s);
    void visit(const stmt_list& list);
    void visit_conditional(const stmt_list& list);
    void visit_function(const function_def& f);
    void visit_class(const class_def& c);
    void visit_type_alias(const type_alias& t);
    void visit_annotated(const ann_assign& a);
    void visit_directive(const stmt* s, const node_list<identifier>& names, const node_list<location>& places,
                         bool global);
    void visit_import(const node_list<alias*>& names);
    void visit_import_from(const import_from_stmt& s);
    void visit_handlers(const node_list<except_handler*>& handlers);
    void visit_pattern(const pattern* p);
    void visit_parameters(const arguments& a);
    void visit_defaults(const arguments& a);
    void visit_annotation(const expr* annotation);
    void visit_signature_annotations(const function_def& f);
    static void see_class_scope(scope& s, bool in_class, const location& where);
    void visit_type_params(const type_param_list& params, const node* owner);
    void visit_type_param(const type_param* p);
    void visit_type_expression(const expr* e, const type_param* owner, scope_kind kind, const char* where);

    // expressions
    void visit(const expr* e);
    void visit(const expr_list& list);
    void visit_expression(const expr* e);
    void visit_keywords(const node_list<keyword*>& keywords);
    void visit_lambda(const lambda& l);
    void visit_walrus(const named_expr& e);
    bool bind_walrus_outside(const expr* target);
    void visit_comprehension(const expr* e, scope_kind kind, std::string_view name,
                             const node_list<comprehension*>& generators, const expr* elt, const expr* value);
    void visit_await(const await_expr& e);
    void visit_yield(const expr* e);
    bool refuse_in_type_scope(const char* what, const expr* e);
    void check_name(identifier written, expr_context ctx, const location& where);

    // future statements (future.c)
    void read_future_statements();
    void check_future_features(const import_from_stmt& s);

    // second pass: scope_resolution.cpp
    void resolve(scope& s);
    void resolve_name(scope& s, std::size_t index);
    scope* find_binding(const scope& s, std::string_view name, bool& declared_global);
    void capture(scope& from, scope& owner, std::string_view name);
    void set_qualified_name(scope& s);
    const directive* directive_of(const scope& s, std::string_view name) const;

    diagnostic& error(const char* code, const location& where, std::string message);
    void say_where_to_wait(diagnostic& d);

    const module_ast& tree_;
    const source_file& source_;
    diagnostics& sink_;
    symbol_table table_;
    std::vector<open_scope> stack_;
    std::unordered_map<const scope*, std::vector<directive>> directives_;
    std::unordered_map<const scope*, scope*> annotation_scopes_;  // of modules and classes
    std::deque<scope> discarded_;                                 // scopes of annotations that are never evaluated
    int discarding_ = 0;
    std::uint32_t last_future_line_ = 0;
    stack_guard stack_guard_;
    bool too_deep_ = false;
};

/// Fills scope::variables of all functions (variable_order.cpp).
void order_variables(const module_ast& tree, symbol_table& table);

}  // namespace cowith::frontend
