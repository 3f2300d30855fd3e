// Code: what is fixed about a function when it is translated: names, parameters, positions, entry point.
#pragma once
#include "spot.hpp"

namespace cowith {

struct function_object;

/// Where one failing operation stands in the Python file. Columns are in characters, 0-based, end exclusive. Between the anchors
/// the caret line shows `^`, around them `~` (traceback.py, _extract_caret_anchors_from_line_segment: the operator of a binary operation,
/// the brackets of a call or subscript); 0, 0: no anchors, all `^`. anchor_start == no_carets: traceback.py's _should_show_carets says
/// no (`return f(...)` and `x = f(...)` where the call spans the whole value).
struct position {
    std::uint32_t line, end_line;
    std::uint16_t operation;  // how many-eth failing operation of its line, from 1
    std::uint16_t column, end_column;
    std::uint16_t anchor_start = 0, anchor_end = 0;            // columns
    std::uint16_t anchor_start_line = 0, anchor_end_line = 0;  // their lines, counted from `line`
    static constexpr std::uint16_t no_carets = 0xffff;
};

/// Runs a bound function. `bound` holds one owned value for each parameter (in the order of code.hpp's `parameters`: positional,
/// *args, keyword-only, **kwargs), then one cell for each free variable. The callee copies what it keeps.
using entry_point = object (*)(function_object& self, object* bound);

enum code_flag : std::uint32_t {
    code_coroutine = 1,
    code_generator = 2,
    code_async_generator = 4,
    code_varargs = 8,
    code_varkeywords = 16,
    code_module = 32,
    code_class = 64,
    code_borrows =
        128,  // the entry only looks at `bound` (py::entry over refs): arguments may be passed as they stand, without owning them
    code_iterable_coroutine = 256,  // types.coroutine: its generators can be awaited
};

/// The source text of a module for tracebacks: lines[0] is line 1.
struct source_text {
    const char* path;  // as Python's co_filename
    const char* const* lines;
    std::uint32_t line_count;
    const char* doc = nullptr;  // the module's docstring
};

/// Static data, one per function, class body and module body; written by the translator as
///   py::code_object rows_code{"rows", "Pool.rows", "pool, /, keys=, *rest, limit=, **options", "it total", source, 14, positions, rows_entry, flags};
/// Signature: names in order; `/` and a bare `*` as in Python; "name=" has a default (its value is given where the function is
/// made). `locals`: names of the other slots in order (locals, then what stands behind `|` are temporaries). `free`: names of the free variables.
struct code_object : header {
    const char* name;
    const char* qualname;
    const char* signature;
    const char* locals;
    const char* free;
    const source_text* source;
    std::uint32_t first_line;
    const position* positions;  // sorted by line, operation
    std::uint32_t position_count;
    entry_point entry;
    std::uint32_t code_flags;
    const char* doc;    // nullptr: none
    entry_point plain;  // coroutine functions that never suspend: the body as a plain function over borrowed arguments
    code_object* annotate;  // evaluates the annotations (PEP 649); nullptr: none

    // filled when the first function is made from it
    bool prepared = false;
    std::uint16_t positional_only = 0, positional = 0, keyword_only = 0;  // positional counts positional-only too
    std::uint16_t parameter_count = 0;                                    // with *args and **kwargs
    std::uint16_t free_count = 0;
    std::uint16_t local_count = 0;  // names in `locals` before `|`
    object parameter_names;         // tuple of str
    object first_function;          // native coroutines: the function they start through
    gc_header* weakrefs = nullptr;  // weakref.hpp

