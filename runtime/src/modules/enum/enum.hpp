// The parts of enum (Lib/enum.py): the metaclass and its namespace, how members come to be, the methods of Enum and Flag.
#pragma once
#include "modules/native_code.hpp"
#include "types/dict.hpp"

namespace cowith::enums {

// Classes made at run time when the module is first used; empty before.
extern object Enum, ReprEnum, IntEnum, StrEnum, Flag, IntFlag, FlagBoundary;
extern object strict, conform, eject, keep;  // members of FlagBoundary

extern type_object enum_type, enum_dict_type, auto_type, member_type, nonmember_type, enum_property_type,
    proto_member_type;

/// The namespace of an enum class's body: notices which names are members.
struct enum_dict : dict_object {
    object class_name;   // str, or empty
    object members;      // dict: names of members, in order
    object last_values;  // list
    object ignored;      // list of names, or empty
    object generate;     // _generate_next_value_
    bool auto_called = false;
    enum_dict() noexcept;
};
inline enum_dict& as_enum_dict(ref x) noexcept { return *x.as<enum_dict>(); }
object make_enum_dict(ref class_name) noexcept;

/// auto(), member(x), nonmember(x)
struct wrapper_object : gc_header {
    object value;  // auto: empty as long as none has been given
    explicit wrapper_object(type_object& t) noexcept : gc_header(&t) {}
};
inline object& wrapped(ref x) noexcept { return x.as<wrapper_object>()->value; }

/// What stands in the namespace for a member until type.__new__ calls its __set_name__, which makes the member.
object make_proto_member(ref value) noexcept;
/// enum.property over a member of instances, as Enum.name and Enum.value are.
object make_instance_property(const char* name, const char* attribute) noexcept;
/// The property of a member that hides a property of the same name.
object make_member_property(ref cls, ref name, ref member, ref getter) noexcept;

// ---- state of enum classes, kept as attributes
inline ref own(ref cls, const char* name) noexcept { return own_attribute(*cls.as<type_object>(), intern(name)); }
inline object of_class(ref cls, const char* name) noexcept { return get_attribute(cls, intern(name)); }
inline bool is_enum_class(ref x) noexcept { return x.is_heap() && has_type(x, enum_type); }
inline bool is_flag_class(ref cls) noexcept {
    return Flag && is_subtype(cls.as<type_object>(), Flag.as<type_object>());
}
/// cls.__dict__["_member_map_"] and so on: borrowed, of this class itself.
inline ref member_map(ref cls) noexcept { return own(cls, "_member_map_"); }
inline ref value_map(ref cls) noexcept { return own(cls, "_value2member_map_"); }
inline ref member_names(ref cls) noexcept { return own(cls, "_member_names_"); }
/// Sets a class attribute past the metaclass's check.
bool set_class_attribute(ref cls, ref name, ref value) noexcept;

/// cls(value): a member; ValueError "9 is not a valid C".
object find_by_value(ref cls, ref value) noexcept;
/// Enum._missing_ and Flag._missing_.
object flag_missing(ref cls, ref value) noexcept;
/// Members of a flag's value, in order of their bits or of their definition.
object flag_members(ref cls, ref value) noexcept;

/// Builds a class with native methods: name, signature, body.
struct method_entry {
    const char* name;
    const char* signature;
    entry_point entry;
    enum { plain, static_method, class_method } kind = plain;
};
bool add_methods(ref ns, const char* cls, const method_entry* entries, std::size_t n) noexcept;

extern const method_entry enum_methods[], flag_methods[], str_enum_methods[];
extern const std::size_t enum_method_count, flag_method_count, str_enum_method_count;

/// The functional form: Enum("Color", "RED GREEN").
object create_by_names(ref cls, ref class_name, ref names, ref module, ref qualname, ref mixin, ref start,
                       ref boundary) noexcept;

}  // namespace cowith::enums
