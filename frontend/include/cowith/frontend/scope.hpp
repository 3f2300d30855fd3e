#pragma once
// The symbol table: which scope every name of a module belongs to, as CPython 3.14's symtable.c decides it.
//
//     symbol_table table = build_scopes(*tree, source, sink);
//     const scope* body = table.of(some_function_def);        // also class_def, lambda, comprehensions, type_alias
//     const scoped_name* n = body->lookup("x");               // mangles __x inside a class
//     switch (n->kind) { case name_kind::cell: ... }
//
// A table points into the module_ast it was built from and must not outlive it.

#include "cowith/frontend/ast.hpp"
#include "cowith/frontend/diagnostic.hpp"
#include "cowith/frontend/source.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cowith::frontend {

enum class scope_kind : std::uint8_t {
    module_,
    class_,
    function,  ///< def and async def
    lambda,
    list_comprehension,
    set_comprehension,
    dict_comprehension,
    generator_expression,
    type_parameters,        ///< around a generic function, class or type alias (PEP 695): holds its type parameters
    type_variable_bound,    ///< the bound or the constraints of a type parameter, evaluated lazily
    type_variable_default,  ///< the default of a type parameter, evaluated lazily
    type_alias,             ///< the value of a `type` statement, evaluated lazily
    annotations,            ///< __annotate__ of a module, class or function (PEP 649)
};

/// Where the value of a name lives, seen from one scope.
enum class name_kind : std::uint8_t {
    local,            ///< in this scope; in a module or class: in its namespace
    cell,             ///< local, and captured by a scope inside
    free,             ///< a cell of an enclosing function
    global_explicit,  ///< declared with `global`
    global_implicit,  ///< found nowhere: the module's namespace, then builtins
};

/// One name in one scope.
struct scoped_name {
    std::string_view name;  ///< after mangling: "_C__x" for __x in class C
    name_kind kind = name_kind::global_implicit;
    bool is_parameter : 1 = false;
    bool is_assigned : 1 =
        false;  ///< bound here by =, for, def, class, as, :=, match, ... (not as parameter or import)
    bool is_imported : 1 = false;
    bool is_deleted : 1 = false;
    bool is_unbound : 1 = false;     ///< the name of an exception handler: unbound behind it
    bool is_referenced : 1 = false;  ///< read here
    bool is_annotated : 1 = false;   ///< `x: T` or `x: T = v`
    bool is_global : 1 = false;      ///< named in a `global` statement of this scope; in a module: of any scope
    bool is_nonlocal : 1 = false;    ///< named in a `nonlocal` statement of this scope
    bool is_type_parameter : 1 = false;
    bool is_iteration_variable : 1 = false;       ///< target of a comprehension's `for`
    bool is_walrus_of_comprehension : 1 = false;  ///< bound here by `:=` inside a comprehension of this scope
    /// In a class: bound or declared global here, while a function inside means the enclosing function's variable of
    /// that name.
    bool is_also_free : 1 = false;
    location first;  ///< where it first appears

    bool is_bound() const { return is_parameter || is_assigned || is_imported || is_deleted || is_type_parameter; }
};

/// A scope: a namespace with its names in order of first appearance.
struct scope {
    scope_kind kind = scope_kind::module_;
    std::string_view name;        ///< "f", "C", "<lambda>", "<listcomp>", "<genexpr>", "<module>", "__annotate__"
    std::string qualified_name;   ///< __qualname__: "C.f.<locals>.g"
    const node* owner = nullptr;  ///< null for the module
    scope* parent = nullptr;
    std::vector<scope*> children;    ///< in order of appearance
    std::vector<scoped_name> names;  ///< in order of first appearance
    std::string_view private_class;  ///< the class whose name mangles __x here; empty outside classes

    /// co_varnames: the parameters (positional, keyword-only, *args, **kwargs), then the other locals in the order in
    /// which CPython compiles their first use. Cells that are no parameters come after them, see cell_names(). An
    /// inlined comprehension's own names are in its own scope, not here.
    std::vector<std::string_view> variables;
    std::uint32_t parameter_count = 0;  ///< how many of `variables` are parameters

    bool is_async = false;            ///< async def
    bool is_generator = false;        ///< has yield, or is a generator expression
    bool is_coroutine = false;        ///< async def without yield
    bool is_async_generator = false;  ///< async def with yield, or a generator expression that awaits
    bool awaits = false;              ///< await, async for, async with or an async comprehension directly in here
    bool has_yield = false;
    bool has_return_value = false;
    bool has_star_import = false;      ///< `from m import *` (modules only)
    bool uses_super = false;           ///< reads the name `super`: gets __class__ implicitly
    bool needs_class_cell = false;     ///< a class: some function inside uses __class__ or super()
    bool needs_class_dict = false;     ///< a class: some annotation scope inside looks names up in the class namespace
    bool can_see_class_scope = false;  ///< annotation scopes directly in a class look in its namespace first
    bool is_inlined = false;           ///< a comprehension that CPython runs in the enclosing frame (PEP 709)
    bool is_nested = false;            ///< inside a function
    bool has_docstring = false;
    bool has_conditional_annotations = false;  ///< a module or class with annotations inside if, for, try, ...

