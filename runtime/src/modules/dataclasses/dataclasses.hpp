// The parts of dataclasses (Lib/dataclasses.py).
#pragma once
#include "modules/native_code.hpp"

namespace cowith::dataclasses {

/// MISSING, KW_ONLY, and the default of parameters whose field has a factory.
extern header missing_object, kw_only_object, factory_object;
inline const ref missing{&missing_object};

enum class field_kind : std::uint8_t { none, plain, class_variable, init_variable };

struct field_object : gc_header {
    object name, type, default_value, default_factory, init, repr, hash, compare, metadata, kw_only, doc;
    field_kind kind = field_kind::none;
    field_object() noexcept;
};
inline field_object& as_field(ref x) noexcept { return *x.as<field_object>(); }
inline bool has_default(const field_object& f) noexcept {
    return !f.default_value.is(missing) || !f.default_factory.is(missing);
}

struct init_var : gc_header {
    object type;
    init_var() noexcept;
};

extern type_object field_type, init_var_type, parameters_type, frozen_instance_error_type;

/// The options of one @dataclass.
struct options {
    bool init = true, repr = true, eq = true, order = false, unsafe_hash = false, frozen = false, match_args = true,
         kw_only = false, slots = false, weakref_slot = false;
};
struct parameters_object : header {
    options values;
    explicit parameters_object(const options& o) noexcept;
};

/// cls.__dataclass_fields__ (a dict), borrowed for as long as the class keeps it; empty and nothing pending: no dataclass.
object fields_of(ref x) noexcept;

/// Turns `cls` into a dataclass: the class (another one with slots).
object process(ref cls, const options& o) noexcept;

// The generated methods; `fields`: a list of Field objects.
object make_init(ref cls, ref fields, const options& o) noexcept;
object make_repr(ref cls, ref fields) noexcept;
object make_eq(ref cls, ref fields) noexcept;
object make_order(ref cls, ref fields, compare op) noexcept;
object make_hash(ref cls, ref fields) noexcept;
object make_frozen_setattr(ref cls, ref fields) noexcept;
object make_frozen_delattr(ref cls, ref fields) noexcept;
object make_replace(ref cls) noexcept;
object default_doc(ref cls, ref init) noexcept;
object with_slots(ref cls, ref fields, const options& o) noexcept;

object replace_instance(ref instance, ref changes) noexcept;

// Functions of the module.
object field(ref, const ref* args, std::size_t count, ref names);
object dataclass(ref, const ref* args, std::size_t count, ref names);
object fields(ref, const ref* args, std::size_t count, ref names);
object asdict(ref, const ref* args, std::size_t count, ref names);
object astuple(ref, const ref* args, std::size_t count, ref names);
object replace(ref, const ref* args, std::size_t count, ref names);
object is_dataclass(ref, const ref* args, std::size_t count, ref names);
object make_dataclass(ref, const ref* args, std::size_t count, ref names);

}  // namespace cowith::dataclasses
