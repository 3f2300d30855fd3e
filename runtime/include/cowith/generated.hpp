// What generated code needs beyond Python's operations: f-strings, unpacking, imports, conditions as values.
#pragma once
#include "blocks.hpp"
#include "class.hpp"
#include "module.hpp"
#include "temporaries.hpp"

namespace cowith {

// ---- temporaries and conditions
/// Moves the value out of a temporary that isn't needed any more: it dies with the expression.
inline object take(object& temporary) noexcept { return std::move(temporary); }
/// variable = value, unless the value failed (then the variable keeps what it has); false: failed.
inline bool replace(object& variable, object value) noexcept {
    if (!value) return false;
    variable = std::move(value);
    return true;
}
/// A C++ condition as True or False; empty when it failed.
inline object answer(bool condition) noexcept {
    if (!condition && is_failed()) [[unlikely]]
        return {};
    return boolean(condition);
}
/// The condition is false and didn't fail: `not (a < b)`.
inline bool fails(bool condition) noexcept { return !condition && !is_failed(); }

// ---- displays and comprehensions, item by item; false: failed
inline bool append(ref list, ref item) noexcept {
    if (!item) [[unlikely]]
        return pass_on(), false;
    return list_append(list, item);
}
inline bool add_to_set(ref set, ref item) noexcept {
    if (!item) [[unlikely]]
        return pass_on(), false;
    return set_add(set, item);
}
inline bool put(ref dict, ref key, ref value) noexcept {
    if (!key || !value) [[unlikely]]
        return pass_on(), false;
    return dict_set(dict, key, value);
}

// ---- f-strings: joined("rows "_s, field(key, 'r'), field(x, 0, ".2f"_s))
/// One replacement field: conversion 0, 'r', 's' or 'a'; `spec` a str or empty.
struct field {
    ref value, spec;
    char conversion;
    explicit field(ref v, char c = 0, ref s = {}) noexcept : value(v), spec(s), conversion(c) {}
};
struct text_part {
    ref value, spec;
    char conversion = 0;
    bool is_field = false;
    text_part(ref text) noexcept : value(text) {}
    text_part(const field& f) noexcept : value(f.value), spec(f.spec), conversion(f.conversion), is_field(true) {}
};
/// Each field is an operation: those behind one that failed count as passed on.
object join_parts(const text_part* parts, std::size_t count) noexcept;
template <class... A> object joined(const A&... parts) noexcept {
    const text_part list[] = {text_part(parts)...};
    return join_parts(list, sizeof...(A));
}

/// A field that is formatted before what follows it is evaluated; a plain one of an exact builtin type may stay as it is.
object formatted(ref value) noexcept;
object formatted(ref value, char conversion, ref spec = {}) noexcept;
object converted(ref value, char conversion) noexcept;

// ---- t-strings (PEP 750): template_string("rows "_s, interpolation(key, "key"_s, 'r'))
object interpolation(ref value, ref expression, char conversion = 0, ref format_spec = {}) noexcept;
object make_template(const ref* parts, std::size_t count) noexcept;
template <class... A> object template_string(const A&... parts) noexcept {
    const ref list[sizeof...(A) + 1] = {ref(parts)...};
    return make_template(list, sizeof...(A));
}

// ---- unpacking: unpack(x, a, b); unpack_around(before<1>, x, a, rest, z) is `a, *rest, z = x`. Targets are variables or globals.
template <class... T>
    requires(sizeof...(T) > 0 && (std::is_assignable_v<T&, object> && ...))
bool unpack(ref x, T&... targets) noexcept {
    if (!x) return pass_on(), false;
    object items[sizeof...(T)];
    if (x.is_heap() && x.heap()->type == &tuple_type && x.as<tuple_object>()->size == sizeof...(T)) [[likely]] {
        for (std::size_t i = 0; i < sizeof...(T); ++i) items[i] = x.as<tuple_object>()->items[i];
        std::size_t i = 0;
        ((targets = std::move(items[i++])), ...);
        return true;
    }
    object* places[sizeof...(T)];
    for (std::size_t i = 0; i < sizeof...(T); ++i) places[i] = &items[i];
    if (!unpack(x, sizeof...(T), static_cast<object* const*>(places))) return false;
    std::size_t i = 0;
    ((targets = std::move(items[i++])), ...);
    return true;
}
/// `[] = x`
inline bool unpack(ref x) noexcept { return x ? unpack(x, 0, nullptr) : (pass_on(), false); }
template <std::size_t N> struct before_t {};
template <std::size_t N> inline constexpr before_t<N> before{};
template <std::size_t N, class... T> bool unpack_around(before_t<N>, ref x, T&... targets) noexcept {
    if (!x) return pass_on(), false;
    object items[sizeof...(T)];
    object* places[sizeof...(T)];
    for (std::size_t i = 0; i < sizeof...(T); ++i) places[i] = &items[i];
    if (!unpack_starred(x, N, sizeof...(T) - N - 1, static_cast<object* const*>(places))) return false;
    std::size_t i = 0;
    ((targets = std::move(items[i++])), ...);
    return true;
}

// ---- imports
/// `from m import name as target`
template <class T> struct import_alias {
    ref name;
    T* target;
};
template <class T> import_alias<T> import_as(ref name, T& target) noexcept { return {name, &target}; }
namespace detail {
inline bool import_one(ref module, global& target) noexcept { return target.set(import_from(module, target.name())); }
template <class T> bool import_one(ref module, const import_alias<T>& a) noexcept {
    object value = import_from(module, a.name);
    if (!value) return false;
    *a.target = std::move(value);
    return true;
}
}  // namespace detail
/// from m import a, b: each target is a global of the same name, or import_as(...). False: failed.
template <class... T> bool import_names(ref module_name, T&&... targets) noexcept {
    object module = import_module(module_name);
    if (!module) return false;
    return (detail::import_one(module, targets) && ...);
}
/// from m import *: the names in __all__, or all that don't begin with an underscore.
bool import_star(module_object& into, ref module_name) noexcept;
/// A relative import that leads out of all packages: ImportError. `in_package`: beyond the top one; else there is none. Always false.
bool import_beyond_top(bool in_package) noexcept;

// ---- statements
inline object make_function(code_object& code, module_object& module, ref defaults = {}, ref keyword_defaults = {},
                            ref closure = {}) noexcept {
    return make_function(code, ref(&module), defaults, keyword_defaults, closure);
}

/// A dict of annotations: annotations{"x"_s, g.int_, "return"_s, g.Pool}. Braces keep C++ to the order from left to right.
class annotations {
  public:
    template <class... A> annotations(const A&... names_and_types) noexcept : made_(dict(names_and_types...)) {}
    operator object() && noexcept { return std::move(made_); }

