#pragma once
// The syntax tree of a Python module: CPython 3.14's Python.asdl in C++, name by name.
//
//     if (auto* c = dyn<call>(e)) ...        // a cast that may fail: null
//     auto& c = as<call>(e);                 // a cast that must hold (checked: aborts)
//     switch (e.kind) { case node_kind::call: ... }   // exhaustive over ast.def
//
// Where CPython has a second class for the async form (AsyncFor), we have a second kind for the same struct, and is_async().
// Nodes live in the module's arena, are never freed one by one, and hold only pointers, views and node_lists.

#include "cowith/frontend/arena.hpp"
#include "cowith/frontend/source.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace cowith::frontend {

enum class node_kind : std::uint8_t {
#define COWITH_STMT(kind, type, asdl) kind,
#define COWITH_EXPR(kind, type, asdl) kind,
#define COWITH_PATTERN(kind, type, asdl) kind,
#define COWITH_TYPE_PARAM(kind, type, asdl) kind,
#define COWITH_OTHER(kind, type, asdl) kind,
#include "cowith/frontend/ast.def"
};
inline constexpr std::size_t node_kind_count = static_cast<std::size_t>(node_kind::match_case) + 1;

/// CPython's name of a kind: "AsyncWith".
const char* asdl_name(node_kind kind);

/// What all nodes share. `index` counts from 0 within a module, densely: use it for side tables.
struct node {
    node_kind kind;
    std::uint32_t index = 0;
    location loc;
};

struct expr : node {};
struct pattern : node {};
struct type_param : node {};

/// A comment: its text with the '#', without the line end.
struct comment {
    location loc;
    std::string_view text;
    bool own_line = false;  ///< nothing but blanks before it on its line
};

struct stmt : node {
    node_list<comment*> leading;  ///< own-line comments directly above, in order
    comment* trailing = nullptr;  ///< a comment on the line where the statement (or the header of a block) ends
    node_list<comment*> inside;   ///< comments within the statement's own lines (between brackets)
    node_list<comment*> after;    ///< own-line comments after the last statement of a block, at its indentation
};

using expr_list = node_list<expr*>;
using stmt_list = node_list<stmt*>;
using pattern_list = node_list<pattern*>;
using type_param_list = node_list<type_param*>;
using identifier = std::string_view;  ///< NFKC-normalised, as CPython does

enum class expr_context : std::uint8_t { load, store, del };
enum class bool_operator : std::uint8_t { and_, or_ };
enum class binary_operator : std::uint8_t {
    add,
    sub,
    mult,
    matmult,
    div,
    mod,
    pow,
    lshift,
    rshift,
    bit_or,
    bit_xor,
    bit_and,
    floor_div
};
enum class unary_operator : std::uint8_t { invert, not_, uadd, usub };
enum class compare_operator : std::uint8_t { eq, ne, lt, le, gt, ge, is, is_not, in, not_in };

/// CPython's class names: "Add", "LShift", "NotIn", ...
const char* asdl_name(bool_operator op);
const char* asdl_name(binary_operator op);
const char* asdl_name(unary_operator op);
const char* asdl_name(compare_operator op);
/// As written in Python: "+", "//", "is not".
const char* symbol(binary_operator op);
const char* symbol(unary_operator op);
const char* symbol(compare_operator op);

// ---- parts -------------------------------------------------------------------------------------------------------

struct comprehension : node {
    expr* target = nullptr;
    expr* iter = nullptr;
    expr_list ifs;
    bool is_async = false;
};

struct except_handler : node {
    expr* type = nullptr;  ///< null: bare except. PEP 758's `except A, B:` gives a tuple without parentheses
    identifier name;       ///< empty: none
    stmt_list body;
    node_list<comment*> leading;  ///< own-line comments above the clause
    comment* trailing = nullptr;  ///< a comment on the header's line
};

struct arg : node {
    identifier name;  ///< `arg` in Python.asdl
    expr* annotation = nullptr;
};

