// Descriptors of __slots__ members (PyMemberDescr over T_OBJECT_EX).
#include "instance_layout.hpp"
#include "native.hpp"

namespace cowith {
namespace {

struct member_object : gc_header {
    object owner;  // the class
    object name;
    std::int32_t offset;
    member_object(type_object& t, ref n, std::int32_t at) noexcept
        : gc_header(&member_descriptor_type), owner(ref(&t)), name(n), offset(at) {}
};

void member_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    destroy<member_object>(h);
}
void member_traverse(header* h, visitor v, void* context) { visit(static_cast<member_object*>(h)->owner, v, context); }
void member_clear(header* h) { object old = std::move(static_cast<member_object*>(h)->owner); }

/// The place of the member in `x`; null: failed.
object* find_place(const member_object& m, ref x) noexcept {
    if (!m.owner || !has_type(x, *m.owner.as<type_object>())) {
        raise_error(TypeError_type, "descriptor '%S' for '%.100s' objects doesn't apply to a '%.100s' object",
                    ref(m.name), m.owner ? name_of(m.owner.as<type_object>()) : "?", name_of(x.type()));
        return nullptr;
    }
    return &member_at(x.heap(), m.offset);
}
object member_get(ref self, ref instance, ref) {
    if (!instance) return self;
    const auto* m = self.as<member_object>();
    const object* place = find_place(*m, instance);
    if (!place) return {};
    if (*place) return *place;
    raise_no_attribute(instance, m->name);
    return {};
}
bool member_set(ref self, ref instance, ref value) {
    const auto* m = self.as<member_object>();
    object* place = find_place(*m, instance);
    if (!place) return false;
    if (!value && !*place) return raise_with(AttributeError_type, {m->name}), false;
    *place = object(value);
    return true;
}
object member_repr(ref self) {
    const auto* m = self.as<member_object>();
    return make_str("<member '" + std::string(text_of(m->name)) + "' of '" +
                    (m->owner ? name_of(m->owner.as<type_object>()) : "?") + "' objects>");
}
object member_name(ref self, const ref*, std::size_t, ref) { return self.as<member_object>()->name; }
object member_owner(ref self, const ref*, std::size_t, ref) { return self.as<member_object>()->owner; }
object member_doc(ref, const ref*, std::size_t, ref) { return None; }
constexpr method_definition member_methods[] = {{"__name__", member_name, "", method_getter},
                                                {"__objclass__", member_owner, "", method_getter},
                                                {"__doc__", member_doc, "", method_getter},
                                                {nullptr, nullptr}};

}  // namespace

object make_member(type_object& owner, ref name, std::int32_t offset) noexcept {
    auto* m = make<member_object>(owner, name, offset);
    track(m);
    return object::take(m);
}

constinit type_object member_descriptor_type{"member_descriptor", &object_type, type_gc, [](type_object& t) {
                                                 t.dealloc = member_dealloc, t.traverse = member_traverse,
                                                 t.clear = member_clear;
                                                 t.descr_get = member_get, t.descr_set = member_set,
                                                 t.repr = member_repr, t.methods = member_methods;
                                             }};

}  // namespace cowith
