// The parts of typing (Lib/typing.py).
#pragma once
#include "modules/native_code.hpp"
#include "types/tuple.hpp"

namespace cowith::typing {

extern type_object special_form_type, special_alias_type, generic_alias, type_var_type, param_spec_type,
    param_spec_args_type, param_spec_kwargs_type, type_var_tuple_type, forward_ref_type, new_type_type,
    protocol_meta_type, named_tuple_meta_type, typed_dict_meta_type, no_default_type, type_alias_type;
extern header no_default_object;

/// How a special form takes its subscript.
enum class form_kind : std::uint8_t {
    plain,
    optional,
    union_,
    single,
    literal,
    annotated,
    concatenate,
    callable,
    tuple,
    alias
};

/// typing.Optional, typing.List...: a name, and for aliases the class behind it.
struct special_form : gc_header {
    const char* name;
    form_kind kind;
    object origin;            // aliases: list for List
    std::int64_t parameters;  // aliases: how many; -1: any number
    special_form(type_object& t, const char* n, form_kind k, ref o, std::int64_t count) noexcept
        : gc_header(&t), name(n), kind(k), origin(o), parameters(count) {}
};
object make_form(const char* name, form_kind kind, ref origin = {}, std::int64_t parameters = 0) noexcept;

/// X[...]: of a special form (then `form`), or of a generic class.
struct alias_object : gc_header {
    object origin, args, parameters;  // args, parameters: tuples
    object form;                      // the special form, or empty
    alias_object() noexcept : gc_header(&generic_alias) {}
};
object make_alias(ref origin, ref args, ref form = {}) noexcept;

/// TypeVar, ParamSpec, TypeVarTuple. What is evaluated lazily (PEP 695) stands in the evaluate_ members until it is asked for.
struct type_variable : gc_header {
    object name, bound, constraints, default_value, module;
    object evaluate_bound, evaluate_constraints, evaluate_default;
    bool covariant = false, contravariant = false, infer = false;
    explicit type_variable(type_object& t) noexcept : gc_header(&t) {}
};

/// A type argument: None becomes NoneType, a str a ForwardRef.
object convert(ref x) noexcept;
/// The type variables in a tuple of arguments, in order.
object collect_parameters(ref args) noexcept;
bool is_type_variable(ref x) noexcept;
/// A type as typing shows it: "int", "collections.abc.Sized".
bool add_type_text(str_builder& text, ref x) noexcept;

/// typing.Generic, Protocol and the classes behind NamedTuple and TypedDict, made when first asked for.
object generic_class() noexcept;
object protocol_class() noexcept;
object named_tuple_class() noexcept;
object typed_dict_class() noexcept;
bool add_protocols(ref dict) noexcept;        // SupportsInt and its kin
bool add_class_functions(ref dict) noexcept;  // NamedTuple, TypedDict, runtime_checkable
bool add_variables(ref dict) noexcept;        // TypeVar and its kin, NewType
bool add_functions_of_typing(ref dict) noexcept;
bool add_type_aliases(ref dict) noexcept;  // TypeAliasType

/// The annotations of a class body's namespace, evaluated; empty: failed.
object namespace_annotations(ref ns) noexcept;

}  // namespace cowith::typing