  private:
    object made_;
};

// ---- annotations of modules, annotation scopes (PEP 649)
/// The module's __annotate__, and the set of the annotated statements that have run.
void annotate_module(module_object& module, ref annotate) noexcept;
/// An annotated statement of the module's body has run.
void annotated(module_object& module, int index) noexcept;
/// `name: annotation` under the future import; false: failed.
bool annotated(module_object& module, ref name, ref annotation_text) noexcept;
void set_up_annotations(module_object& module) noexcept;
/// The numbers of the module's annotated statements that have run.
object annotated_statements(module_object& module) noexcept;
bool has_run(ref statements, int index) noexcept;
/// `*args: *Ts`: the one item of what is iterated.
object only_item(ref iterable) noexcept;
/// A name in an annotation scope of a class: in the class's namespace, else the global or the enclosing function's variable.
object in_class(ref names, const global& otherwise) noexcept;
object in_class(ref names, ref name, ref cell) noexcept;

// ---- type parameters (PEP 695, 696): each `evaluate` is a function of the format
object type_var(module_object& module, ref name) noexcept;
object type_var_below(module_object& module, ref name, ref evaluate_bound) noexcept;
object type_var_of(module_object& module, ref name, ref evaluate_constraints) noexcept;
object param_spec(module_object& module, ref name) noexcept;
object type_var_tuple(module_object& module, ref name) noexcept;
object with_default(object parameter, ref evaluate) noexcept;
/// `type name[parameters] = ...`
object type_alias(module_object& module, ref name, ref evaluate, ref parameters = {}) noexcept;
/// typing.Generic[parameters]
object generic_base(ref parameters) noexcept;
/// class C[parameters](bases): typing.Generic[parameters] becomes the last base.
inline object build_generic_class(module_object& module, const class_definition& definition, ref parameters,
                                  ref bases = {}, ref keywords = {}, ref closure = {}) noexcept {
    object generic = generic_base(parameters);
    return generic ? build_class(module, definition, bases, keywords, closure, parameters, generic) : object();
}
/// A generic function.
object with_type_parameters(object function, ref parameters) noexcept;

/// A bare `raise`: what is being handled goes on with no new entry in its traceback; RuntimeError when nothing is.
template <class Spot> failed_t raise_again(const Spot& where) noexcept {
    const bool active = current_exception() != nullptr;
    raise_again();
    if (!active) where.failed();
    return failed;
}
/// locals() in a function: alternating names and variables; unbound ones are left out.
template <class... A> object snapshot(const A&... names_and_variables) noexcept {
    const ref list[sizeof...(A) + 1] = {ref(names_and_variables)...};
    object dict = make_dict();
    for (std::size_t i = 0; i < sizeof...(A); i += 2)
        if (list[i + 1]) dict_set(dict, list[i], list[i + 1]);
    return dict;
}
/// dir() without an argument: the names of a namespace.
object sorted_names(ref mapping) noexcept;
/// assert: AssertionError(), or AssertionError(message).
failed_t raise_assertion() noexcept;
failed_t raise_assertion(ref message) noexcept;
/// aiter(x) as `async for` does it.
object get_async_iterator(ref x) noexcept;

/// `except E as name` where the name is a global: bound while the handler runs.
class handled_name {
  public:
    handled_name(global& name, const handler& caught) noexcept : name_(name) { name_ = object(caught.exception()); }
    ~handled_name() {
        saved_error keep;
        if (name_.value()) name_.remove();
    }
    handled_name(const handled_name&) = delete;
    handled_name& operator=(const handled_name&) = delete;

