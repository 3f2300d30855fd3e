#pragma once
// The intermediate representation: structured statements over values in A-normal order.
//
// A value is a tree of operations that is evaluated where its statement stands. Within one tree at most one path of operations
// may fail or run Python code, so that C++'s unspecified order of evaluation can't show and one check behind the tree tells
// which operation failed (the later ones pass the failure on, see code.hpp of the runtime). The builder hoists everything else
// into temporaries.

#include "cowith/frontend/ast.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace cowith::lowering::ir {

/// How a value is held in C++.
enum class representation : std::uint8_t {
    object,    ///< an owned py::object (a prvalue, or a named variable)
    borrowed,  ///< a py::ref: a constant, a parameter
    boolean,   ///< a C++ bool; when the operation may fail, false means failed as well
};

/// A Python local, a parameter, a variable shared with inner functions, or a temporary.
struct variable {
    enum class role : std::uint8_t { parameter, local, cell, free, temporary };
    role is = role::local;
    std::string_view python_name;  ///< empty for temporaries
    std::string cpp_name;          ///< chosen last
    std::string hint;              ///< what a temporary would like to be called
    bool reassigned = false;       ///< a parameter that the body assigns: copied to a local first
    bool shared_writes = false;    ///< a cell that changes after its first assignment: reads own what they give
    bool unbound_inside = false;   // a cell: a function or class inside may unbind it
    bool slot = false;             ///< lives across a suspension: in the frame
    bool used = false;
    bool once = true;         ///< a temporary that is read exactly once
    bool grouped = false;     ///< declared in the init-statement of the `if` that joins its statement's checks
    bool hidden = false;      ///< a comprehension's own variable: not among Python's locals
    bool declared = false;    ///< for the printer
    bool boolean = false;     ///< a C++ bool
    std::uint32_t index = 0;  ///< among the function's variables
    std::uint32_t uses = 0;   ///< how often a temporary is read
};

/// A global of the module: one cell.
struct global {
    std::string_view python_name;
    std::string cpp_name;
    bool builtin = false;       ///< a builtin that the module never binds: reads can't fail and never change
    bool stable = false;        ///< bound exactly once, at module level: reads may move
    bool is_module = false;     ///< bound by `import` alone
    bool always_bound = false;  ///< bound at module level without a condition and never deleted
};

enum class opcode : std::uint8_t {
    literal,        ///< text is C++: py::None, 12, "x"_s
    read,           ///< a variable
    read_cell,      ///< *variable
    read_global,    ///< g.name
    attribute,      ///< operands[0].attr(text)
    item,           ///< operands[0][operands[1]]
    call,           ///< operands[0](operands[1...])
    method,         ///< operands[0].call(text, operands[1...]); without text the second operand is the method
    runtime,        ///< py::text(operands...)
    member,         ///< text(operands...) where text is `block.function`
    binary,         ///< operands[0] text operands[1]
    prefix,         ///< text operands[0]: -x, ~x
    keyword,        ///< py::kw(text, operands[0])
    is,             ///< operands[0].is(operands[1])
    is_not,         ///< !operands[0].is(operands[1])
    both,           ///< a && b
    either,         ///< a || b
    choose,         ///< a ? b : c, of values that can't fail
    set_attribute,  ///< operands[0].set_attr(text, operands[1])
    del_attribute,
    set_item,  ///< operands[0].set_item(operands[1], operands[2])
    del_item,
};

/// Where an operation stands in Python: its line, and which failing operation of its line it is (from 1; 0: can't fail).
struct place {
    std::uint32_t line = 0;
    std::uint16_t operation = 0;
};

struct value {
    opcode op = opcode::literal;
    representation rep = representation::object;
    bool fails = false;    ///< may fail
    bool runs = false;     ///< may run Python code, or change what another operation sees
    bool floats = false;   ///< fails only where a global is read before its definition: the order may move
    bool changes = false;  ///< a read of something that Python code elsewhere can change
    bool awaited = false;  ///< a call that is awaited on the spot
    place at;              ///< the last operation of the tree
    std::string_view text;
    variable* var = nullptr;
    global* cell = nullptr;
    std::uint32_t cell_line = 0;  ///< holds: its own place
    std::uint16_t cell_operation = 0;
    frontend::node_list<value*> operands;
};