    constexpr code_object(const char* n, const char* q, const char* sig, const char* loc, const char* fv,
                          const source_text* src, std::uint32_t line, const position* pos, std::uint32_t pos_count,
                          entry_point run, std::uint32_t f, const char* d = nullptr, entry_point body = nullptr,
                          code_object* lazy = nullptr) noexcept
        : header(&code_type, header::immortal), name(n), qualname(q), signature(sig), locals(loc), free(fv),
          source(src), first_line(line), positions(pos), position_count(pos_count), entry(run), code_flags(f), doc(d),
          plain(body), annotate(lazy) {}
};

/// Turns a C++ function over (ref...) into an entry_point; the code's flags then may say code_borrows:
///   object area(ref w, ref h)              -> py::entry<area>
/// Cells of free variables are its last parameters. (Coroutines: py::start<rows>, frame.hpp.)
namespace detail {
template <auto F, class Type> struct entry_of;
template <auto F, class... R> struct entry_of<F, object (*)(R...)> {
    template <std::size_t... I> static object call([[maybe_unused]] object* bound, std::index_sequence<I...>) {
        return F(ref(bound[I])...);
    }
    static object run(object* bound) { return call(bound, std::index_sequence_for<R...>{}); }
};
template <auto F, class... R> struct entry_of<F, object (*)(R...) noexcept> : entry_of<F, object (*)(R...)> {};
}  // namespace detail
template <auto F> object entry(function_object&, object* bound) { return detail::entry_of<F, decltype(F)>::run(bound); }

/// __name__ or __qualname__ has been assigned to.
inline constexpr std::uint32_t function_renamed = flag_user;

/// A function made by `def` or `lambda` (PyFunctionObject).
struct function_object : gc_header {
    code_object* code;
    vectorcall vector;             // how to call it with an argument array
    entry_point direct = nullptr;  // positional parameters only, no cells: takes such arguments as they stand, borrowed
    object name, qualname, doc, module;
    object defaults;          // tuple or empty
    object keyword_defaults;  // dict or empty
    object closure;           // tuple of cells or empty
    object annotations;       // dict or empty
    object annotate;          // PEP 649: a callable, None, or what __annotate__ closes over (see with_annotate)
    object dict, type_params;
    gc_header* weakrefs = nullptr;
    object globals;  // the module
    explicit function_object(code_object& c) noexcept : gc_header(&function_type), code(&c), vector(nullptr) {}
};

/// A variable shared between a function and its inner functions.
struct cell_object : gc_header {
    object value;
    cell_object() noexcept : gc_header(&cell_type) {}
};
/// A new cell, owned.
object new_cell(object value = {}) noexcept;
inline object& ref::operator*() const noexcept { return as<cell_object>()->value; }

/// A function object from code: `defaults` tuple or empty, `keyword_defaults` dict or empty, `closure` tuple of cells or empty.
object make_function(code_object& code, ref module, ref defaults = {}, ref keyword_defaults = {},
                     ref closure = {}) noexcept;

/// Fills in what a code object says in text (counts, parameter names); idempotent.
void prepare_code(code_object& code) noexcept;

/// A bound method: `function` called with `self` in front.
object make_method(ref function, ref self) noexcept;

/// Binds arguments to parameters (TypeErrors word for word as CPython's) into bound[0..parameter_count); false: failed.
bool bind_arguments(function_object& f, const ref* args, std::size_t count, ref names, object* bound) noexcept;

/// Turns the body of an annotation scope (annotations, a bound, a default, the value of a `type` statement) into an entry_point:
///   static object area_annotate(at at, ref cell)    -> py::lazy<area_annotate>
/// Its one parameter is the format (annotationlib.Format); those above VALUE_WITH_FAKE_GLOBALS raise NotImplementedError.
namespace detail {
bool takes_format(const code_object& code, ref format) noexcept;
template <auto F, class Type> struct lazy_of;
template <auto F, class... R> struct lazy_of<F, object (*)(at, R...)> {
    template <std::size_t... I> static object call(const code_object& code, object* cells, std::index_sequence<I...>) {
        (void)cells;
        return F(at(code), ref(cells[I])...);
    }
    static object run(const code_object& code, object* bound) {
        return call(code, bound, std::index_sequence_for<R...>{});
    }
};
}  // namespace detail
template <auto F> object lazy(function_object& self, object* bound) {
    if (!detail::takes_format(*self.code, bound[0])) return {};
    return detail::lazy_of<F, decltype(F)>::run(*self.code, bound + 1);
}

/// `function` with the cells (a tuple) that its __annotate__ closes over; the function itself.
object with_annotate(object function, ref cells) noexcept;
/// function.__annotate__, made when first asked for; None: there are no annotations.
object annotate_of(function_object& function) noexcept;

}  // namespace cowith