  private:
    global& name_;
};

// ---- match: each gives true when the subject has the shape, with its parts in the targets; false too when that failed
/// A part that nobody wants.
struct ignored_t {
    template <class T> ignored_t& operator=(T&&) noexcept { return *this; }
};
inline ignored_t ignored;
/// variable = value; always true.
inline bool keep(object& variable, ref value) noexcept {
    variable = value;
    return true;
}
namespace detail {
/// A sequence with `count` items, or (with `star` below count) at least count - 1: the item at `star` gets a list of the others.
/// Items that are ignored need not be looked at.
bool match_items(ref subject, std::size_t count, std::size_t star, object* items, const bool* ignored) noexcept;
bool match_keys(ref subject, ref keys, object* values) noexcept;
/// `count` attributes: positional ones through __match_args__, then those named.
bool match_attributes(ref subject, ref cls, ref names, std::size_t count, object* values) noexcept;
}  // namespace detail
template <class... T> bool match_sequence(ref subject, T&... targets) noexcept {
    object items[sizeof...(T) + 1];
    constexpr bool unused[] = {std::is_same_v<T, ignored_t>..., false};
    if (!detail::match_items(subject, sizeof...(T), sizeof...(T), items, unused)) return false;
    [[maybe_unused]] std::size_t i = 0;
    ((targets = std::move(items[i++])), ...);
    return true;
}
template <std::size_t N, class... T> bool match_sequence(before_t<N>, ref subject, T&... targets) noexcept {
    object items[sizeof...(T) + 1];
    constexpr bool unused[] = {std::is_same_v<T, ignored_t>..., false};
    if (!detail::match_items(subject, sizeof...(T), N, items, unused)) return false;
    [[maybe_unused]] std::size_t i = 0;
    ((targets = std::move(items[i++])), ...);
    return true;
}
/// A mapping with these keys (a tuple).
template <class... T> bool match_mapping(ref subject, ref keys, T&... targets) noexcept {
    object values[sizeof...(T) + 1];
    if (!keys || !detail::match_keys(subject, keys, values)) return false;
    [[maybe_unused]] std::size_t i = 0;
    ((targets = std::move(values[i++])), ...);
    return true;
}
/// `**rest`: a dict of what the keys leave.
bool match_rest(ref subject, ref keys, object& rest) noexcept;
/// cls(a, b, name=c): the names (a tuple) belong to the last targets.
template <class... T> bool match_class(ref subject, ref cls, ref names, T&... targets) noexcept {
    object values[sizeof...(T) + 1];
    if (!cls || !detail::match_attributes(subject, cls, names, sizeof...(T), values)) return false;
    [[maybe_unused]] std::size_t i = 0;
    ((targets = std::move(values[i++])), ...);
    return true;
}

// ---- except*: takes the pending exception apart, clause by clause
//
//   except:
//       if (py::group_handler caught{at}) {
//           if (caught.matches(at(9), g.ValueError)) {
//               { caught.bind(e); if (at(10).failed(...)) goto clause; }
//           clause:
//               caught.end_clause();                       // keeps what the clause raised
//           }
//           if (caught.reraises(at(9))) return py::failed;     // what no clause took, and what the clauses raised
//       }
class group_handler final : public handling {
  public:
    template <class At> explicit group_handler(const At& at) noexcept : handling(at) { begin(); }
    ~group_handler() {
        release();
        unlink();
    }
    explicit operator bool() const noexcept { return static_cast<bool>(original_); }
    /// True when part of what is left matches: it is being handled until end_clause().
    template <class Spot> bool matches(const Spot& where, ref type) noexcept {
        if (failed_) return false;
        const bool taken = type && take_match(type);
        if (!taken && state.pending) {
            where.failed();
            failed_ = true;
        }
        return taken;
    }
    void bind(object& variable) noexcept {
        variable = match_;
        bound_ = &variable;
    }
    ref exception() const noexcept { return match_; }
    void end_clause() noexcept;
    /// Behind the clauses: raises what is left and what they raised.
    bool reraises() noexcept;
    void release() noexcept override;
    void traverse(visitor v, void* context) noexcept override;

  private:
    void begin() noexcept;
    bool take_match(ref type) noexcept;
    object original_, rest_, match_, raised_;  // raised_: a list
    object* bound_ = nullptr;
    bool failed_ = false;
};

// ---- "..."_b: a bytes constant, made once
namespace detail {
template <fixed_text T> struct bytes_literal {
    static ref get() noexcept {
        static const object value = make_bytes(std::string_view(T.text, sizeof(T.text) - 1));
        return value;
    }
};
}  // namespace detail
inline namespace literals {
template <fixed_text T> inline ref operator""_b() noexcept { return detail::bytes_literal<T>::get(); }
}  // namespace literals

}  // namespace cowith