/// Parameters. `defaults` belong to the last of posonlyargs + args; `kw_defaults[i]` is null when kwonlyargs[i] has none.
/// The location is that of the list between the brackets (line 0 when empty); CPython has none.
struct arguments : node {
    node_list<arg*> posonlyargs;
    node_list<arg*> args;
    arg* vararg = nullptr;
    node_list<arg*> kwonlyargs;
    expr_list kw_defaults;
    arg* kwarg = nullptr;
    expr_list defaults;
};

struct keyword : node {
    identifier name;  ///< `arg` in Python.asdl; empty: `**value`
    expr* value = nullptr;
};

struct alias : node {
    identifier name;    ///< dotted for `import a.b`; "*" for a star import
    identifier asname;  ///< empty: none
};

struct with_item : node {
    expr* context_expr = nullptr;
    expr* optional_vars = nullptr;
};

struct match_case : node {
    frontend::pattern* pattern = nullptr;
    expr* guard = nullptr;
    stmt_list body;
    node_list<comment*> leading;
    comment* trailing = nullptr;
};

// ---- type parameters (PEP 695, 696) --------------------------------------------------------------------------------

struct type_var : type_param {
    identifier name;
    expr* bound = nullptr;
    expr* default_value = nullptr;
};
struct param_spec : type_param {
    identifier name;
    expr* default_value = nullptr;
};
struct type_var_tuple : type_param {
    identifier name;
    expr* default_value = nullptr;
};

// ---- statements ----------------------------------------------------------------------------------------------------

/// def and async def. The location starts at `def` or `async`; decorators stand before it.
struct function_def : stmt {
    identifier name;
    location name_loc;
    type_param_list type_params;
    arguments* args = nullptr;
    expr* returns = nullptr;
    expr_list decorator_list;
    stmt_list body;

    bool is_async() const { return kind == node_kind::async_function_def; }
};

struct class_def : stmt {
    identifier name;
    location name_loc;
    type_param_list type_params;
    expr_list bases;
    node_list<keyword*> keywords;
    expr_list decorator_list;
    stmt_list body;
};

struct return_stmt : stmt {
    expr* value = nullptr;
};
struct delete_stmt : stmt {
    expr_list targets;
};
struct assign : stmt {
    expr_list targets;  ///< a = b = value has two
    expr* value = nullptr;
};
struct type_alias : stmt {
    expr* name = nullptr;
    type_param_list type_params;
    expr* value = nullptr;
};
struct aug_assign : stmt {
    expr* target = nullptr;
    binary_operator op = binary_operator::add;
    expr* value = nullptr;
};
struct ann_assign : stmt {
    expr* target = nullptr;
    expr* annotation = nullptr;
    expr* value = nullptr;
    bool simple = false;  ///< the target is a name without parentheses
};
struct for_stmt : stmt {
    expr* target = nullptr;
    expr* iter = nullptr;
    stmt_list body;
    stmt_list orelse;

    bool is_async() const { return kind == node_kind::async_for_stmt; }
};
struct while_stmt : stmt {
    expr* test = nullptr;
    stmt_list body;
    stmt_list orelse;
};
/// `elif` is an if_stmt as the only statement of orelse, with is_elif set.
struct if_stmt : stmt {
    expr* test = nullptr;
    stmt_list body;
    stmt_list orelse;
    bool is_elif = false;
};
struct with_stmt : stmt {
    node_list<with_item*> items;
    stmt_list body;

    bool is_async() const { return kind == node_kind::async_with_stmt; }
};
struct match_stmt : stmt {
    expr* subject = nullptr;
    node_list<match_case*> cases;
};
struct raise_stmt : stmt {
    expr* exc = nullptr;
    expr* cause = nullptr;
};
struct try_stmt : stmt {
    stmt_list body;
    node_list<except_handler*> handlers;
    stmt_list orelse;
    stmt_list finalbody;

