// super (Objects/typeobject.c: superobject).
#include "attributes.hpp"
#include "native.hpp"

#include <cowith/class.hpp>

namespace cowith {

using namespace literals;

namespace {

struct super_object : gc_header {
    object cls;        // the class whose successors in the MRO are asked
    object self;       // instance or class; empty: unbound
    object self_type;  // whose MRO
    super_object() noexcept : gc_header(&super_type) {}
};

void super_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    destroy<super_object>(h);
}
void super_traverse(header* h, visitor v, void* context) {
    auto* s = static_cast<super_object*>(h);
    visit(s->cls, v, context), visit(s->self, v, context), visit(s->self_type, v, context);
}

/// The type whose MRO counts for `super(cls, self)` (supercheck); empty: failed.
object checked_type(type_object* cls, ref self) noexcept {
    if (self.is_heap() && has_flag(self, is_type) && is_subtype(self.as<type_object>(), cls)) return self;
    if (is_subtype(self.type(), cls)) return ref(self.type());
    object claimed = find_attribute(self, "__class__"_s);
    if (claimed && claimed.is_heap() && has_flag(claimed, is_type) && !claimed.is(ref(self.type())) &&
        is_subtype(claimed.as<type_object>(), cls))
        return claimed;
    if (is_failed()) return {};
    const bool is_class = self.is_heap() && has_flag(self, is_type);
    return raise_error(
        TypeError_type, "super(type, obj): obj (%s %.200s) is not an instance or subtype of type (%.200s).",
        is_class ? "type" : "instance of", is_class ? self.as<type_object>()->name : name_of(self.type()), cls->name);
}

object new_super(type_object& type, ref cls, ref self) noexcept {
    object self_type;
    if (self) {
        self_type = checked_type(cls.as<type_object>(), self);
        if (!self_type) return {};
    }
    auto* s = make_for<super_object>(type);
    s->cls = cls;
    s->self = self;
    s->self_type = std::move(self_type);
    track(s);
    return object::take(s);
}

object super_new(type_object& type, const ref* args, std::size_t count, ref names) {
    if (names && names.as<tuple_object>()->size)
        return raise_error(TypeError_type, "super() takes no keyword arguments");
    if (count == 0) return raise_error(RuntimeError_type, "super(): no arguments");
    if (count > 2) return raise_error(TypeError_type, "super expected at most 2 arguments, got %zd", count);
    if (!args[0].is_heap() || !has_flag(args[0], is_type))
        return raise_error(TypeError_type, "super() argument 1 must be a type, not %.200s", name_of(args[0].type()));
    return new_super(type, args[0], count == 2 && !args[1].is(None) ? args[1] : ref());
}
bool super_init(ref, const ref*, std::size_t, ref) { return true; }

object super_getattr(ref self, ref name) {
    name = attribute_name(name);
    if (!name) return {};
    const auto* s = self.as<super_object>();
    if (!s->self_type || name.is("__class__"_s)) return generic_getattr(self, name);
    auto* start = s->self_type.as<type_object>();
    if (!start->mro) return generic_getattr(self, name);
    object mro = start->mro;  // it may change while descriptors run
    const auto* order = mro.as<tuple_object>();
    std::size_t i = 0;
    while (i < order->size && !order->items[i].is(s->cls)) ++i;
    for (++i; i < order->size; ++i) {
        auto* type = order->items[i].as<type_object>();
        ref found = own_attribute(*type, name);
        if (!found) continue;
        object keep = found;
        auto* get = found.is_heap() ? found.type()->descr_get : nullptr;
        if (!get) return keep;
        const bool on_class = s->self.is(s->self_type);
        return get(keep, on_class ? ref() : ref(s->self), s->self_type);
    }
    const class_entry own = find_in_class(self.type(), name);
    if (own.value) return generic_getattr(self, name);
    raise_attribute_error(self, name, "'super' object has no attribute '%S'", name);
    return {};
}
object super_get(ref self, ref instance, ref) {
    const auto* s = self.as<super_object>();
    if (!instance || instance.is(None) || s->self) return self;
    return new_super(*self.type(), s->cls, instance);
}
object super_repr(ref self) {
    const auto* s = self.as<super_object>();
    std::string text = std::string("<super: <class '") + s->cls.as<type_object>()->name + "'>, ";
    if (s->self_type)
        text += std::string("<") + s->self_type.as<type_object>()->name + " object>>";
    else
        text += "NULL>";
    return make_str(text);
}
object super_thisclass(ref self, const ref*, std::size_t, ref) { return self.as<super_object>()->cls; }
object super_self(ref self, const ref*, std::size_t, ref) {
    const object& o = self.as<super_object>()->self;
    return o ? o : object(None);
}
object super_self_class(ref self, const ref*, std::size_t, ref) {
    const object& o = self.as<super_object>()->self_type;
    return o ? o : object(None);
}
constexpr method_definition super_methods[] = {{"__thisclass__", super_thisclass, "", method_getter},
                                               {"__self__", super_self, "", method_getter},
                                               {"__self_class__", super_self_class, "", method_getter},
                                               {nullptr, nullptr}};

}  // namespace

object super_of(ref cls, ref self) noexcept {
    if (!cls) return raise_error(RuntimeError_type, "super(): empty __class__ cell");
    if (!self) return raise_error(RuntimeError_type, "super(): arg[0] deleted");
    if (!cls.is_heap() || !has_flag(cls, is_type))
        return raise_error(RuntimeError_type, "super(): __class__ is not a type (%s)", name_of(cls.type()));
    return new_super(super_type, cls, self);
}

constinit type_object super_type{"super", &object_type, type_gc | type_subclassable, [](type_object& t) {
                                     t.instance_size = sizeof(super_object);
                                     t.dealloc = super_dealloc, t.traverse = super_traverse, t.new_ = super_new,
                                     t.init = super_init, t.getattr = super_getattr;
                                     t.descr_get = super_get, t.repr = super_repr, t.methods = super_methods;
                                 }};

}  // namespace cowith