    bool is_module() const { return kind == scope_kind::module_; }
    bool is_class() const { return kind == scope_kind::class_; }
    bool is_comprehension() const {
        return kind >= scope_kind::list_comprehension && kind <= scope_kind::generator_expression;
    }
    /// def, lambda and comprehensions.
    bool is_function() const { return kind >= scope_kind::function && kind <= scope_kind::generator_expression; }
    /// Scopes whose names functions inside can capture: all but modules and classes.
    bool is_function_like() const { return kind >= scope_kind::function; }

    /// The name as it stands in the table (already mangled), or null.
    const scoped_name* find(std::string_view mangled) const;
    /// The name as written in the source, mangled where this scope mangles it; or null.
    const scoped_name* lookup(identifier written) const;
    /// The name as the table spells it.
    std::string mangled(identifier written) const;

    /// Names that live in cells of this scope, in the order of co_cellvars: parameters as they stand, then the others
    /// sorted,
    /// `__class__` and `__classdict__` of a class among them.
    std::vector<std::string_view> cell_names() const;
    /// Names of enclosing functions that are used here or handed on, sorted as in co_freevars.
    std::vector<std::string_view> free_names() const;

    // For the builder.
    scoped_name* find(std::string_view mangled);
    /// The entry of a name, made when it isn't there. Invalidates references to other entries.
    scoped_name& at(std::string_view mangled, const location& where);
    bool mangles(identifier written) const;
    /// A type_parameters scope around a class mangles nothing but these.
    std::vector<std::string_view> type_parameter_names;
    bool mangles_type_parameters_only = false;

  private:
    std::unordered_map<std::string_view, std::uint32_t> index_;  // filled once `names` is long
};

/// All scopes of a module.
class symbol_table {
  public:
    const scope& module() const { return scopes_.front(); }

    /// The scope that a function_def, class_def, lambda, comprehension or type_alias opens; null for other nodes.
    const scope* of(const node* owner) const { return find(body_, owner); }
    /// The type_parameters scope around a generic function_def, class_def or type_alias; null when it isn't generic.
    const scope* type_parameters_of(const node* owner) const { return find(type_parameters_, owner); }
    /// The annotations scope of a function_def or class_def (for a function: null when it has no annotation).
    const scope* annotations_of(const node* owner) const { return find(annotations_, owner); }
    /// The annotations scope of the module; null when it has no annotation.
    const scope* module_annotations() const { return module_annotations_; }
    /// The scopes of a type parameter's bound and default; null when it has none.
    const scope* bound_of(const type_param* parameter) const { return find(body_, parameter); }
    const scope* default_of(const type_param* parameter) const { return find(annotations_, parameter); }

    /// All scopes, outer ones before inner ones.
    const std::deque<scope>& all() const { return scopes_; }

    /// `from __future__ import annotations` is in force.
    bool future_annotations = false;

    symbol_table() = default;
    symbol_table(symbol_table&&) = default;
    symbol_table& operator=(symbol_table&&) = default;

    // For the builder.
    using node_map = std::vector<scope*>;  // indexed by node id
    scope& add(scope_kind kind, std::string_view name, const node* owner, scope* parent);
    std::string_view keep(std::string text);  // text that lives as long as the table
    static void put(node_map& map, const node* owner, scope* s);
    node_map body_, type_parameters_, annotations_;
    scope* module_annotations_ = nullptr;
    std::deque<scope>& scopes() { return scopes_; }

  private:
    static const scope* find(const node_map& map, const node* owner) {
        return owner != nullptr && owner->index < map.size() ? map[owner->index] : nullptr;
    }
    std::deque<scope> scopes_;
    std::deque<std::string> texts_;
};

/// Private name mangling: "__x" in class "_C" is "_C__x"; names that end in "__" or hold a dot stay as they are.
std::string mangle(std::string_view class_name, identifier written);

/// Builds the table; reports what symtable.c reports (global/nonlocal conflicts, duplicate parameters, misplaced await
/// and walrus, ...) with its wording. The table is usable even then, for further diagnostics.
symbol_table build_scopes(const module_ast& tree, const source_file& source, diagnostics& sink);

/// Reports what CPython's later passes report: `return` outside function, misplaced break and continue, starred
/// expressions, unreachable patterns, ..., and its SyntaxWarnings; and warns of contextlib's traps, which CPython shows
/// at run time only.
void check_module(const module_ast& tree, const symbol_table& table, const source_file& source, diagnostics& sink);

}  // namespace cowith::frontend