    bool is_star() const { return kind == node_kind::try_star_stmt; }
};
struct assert_stmt : stmt {
    expr* test = nullptr;
    expr* msg = nullptr;
};
struct import_stmt : stmt {
    node_list<alias*> names;
};
struct import_from_stmt : stmt {
    identifier module;  ///< empty: `from . import x`
    node_list<alias*> names;
    std::uint32_t level = 0;
};
struct global_stmt : stmt {
    node_list<identifier> names;
    node_list<location> name_locs;
};
struct nonlocal_stmt : stmt {
    node_list<identifier> names;
    node_list<location> name_locs;
};
struct expr_stmt : stmt {
    expr* value = nullptr;
};
struct pass_stmt : stmt {};
struct break_stmt : stmt {};
struct continue_stmt : stmt {};

// ---- expressions ---------------------------------------------------------------------------------------------------

struct bool_op : expr {
    bool_operator op = bool_operator::and_;
    expr_list values;  ///< at least two: `a and b and c` is one node
};
struct named_expr : expr {
    expr* target = nullptr;
    expr* value = nullptr;
};
struct bin_op : expr {
    expr* left = nullptr;
    binary_operator op = binary_operator::add;
    expr* right = nullptr;
};
struct unary_op : expr {
    unary_operator op = unary_operator::not_;
    expr* operand = nullptr;
};
struct lambda : expr {
    arguments* args = nullptr;
    expr* body = nullptr;
};
struct if_exp : expr {
    expr* test = nullptr;
    expr* body = nullptr;
    expr* orelse = nullptr;
};
struct dict : expr {
    expr_list keys;  ///< null: `**value`
    expr_list values;
};
struct set : expr {
    expr_list elts;
};
struct list_comp : expr {
    expr* elt = nullptr;
    node_list<comprehension*> generators;
};
struct set_comp : expr {
    expr* elt = nullptr;
    node_list<comprehension*> generators;
};
struct dict_comp : expr {
    expr* key = nullptr;
    expr* value = nullptr;
    node_list<comprehension*> generators;
};
struct generator_exp : expr {
    expr* elt = nullptr;
    node_list<comprehension*> generators;
};
struct await_expr : expr {
    expr* value = nullptr;
};
struct yield_expr : expr {
    expr* value = nullptr;  ///< may be null
};
struct yield_from : expr {
    expr* value = nullptr;
};
struct compare : expr {
    expr* left = nullptr;
    node_list<compare_operator> ops;
    expr_list comparators;
};
struct call : expr {
    expr* func = nullptr;
    expr_list args;  ///< positional, `*x` as starred
    node_list<keyword*> keywords;
};
/// A replacement field of an f-string.
struct formatted_value : expr {
    expr* value = nullptr;
    int conversion = -1;          ///< 's', 'r', 'a' or -1
    expr* format_spec = nullptr;  ///< a joined_str or null
};
/// A replacement field of a t-string (PEP 750).
struct interpolation : expr {
    expr* value = nullptr;
    std::string_view text;  ///< `str` in Python.asdl: the expression's source
    int conversion = -1;
    expr* format_spec = nullptr;
};
struct joined_str : expr {
    expr_list values;  ///< str constants and formatted_values
};
struct template_str : expr {
    expr_list values;  ///< str constants and interpolations
};

enum class constant_type : std::uint8_t { none, true_, false_, ellipsis, int_, float_, complex_, str, bytes };

/// A literal.
/// int: `text` is the value in decimal, of any size. float, complex: `number` is the value (of the imaginary part) and `text` the
/// source without underscores. str: `text` is WTF-8, so that lone surrogates survive. bytes: `text` holds the bytes.
struct constant : expr {
    constant_type type = constant_type::none;
    bool u_prefix = false;  ///< u"..." (`kind` in Python.asdl)
    double number = 0;
    std::string_view text;
};

struct attribute : expr {
    expr* value = nullptr;
    identifier attr;
    location attr_loc;
    expr_context ctx = expr_context::load;
};
struct subscript : expr {
    expr* value = nullptr;
    expr* slice = nullptr;
    expr_context ctx = expr_context::load;
};
struct starred : expr {
    expr* value = nullptr;
    expr_context ctx = expr_context::load;
};
struct name : expr {
    identifier id;
    expr_context ctx = expr_context::load;
};
struct list : expr {
    expr_list elts;
    expr_context ctx = expr_context::load;
};
struct tuple : expr {
    expr_list elts;
    expr_context ctx = expr_context::load;
};
struct slice : expr {
    expr* lower = nullptr;
    expr* upper = nullptr;
    expr* step = nullptr;
};

