// Where instances of classes made at run time keep their dict, slots and fields.
#pragma once
#include <cowith/class.hpp>
#include <cowith/members.hpp>

namespace cowith {

/// A type flag: the class or one of its bases has __slots__.
inline constexpr std::uint32_t type_has_members = 1u << 22;

/// The __slots__ that one class adds: where they lie. Kept in the type's metaclass_data.
struct slot_layout : header {
    std::uint32_t count;
    std::int32_t first;  // offset of the first; the others follow upwards
    slot_layout(std::uint32_t n, std::int32_t at) noexcept;
    std::int32_t offset_of(std::uint32_t i) const noexcept {
        return first + static_cast<std::int32_t>(i * sizeof(object));
    }
};

/// What the class statement that is being run says of the fields of its instances, for type.__new__: found by the tuple
/// `__static_attributes__` of the namespace.
class declared_fields {
  public:
    declared_fields(ref static_attributes, const char* fields) noexcept;
    ~declared_fields();
    declared_fields(const declared_fields&) = delete;
    declared_fields& operator=(const declared_fields&) = delete;

  private:
    friend const char* fields_declared_with(ref static_attributes) noexcept;
    ref static_attributes_;
    const char* fields_;
    const declared_fields* outer_;
};
/// The text of class_definition::fields, or null.
const char* fields_declared_with(ref static_attributes) noexcept;
/// Calls f with each word of a text, while it gives true.
template <class F> void each_word(const char* text, F&& f) noexcept {
    for (std::string_view rest = text ? text : ""; !rest.empty();) {
        const std::size_t space = rest.find(' ');
        if (!f(rest.substr(0, space)) || space == std::string_view::npos) return;
        rest.remove_prefix(space + 1);
    }
}

inline object& dict_of(header* h) noexcept { return member_at(h, h->type->dict_offset); }
inline instance_fields* fields_of(header* h) noexcept {
    return reinterpret_cast<instance_fields*>(reinterpret_cast<char*>(h) + h->type->fields_offset);
}
/// Gives inline field `at` a value; its order counts from when it had none.
inline void set_field(instance_fields& fields, std::uint32_t at, ref value) noexcept {
    object& place = fields.values[at];
    if (!place) {
        const std::uint64_t count = fields.order & 15;
        fields.order = (fields.order + 1) | static_cast<std::uint64_t>(at) << (4 * (count + 1));
    }
    place = value;
}
/// Moves inline fields to `dict` (the instance's, empty yet).
void move_fields_to_dict(header* h, object& dict) noexcept;

}  // namespace cowith
