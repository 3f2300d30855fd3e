#pragma once
// What CPython reports after the symbol table, while it generates code (codegen.c) and walks the tree once more
// (ast_preprocess.c): errors of control flow, stars and patterns, and the SyntaxWarnings.

#include "cowith/frontend/scope.hpp"
#include "stack_guard.hpp"

#include <string>
#include <vector>

namespace cowith::frontend {

/// A block on CPython's block stack, as far as it decides about errors.
enum class block_kind { loop, except_star_handler, other };

/// Where `return`, `break` and `continue` stand in relation to a `finally` block.
enum class finally_context { none, finally, loop, function };

class checker {
  public:
    checker(const module_ast& tree, const symbol_table& table, const source_file& source, diagnostics& sink)
        : tree_(tree), table_(table), source_(source), sink_(sink) {}

    void run();

  private:
    /// One function, class or module body: block stacks start afresh there.
    struct unit {
        const scope* body = nullptr;
        std::vector<block_kind> blocks;
        finally_context around_finally = finally_context::none;
        bool too_many_blocks = false;
    };
    /// Pushes a block for the time of its life; reports the one that is too many.
    class block {
      public:
        block(checker& owner, block_kind kind, const location& where);
        ~block() { owner_.unit_->blocks.pop_back(); }
        block(const block&) = delete;
        block& operator=(const block&) = delete;

      private:
        checker& owner_;
    };

    void visit(const stmt_list& list);
    void visit(const stmt* s);
    void visit_function(const function_def& f);
    void visit_class(const class_def& c);
    void visit_loop(const stmt* s, const stmt_list& body, const stmt_list& orelse);
    void visit_with(const with_stmt& w, std::size_t item);
    void visit_try(const try_stmt& t);
    void visit_handlers(const try_stmt& t);
    void visit_match(const match_stmt& m);
    void visit_type_params(const type_param_list& params);
    void check_return(const return_stmt& r);
    void check_jump(const stmt* s, bool is_break);
    void check_assertion(const assert_stmt& a);
    void visit_in(const scope* body, const stmt_list& list, bool is_function);
    void visit_in_finally_context(finally_context c, const stmt_list& list);

    // check_expressions.cpp
    void check(const expr* e);
    void check(const expr_list& list);
    void check_starred_elements(const expr_list& list);
    void check_arguments(const arguments& a);
    void check_node(const expr* e);
    void check_targets(const expr* container, const expr_list& elts);
    void check_keywords(const node_list<keyword*>& keywords);
    void check_comprehension(const expr* e, const node_list<comprehension*>& generators);
    void check_call_of_literal(const expr* function);
    void check_subscript(const subscript& s);
    void check_is_comparison(const compare& c);

    // check_patterns.cpp
    struct captures {
        std::vector<std::string_view> names;
    };
    void check_pattern(const pattern* p, captures& bound, bool may_match_all);
    void capture(identifier name, const location& where, captures& bound);
    void check_alternatives(const match_or& p, captures& bound, bool may_match_all);
    void check_mapping_keys(const match_mapping& p);

    diagnostic& error(const char* code, const location& where, std::string message);
    diagnostic& warning(const char* code, const location& where, std::string message);

    const module_ast& tree_;
    const symbol_table& table_;
    const source_file& source_;
    diagnostics& sink_;
    unit* unit_ = nullptr;
    std::vector<const expr*> pending_;  // expressions to check: a stack of our own, chains can be long
    stack_guard guard_;
};

/// repr() of a literal.
std::string repr(const constant& c);

/// The name of the type of a literal or display, as CPython infers it for warnings ("int", "list"); null when unknown.
const char* literal_type(const expr* e);

/// Warnings for contextlib's traps (trap_warnings.cpp).
void warn_of_traps(const module_ast& tree, const symbol_table& table, const source_file& source, diagnostics& sink);

}  // namespace cowith::frontend