/// A label that failures or exits go to.
struct label {
    std::string name;
    bool used = false;
};

/// How a failure leaves: to a label, or out of the function.
struct exit_path {
    label* to = nullptr;  ///< null: the function fails
};

/// What a statement assigns.
struct target {
    enum class kind : std::uint8_t { none, variable, cell, global, name_in_class };
    target() = default;
    target(kind k, ir::variable* v) : is(k), var(v) {}
    kind is = kind::none;
    ir::variable* var = nullptr;
    ir::global* cell = nullptr;
    std::string_view text;  ///< class namespace: the Python name
    bool keep_old = false;  ///< the old value must survive a failure
};

enum class stmt_kind : std::uint8_t {
    evaluate,   ///< [to =] what
    await,      ///< [to =] co_await at(place, what)
    yield,      ///< [to =] co_yield at(place, what)
    next,       ///< bool name = co_await at(place, what): a step of `async for`; name is `text`
    leave,      ///< co_await at(place, what): the exit of an async with block
    if_,        ///< if (what) body else orelse; a failed condition goes to `failure`
    while_,     ///< while (what) body
    forever,    ///< for (;;) body
    for_,       ///< for (py::loop text{at(line), what}; text.next(targets...);) body
    async_for,  ///< for (py::async_loop text{at(line), what};;) body
    block,      ///< { body }
    handler,    ///< if (py::handler text{at}) { body }
    label,      ///< label:
    declare,    ///< a block object: `py::exit leaving(at);` as text
    check,      ///< if (at(place).failed(text)) exit
    propagate,  ///< if (what) exit, without a traceback entry
    result,     ///< return what
    raise,      ///< raise: what, then the exit
    jump,       ///< text (break, continue) or goto to_label
    comment,    ///< // text
    raw,        ///< text as it is (one line)
};

struct stmt {
    stmt_kind kind = stmt_kind::evaluate;
    const frontend::stmt* origin = nullptr;  ///< the Python statement it belongs to
    target to;
    value* what = nullptr;
    place at;
    exit_path failure;
    label* where = nullptr;
    std::string text;
    std::vector<target> targets;  ///< for_, next: what an item is unpacked into
    std::vector<stmt*> body;
    std::vector<stmt*> orelse;
    bool attempt = false;       ///< await, yield: inside try or with
    std::string_view trailing;  ///< a comment at the end of its line
};
using stmts = std::vector<stmt*>;

/// A failing operation's columns, as in runtime/code.hpp.
struct position {
    frontend::location loc;
    std::uint32_t line = 0;
    std::uint16_t operation = 0;
    bool no_carets = false;                          ///< traceback.py shows none
    std::uint32_t anchor_start = 0, anchor_end = 0;  ///< byte columns on the first line; 0, 0: none
    std::uint32_t anchor_line = 0, anchor_end_line = 0;
};

enum class function_kind : std::uint8_t { plain, coroutine, generator, async_generator, class_body, module_body };

/// A function, class body or module body.
struct function {
    function_kind kind = function_kind::plain;
    std::string_view python_name;
    std::string qualified_name;
    std::string cpp_name;   ///< without namespaces
    std::string space;      ///< C++ namespaces inside the module's: "Pool"
    std::string code_name;  ///< its code object; for class bodies: the stem
    std::string signature, locals_text, free_text;
    std::string doc;
    bool has_doc = false;
    std::string fields;  ///< class bodies
    bool varargs = false, varkeywords = false;
    std::uint32_t first_line = 0;
    const frontend::stmt* origin = nullptr;
    std::vector<variable*> parameters, locals, free;
    std::deque<variable> variables;  ///< all
    stmts body;
    std::vector<position> positions;
    bool uses_at = false;
    bool never_suspends =
        false;            ///< an async def without a suspension: a plain function behind the face of a coroutine
    bool lazy = false;    ///< an annotation scope: printed with the tables
    bool listed = false;  ///< lazy, and named in the source file
    const function* annotate = nullptr;  ///< evaluates its annotations

    bool suspends() const {
        return kind == function_kind::coroutine || kind == function_kind::generator ||
               kind == function_kind::async_generator;
    }
};

}  // namespace cowith::lowering::ir
