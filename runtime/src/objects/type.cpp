// `type` itself: calling classes, class attributes, and the life of classes.
#include "../exceptions/layout.hpp"
#include "native.hpp"
#include "type_object.hpp"

#include <cowith/class.hpp>

namespace cowith {

using namespace literals;

namespace {

object type_call(ref self, const ref* args, std::size_t count, ref names) {
    auto* cls = self.as<type_object>();
    if (cls == &type_type) {
        const std::size_t keywords = keyword_count(names);
        if (count == 1 && keywords == 0) return ref(args[0].type());
        if (count != 3) return raise_error(TypeError_type, "type() takes 1 or 3 arguments");
    }
    if (!(cls->type_flags & type_ready)) [[unlikely]]
        ready(*cls);
    if (cls->init == exception_init && cls->new_ == exception_new<exception> && !names)
        return exception_new<exception>(*cls, args, count, names);
    if (!cls->new_) return raise_error(TypeError_type, "cannot create '%.100s' instances", cls->name);
    const object keep(self);  // what it runs may rebind its name
    object made = cls->new_(*cls, args, count, names);
    if (!made) return {};
    type_object* type = made.type();
    if (type != cls && !is_subtype(type, cls)) return made;
    if (type->init && (type->init != object_init || count || names) && !type->init(made, args, count, names)) return {};
    return made;
}

object type_getattr(ref self, ref name) {
    name = attribute_name(name);
    if (!name) return {};
    auto* cls = self.as<type_object>();
    type_object* meta = cls->type;
    const ref on_meta = find_in_class(meta, name).value;
    if (on_meta && is_data_descriptor(on_meta) && on_meta.type()->descr_get)
        return on_meta.type()->descr_get(on_meta, self, ref(meta));
    if (ref own = find_in_class(cls, name).value) {
        auto get = own.is_heap() ? own.type()->descr_get : nullptr;
        return get ? get(own, {}, self) : object(own);
    }
    if (on_meta) return bind_descriptor(on_meta, self, meta);
    raise_attribute_error(self, name, "type object '%.100s' has no attribute '%S'", cls->name, name);
    return {};
}

bool type_setattr(ref self, ref name, ref value) {
    auto* cls = self.as<type_object>();
    name = attribute_name(name);
    if (!name) return false;
    if (cls->type_flags & type_immutable) {
        raise_error(TypeError_type, "cannot set %R attribute of immutable type '%.100s'", name, cls->name);
        return false;
    }
    const ref on_meta = find_in_class(cls->type, name).value;
    if (on_meta && is_data_descriptor(on_meta)) return on_meta.type()->descr_set(on_meta, self, value);
    object old;  // dies after the caches know
    if (value) {
        old = dict_get_interned(cls->attributes, name);
        if (!dict_set(cls->attributes, name, value)) return false;
    } else {
        const int removed = dict_remove(cls->attributes, name, &old);
        if (removed == 0)
            raise_attribute_error(self, name, "type object '%.100s' has no attribute '%S'", cls->name, name);
        if (removed <= 0) return false;
    }
    type_modified(*cls);
    if (is_dunder(name)) {
        update_slots(*cls, name);
        if (name.is("__aenter__"_s) || name.is("__aexit__"_s)) cls->managing = nullptr;
    }
    return true;
}

object type_repr(ref self) {
    auto* cls = self.as<type_object>();
    ready(*cls);
    object module = type_module_of(*cls);
    str_builder text;
    text.add("<class '");
    if (is_str(module) && text_of(module) != "builtins") {
        text.add(text_of(module));
        text.add('.');
    }
    text.add(text_of(cls->qualname));
    text.add("'>");
    return text.finish();
}

bool type_init(ref, const ref*, std::size_t count, ref names) {
    if (count == 1 && names && names.as<tuple_object>()->size)
        return raise_error(TypeError_type, "type.__init__() takes no keyword arguments"), false;
    if (count != 1 && count != 3) return raise_error(TypeError_type, "type.__init__() takes 1 or 3 arguments"), false;
    return true;
}

template <class F> void each_reference(type_object* t, F&& f) {
    f(t->attributes), f(t->bases), f(t->mro), f(t->qualname), f(t->module), f(t->metaclass_data), f(t->field_names),
        f(t->fields_as_stored);
}

void type_dealloc(header* h) noexcept {
    auto* type = static_cast<type_object*>(h);
    untrack(type);
    clear_weakrefs(type);
    type_modified(*type);
    if (type->bases) {
        const auto* bases = type->bases.as<tuple_object>();
        for (std::size_t i = 0; i < bases->size; ++i) remove_subclass(*bases->items[i].as<type_object>(), *type);
    }
    each_reference(type, [](object& o) { o.reset(); });
    type->own_name.reset();
    if (type->base) object::take(type->base).reset();
    const type_object& meta = *type->type;
    type->~type_object();
    release_instance(type, meta, sizeof(type_object));
}

void type_traverse(header* h, visitor v, void* context) {
    auto* type = static_cast<type_object*>(h);
    each_reference(type, [&](object& o) { visit(o, v, context); });
    if (type->base) v(type->base, context);
}

void type_clear(header* h) {
    // The dict is emptied rather than dropped, and the MRO goes: both lead back to the type. Bases stay until it dies.
    auto* type = static_cast<type_object*>(h);
    type_modified(*type);
    if (type->attributes) {
        object old = std::exchange(type->attributes, make_dict());
    }
    object order = std::move(type->mro);
}

}  // namespace

constinit type_object type_type{
    "type", &object_type, type_gc | type_subclassable | is_type | type_has_dict | type_has_weakrefs,
    [](type_object& t) {
        t.instance_size = sizeof(type_object);
        t.dict_offset = offsetof(type_object, attributes), t.weakrefs_offset = offsetof(type_object, weakrefs);
        t.dealloc = type_dealloc, t.traverse = type_traverse, t.clear = type_clear;
        t.call = type_call, t.new_ = type_new, t.init = type_init, t.getattr = type_getattr, t.setattr = type_setattr,
        t.repr = type_repr;
        t.set_number(number_op::bit_or, type_or), t.methods = type_methods;
    }};

}  // namespace cowith
