#pragma once
// AST -> IR. A module_builder owns everything of a module; a function_builder makes one function, class body or module body.

#include "cowith/lowering/lowering.hpp"
#include "ir.hpp"

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace cowith::lowering {

namespace ast = cowith::frontend;

/// Which locals hold a value at some place of a function.
struct flow_state {
    std::vector<bool> definite;  ///< by variable::index: surely bound
    std::vector<bool> maybe;     ///< perhaps bound
    bool dead = false;           ///< the place can't be reached
};

class function_builder;

class module_builder {
  public:
    module_builder(const module_input& input, const lowering_options& options, ast::diagnostics& sink);

    void build();

    const module_input& input;
    const lowering_options& options;
    ast::diagnostics& sink;
    std::string cpp_name;
    std::deque<ir::function> functions;  ///< in the order in which they are printed
    std::deque<ir::global> globals;      ///< in order of first appearance
    std::vector<ir::function*> printed;  ///< completed ones, inner before outer
    bool has_star_import = false;
    bool changes_classes = false;  ///< assigns to `__class__`

    ir::global* find_global(std::string_view name);
    ir::value* make_value(ir::opcode op);
    ir::stmt* make_stmt(ir::stmt_kind kind, const ast::stmt* origin);
    ir::label* make_label(std::string name);
    ast::node_list<ir::value*> operands(const std::vector<ir::value*>& list) { return memory_.list(list); }
    std::string_view keep(std::string_view text) { return memory_.text(text); }
    /// E0401 where a name of a native module is used that isn't there yet (asyncio's sockets and processes).
    void check_member(std::string_view module, std::string_view member, const ast::location& where);
    /// The module that a global name certainly means, or "".
    std::string_view module_named(std::string_view global) const;
    /// E0401: what can't be translated, and what to write instead.
    void unsupported(const ast::location& where, const std::string& message, const std::string& help,
                     const char* code = "E0401");
    /// A C++ name that nothing in `space` has yet.
    std::string unique_name(const std::string& space, std::string wish);

  private:
    void classify_globals();

    ast::arena memory_;
    std::deque<ir::stmt> stmts_;
    std::deque<ir::label> labels_;
    std::unordered_map<std::string_view, ir::global*> by_name_;
    std::unordered_map<std::string, int> taken_;
    struct global_facts {
        int bindings = 0;
        bool conditional = false, deleted = false, elsewhere = false, module_name = false;
        std::string_view module;  ///< what `import` alone binds the name to
    };
    std::unordered_map<std::string_view, global_facts> facts_;
    friend class global_scan;
};

/// What a `return`, `break`, `continue` or failure has to pass on its way out.
struct flow_entry {
    enum class kind : std::uint8_t { loop, catcher, cleanup };
    kind is = kind::loop;
    ir::label* fail = nullptr;                                ///< catcher, cleanup: where failures go
    std::string exit_name;                                    ///< cleanup: the py::exit, py::with or py::async_with
    bool returns = false, breaks = false, continues = false;  ///< cleanup: which exits pass it
    ir::label* break_to = nullptr;                            ///< loop with else: where `break` goes
    ir::label* continue_to = nullptr;                         ///< loop whose `continue` is no C++ one
    std::vector<flow_state> break_states;
};

/// An operand that has been lowered but not yet evaluated, and where in the statement list it stands.
struct pending_operand {
    ir::value* v = nullptr;
    std::size_t mark = 0;
};

/// One annotation of a function, class or module.
struct annotation {
    std::string_view name;
    const ast::expr* type = nullptr;
    int index = -1;  ///< of those that count only once their statement has run; -1: always
};
using annotations = std::vector<annotation>;

/// Variables that class bodies provide for the functions inside, in the order in which the runtime wants them.
inline constexpr std::string_view class_cells[] = {"__class__", "__classdict__", "__conditional_annotations__"};

class function_builder {
  public:
    function_builder(module_builder& module, ir::function& fn, const ast::scope& scope, function_builder* outer);

    void build_module(const ast::stmt_list& body);
    void build_function(const ast::function_def& def);
    void build_lambda(const ast::lambda& e);
    void build_generator(const ast::generator_exp& e);
    void build_class_body(const ast::class_def& def);
    /// __annotate__(format): a dict of names and annotations, evaluated when asked for.
    void build_annotate(const annotations& list);
    /// The value of a `type` alias, a bound or a default of a type parameter, evaluated when asked for.
    void build_evaluator(const ast::expr& e);

  private:
    friend class pattern_builder;
    // ---- statements (build_statements.cpp and others)
    void block(const ast::stmt_list& body);
    ir::stmts block_of(const ast::stmt_list& body);
    ir::stmts collect(const std::function<void()>& make);
    void statement(const ast::stmt& s);
    void comments(const ast::node_list<ast::comment*>& list);
    void if_statement(const ast::if_stmt& s);
    void while_statement(const ast::while_stmt& s);
    void for_statement(const ast::for_stmt& s);
    void try_statement(const ast::try_stmt& s);
    void try_except(const ast::try_stmt& s);
    void handlers(const ast::try_stmt& s, std::size_t i, const std::string& caught);
    void star_handlers(const ast::try_stmt& s, const std::string& caught);
    void with_items(const ast::with_stmt& s, std::size_t i);
    void return_statement(const ast::return_stmt& s);
    void raise_statement(const ast::raise_stmt& s);
    void assert_statement(const ast::assert_stmt& s);
    void delete_target(const ast::expr& e);
    void augmented(const ast::aug_assign& s);
    void annotated(const ast::ann_assign& s);
    void annotated_value(const ast::ann_assign& s);
    void import_names(const ast::import_stmt& s);
    void import_from(const ast::import_from_stmt& s);
    void function_statement(const ast::function_def& s);
    void class_statement(const ast::class_def& s);
    void type_alias_statement(const ast::type_alias& s);
    void match_statement(const ast::match_stmt& s);
    void match_cases(const ast::match_stmt& s, std::size_t i, ir::variable* subject);

    // ---- leaving
    ir::exit_path failure() const;
    void leave_return(ir::value* v);
    void leave_loop(bool breaks);
    void after_cleanup(const flow_entry& entry);
    bool in_protected() const;

    // ---- expressions
    ir::value* expr(const ast::expr& e);
    ir::value* constant(const ast::constant& c);
    ir::value* name_read(const ast::name& n);
    ir::value* global_read(ir::global* cell, const ast::location& loc);
    ir::value* read_named(std::string_view written, const ast::location& loc);
    ir::value* call(const ast::call& e);
    bool harmless(const ast::expr& e);
    bool plain_arguments(const ast::call& e);
    void hide_carets(const ast::call& e);
    ir::value* locals_snapshot();
    bool means_builtin(std::string_view written);
    ir::value* super_call(const ast::call& e);
    ir::value* joined(const ast::joined_str& e);
    ir::value* template_string(const ast::template_str& e);
    bool steady(const ast::expr& e);
    bool steady_field(const ast::expr& e);
    ir::value* display(const char* runtime, const ast::expr_list& elts, const ast::location& loc);
    ir::value* dict_display(const ast::dict& e);
    ir::value* comparison(const ast::compare& e);
    ir::value* bool_value(const ast::bool_op& e, const ir::target* into);
    ir::value* conditional(const ast::if_exp& e, const ir::target* into);
    ir::value* named(const ast::named_expr& e);
    ir::value* lambda(const ast::lambda& e);
    ir::value* generator(const ast::generator_exp& e);
    ir::value* comprehension(const ast::expr& e, const ast::node_list<ast::comprehension*>& generators);
    void comprehension_loops(const ast::node_list<ast::comprehension*>& generators, std::size_t i,
                             const std::function<void()>& element, ir::value* first, const ast::location& whole);
    ir::value* slice_value(const ast::expr& e);
    ir::value* await(const ast::await_expr& e, const ir::target* into);
    ir::value* yield(const ast::yield_expr& e, const ir::target* into);
    ir::value* yield_from(const ast::yield_from& e, const ir::target* into);
    ir::value* suspend(ir::stmt_kind kind, ir::value* operand, const ast::location& loc, const char* hint,
                       const ir::target* into, const ast::expr* anchors = nullptr);
    void into(const ir::target& to, const ast::expr& e);

    // ---- conditions
    ir::value* condition(const ast::expr& e, bool negated = false);
    ir::value* compare_condition(ast::compare_operator op, ir::value* a, ir::value* b, const ast::location& loc,
                                 bool negated);
    using part = std::function<ir::value*()>;
    ir::value* short_circuit(const std::vector<part>& parts, bool all);
    ir::value* short_circuit_from(ir::value* result, const std::vector<part>& parts, std::size_t i, bool all,
                                  ir::variable* flag);
    ir::value* holds(ir::value* v);
    /// The condition of an `if`, a loop or an assert; its line is noted before it calls anything.
    ir::value* test_of(const ast::expr& e, bool negated = false);
    void branch(ir::value* test, const std::function<void()>& yes, const std::function<void()>& no);

    // ---- assignment
    void store(const ast::expr& target, ir::value* v);
    void unpack(const ast::expr_list& elts, const ast::expr& target, ir::value* v);
    /// What the items of a loop are stored in; `later` gets what has to be stored by statements in the body.
    std::vector<ir::target> loop_targets(const ast::expr& target,
                                         std::vector<std::pair<const ast::expr*, ir::variable*>>& later);
    static ir::value* target_value(function_builder& b, const ir::target& t);
    ir::target name_target(std::string_view written);
    void assign(const ir::target& to, ir::value* v);
    void bind_name(std::string_view written, ir::value* v);
    void unbind(std::string_view written, const ast::location& loc);

    // ---- functions
    struct signature_values {
        ir::value *defaults = nullptr, *keyword_defaults = nullptr;
    };
    signature_values defaults_of(const ast::arguments& args);
    void parameters(const ast::arguments& args);
    ir::value* make_function(ir::function& inner, const ast::scope& scope, const signature_values& values);
    ir::value* function_value(const ast::function_def& s, const signature_values& values);
    ir::value* class_value(const ast::class_def& s, ir::value* bases, ir::value* keywords, ir::value* type_parameters);
    std::pair<ir::value*, ir::value*> bases_of(const ast::class_def& s);
    ir::value* closure_of(const ast::scope& scope, bool with_class_cell);
    ir::function& new_function(const ast::scope& scope, std::string_view name, const ast::location& loc,
                               const std::string& wish = {});
    void declare_variables();
    void finish();
    std::string space_of_children() const;

    // ---- annotations and type parameters (build_annotations.cpp)
    ir::value* annotate(const ast::function_def& s, ir::function& fn, ir::value* made);
    ir::function& annotate_function(const ast::scope& scope, const annotations& list, const std::string& wish);
    void body_with_annotations(const ast::stmt_list& body, const ast::scope* scope);
    void note_annotation(const ast::ann_assign& s);
    ir::value* annotation_value(const ast::expr& e);
    using generic_maker =
        std::function<ir::value*(function_builder&, ir::value* parameters, const signature_values& values)>;
    ir::value* generic(const ast::node& owner, const std::string& name, const ast::type_param_list& list,
                       const signature_values& values, const generic_maker& make);
    ir::value* type_parameters(const ast::type_param_list& list);
    ir::value* evaluator(const ast::scope* scope, const ast::expr& e, std::string_view name);
    ir::variable* own_parameter(std::string_view name, std::string_view cpp_name);

    // ---- making IR (build_values.cpp)
    ir::value* literal(std::string text);
    ir::value* none() { return literal("py::None"); }
    ir::value* text(std::string_view python_text);
    ir::value* read(ir::variable* v);
    /// The last read of a temporary: takes its value.
    ir::value* last_read(ir::variable* v);
    ir::value* read_again(ir::value* named);
    ir::value* read_before(ir::value* named, const ir::value& next);
    /// A temporary that several statements assign: declared before them.
    void declare(ir::variable* v);
    ir::value* cell_of(std::string_view mangled);
    ir::value* operation(ir::opcode op, std::string_view text, const std::vector<ir::value*>& operands,
                         const ast::location* loc, const ast::expr* anchors = nullptr);
    ir::value* runtime(std::string_view name, const std::vector<ir::value*>& operands,
                       const ast::location* loc = nullptr);
    ir::value* member(const std::string& name, const std::vector<ir::value*>& operands,
                      const ast::location* loc = nullptr);
    ir::value* boolean(ir::value* v);
    ir::value* as_object(ir::value* v);
    ir::place mark(const ast::location& loc, const ast::expr* anchors = nullptr);
    pending_operand lower(const ast::expr& e) {
        ir::value* v = expr(e);
        return {v, out_->size()};
    }
    pending_operand ready(ir::value* v) { return {v, out_->size()}; }
    std::vector<ir::value*> settle(std::vector<pending_operand> list, std::uint32_t line);
    ir::value* hoist(ir::value* v, std::size_t where, const char* hint = nullptr);
    ir::value* named_value(ir::value* v, const char* hint = nullptr);
    ir::variable* temporary(std::string hint);
    ir::stmt* emit(ir::stmt_kind kind);
    ir::stmt* evaluate(ir::value* v);
    void emit_text(ir::stmt_kind kind, std::string text);
    std::string block_name(const std::string& wish);
    static std::string hint_of(const ir::value& v);
    std::string hint_of(const ast::expr& e);

    // ---- names and flow
    struct resolved {
        enum class kind : std::uint8_t { variable, global, class_name, class_cell_name };
        kind is = kind::global;
        ir::variable* var = nullptr;
        ir::global* cell = nullptr;
        std::string_view name;  ///< mangled
    };
    resolved resolve(std::string_view written);
    ir::value* read_in_class(const resolved& r, const ast::location& loc);
    const ast::scope* innermost_function_scope() const;
    ir::variable* add_variable(ir::variable::role role, std::string_view name);
    ir::variable* find_variable(std::string_view mangled) const;
    bool is_bound(const ir::variable* v) const;
    void set_bound(const ir::variable* v, bool bound);
    void join(const flow_state& other);
    static bool awaits_inside(const ir::stmts& list);
    void clear_deleted(const ast::stmt_list& body);

    module_builder& module_;
    ir::function& fn_;
    const ast::scope* scope_;  ///< where names are looked up now; an inlined comprehension's while inside one
    function_builder* outer_;
    ir::stmts* out_ = nullptr;
    const ast::stmt* origin_ = nullptr;
    std::vector<flow_entry> flow_;
    flow_state state_;
    std::unordered_map<std::string_view, ir::variable*> variables_;
    std::vector<std::unordered_map<std::string_view, ir::variable*>>
        inner_scopes_;  ///< inlined comprehensions, innermost last
    std::vector<const ast::scope*> inner_scope_of_;
    std::unordered_map<std::uint32_t, std::uint16_t> operations_of_line_;
    std::unordered_map<std::string, int> block_names_;
    std::unordered_set<const ir::variable*> bound_outside_;  ///< free variables that are surely bound when this runs
    int loops_ = 0;
    std::string space_;  ///< C++ namespaces of the functions inside: "Pool"
    std::string first_parameter_;
    // Annotations of a module's or class's body, while it is built.
    annotations annotations_;
    std::unordered_map<const ast::stmt*, int> annotation_indices_;  ///< see annotation::index
};

}  // namespace cowith::lowering