// ---- patterns ------------------------------------------------------------------------------------------------------

struct match_value : pattern {
    expr* value = nullptr;
};
struct match_singleton : pattern {
    constant_type value = constant_type::none;  ///< none, true_ or false_
};
struct match_sequence : pattern {
    pattern_list patterns;
};
struct match_mapping : pattern {
    expr_list keys;
    pattern_list patterns;
    identifier rest;  ///< empty: no `**rest`
};
struct match_class : pattern {
    expr* cls = nullptr;
    pattern_list patterns;
    node_list<identifier> kwd_attrs;
    pattern_list kwd_patterns;
};
struct match_star : pattern {
    identifier name;  ///< empty: `*_`
};
struct match_as : pattern {
    frontend::pattern* pattern = nullptr;  ///< null: a capture, or the wildcard when `name` is empty as well
    identifier name;
};
struct match_or : pattern {
    pattern_list patterns;
};

// ---- casts ---------------------------------------------------------------------------------------------------------

/// Whether a kind is represented by struct T (two kinds share a struct where there is an async form).
template <class T> constexpr bool is_kind(node_kind kind) {
    switch (kind) {
#define COWITH_STMT(kind, type, asdl)                                                                                  \
    case node_kind::kind: return std::is_same_v<T, type>;
#define COWITH_EXPR(kind, type, asdl)                                                                                  \
    case node_kind::kind: return std::is_same_v<T, type>;
#define COWITH_PATTERN(kind, type, asdl)                                                                               \
    case node_kind::kind: return std::is_same_v<T, type>;
#define COWITH_TYPE_PARAM(kind, type, asdl)                                                                            \
    case node_kind::kind: return std::is_same_v<T, type>;
#define COWITH_OTHER(kind, type, asdl)                                                                                 \
    case node_kind::kind: return std::is_same_v<T, type>;
#include "cowith/frontend/ast.def"
    }
    return false;
}

/// The node as a T, or null when it is something else (or null).
template <class T> T* dyn(node* n) { return n != nullptr && is_kind<T>(n->kind) ? static_cast<T*>(n) : nullptr; }
template <class T> const T* dyn(const node* n) {
    return n != nullptr && is_kind<T>(n->kind) ? static_cast<const T*>(n) : nullptr;
}

[[noreturn]] void bad_cast(node_kind is);

/// The node as a T; aborts with a message when it is something else.
template <class T> T& as(node* n) {
    if (n == nullptr || !is_kind<T>(n->kind)) bad_cast(n == nullptr ? node_kind::pass_stmt : n->kind);
    return *static_cast<T*>(n);
}
template <class T> const T& as(const node* n) {
    if (n == nullptr || !is_kind<T>(n->kind)) bad_cast(n == nullptr ? node_kind::pass_stmt : n->kind);
    return *static_cast<const T*>(n);
}

bool is_stmt(node_kind kind);
bool is_expr(node_kind kind);
bool is_pattern(node_kind kind);

// ---- the module ----------------------------------------------------------------------------------------------------

/// A whole module with everything its tree points to. Not copyable; movable, nodes stay where they are.
struct module_ast {
    frontend::arena arena;
    stmt_list body;
    node_list<comment*> comments;           ///< all of them, in order of place
    node_list<comment*> trailing_comments;  ///< own-line comments of a module without statements
    std::uint32_t node_count = 0;           ///< indices are below this

    module_ast() = default;
    module_ast(module_ast&&) = default;
    module_ast& operator=(module_ast&&) = default;

    /// Makes a node; lowering may use it for synthesised code.
    template <class T> T* make(node_kind kind, const location& loc) {
        T* n = arena.make<T>();
        n->kind = kind;
        n->index = node_count++;
        n->loc = loc;
        return n;
    }
};

/// The docstring of a body (module, class or function): its first statement when that is a str constant; else null.
const constant* docstring(const stmt_list& body);

}  // namespace cowith::frontend
