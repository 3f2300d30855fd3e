// Builtin functions and the descriptors of builtin types (Objects/methodobject.c, Objects/descrobject.c).
#include "native.hpp"

#include "wrapper.hpp"

#include <cowith/module.hpp>

#include <cstddef>

namespace cowith {

using namespace literals;

bool check_receiver(const char* name, const type_object* owner, ref x) noexcept {
    if (has_type(x, *owner)) return true;
    raise_error(TypeError_type, "descriptor '%s' for '%.100s' objects doesn't apply to a '%.100s' object", name,
                owner->name, name_of(x.type()));
    return false;
}

namespace {

// ---- builtin functions

object builtin_call(ref self, const ref* args, std::size_t count, ref names) {
    const auto* f = self.as<builtin_function_object>();
    return call_native(f->code, f->owner, f->self, args, count, names, f->module);
}
void builtin_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    destroy<builtin_function_object>(h);
}
void builtin_traverse(header* h, visitor v, void* context) {
    visit(static_cast<builtin_function_object*>(h)->self, v, context);
}
object builtin_repr(ref self) {
    const auto* f = self.as<builtin_function_object>();
    str_builder text;
    if (!f->self || f->self.type() == &module_type) {
        text.add("<built-in function ");
        text.add(f->code.definition().name);
    } else {
        text.add("<built-in method ");
        text.add(f->code.definition().name);
        text.add(" of ");
        text.add(name_of(f->self.type()));
        char address[40];
        std::snprintf(address, sizeof address, " object at %p", address_of(f->self));
        text.add(address);
    }
    text.add('>');
    return text.finish();
}
object builtin_compare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || b.type() != &builtin_function_type) return NotImplemented;
    const auto *f = a.as<builtin_function_object>(), *g = b.as<builtin_function_object>();
    return boolean((&f->code.definition() == &g->code.definition() && f->self.is(g->self)) == (op == compare::eq));
}
std::int64_t builtin_hash(ref self) {
    const auto* f = self.as<builtin_function_object>();
    return static_cast<std::int64_t>((f->self.bits() >> 4) ^
                                     (reinterpret_cast<std::uintptr_t>(&f->code.definition()) >> 3));
}
object builtin_name(ref self, const ref*, std::size_t, ref) {
    return make_str(self.as<builtin_function_object>()->code.definition().name);
}
object builtin_qualname(ref self, const ref*, std::size_t, ref) {
    const auto* f = self.as<builtin_function_object>();
    if (!f->self || f->self.type() == &module_type) return make_str(f->code.definition().name);
    type_object* type =
        f->self.type() == &type_type || has_flag(f->self, is_type) ? f->self.as<type_object>() : f->self.type();
    object name = ref(type).attr("__qualname__"_s);
    if (!name) return {};
    return make_str(std::string(text_of(name)) + "." + f->code.definition().name);
}
object builtin_module(ref self, const ref*, std::size_t, ref) {
    const auto* f = self.as<builtin_function_object>();
    return f->module ? f->module : object(None);
}
object builtin_self(ref self, const ref*, std::size_t, ref) {
    const auto* f = self.as<builtin_function_object>();
    return f->self ? f->self : object(None);
}
object doc_of(const method_definition& d) { return d.doc ? make_str(d.doc) : object(None); }
object builtin_doc(ref self, const ref*, std::size_t, ref) {
    return doc_of(self.as<builtin_function_object>()->code.definition());
}
object signature_text(const method_definition& d) {
    if (!d.signature || !*d.signature) return None;
    return make_str(std::string("(") + d.signature + ")");
}
object builtin_signature(ref self, const ref*, std::size_t, ref) {
    return signature_text(self.as<builtin_function_object>()->code.definition());
}
/// Found by its name in its module, or again as a method of the object that it is bound to (meth_reduce).
object builtin_reduce(ref self, const ref*, std::size_t, ref) {
    const auto* f = self.as<builtin_function_object>();
    object name = builtin_name(self, nullptr, 0, {});
    if (!f->self || f->self.type() == &module_type) return name;
    return tuple(find_builtin("getattr"_s), tuple(f->self, name));
}
constexpr method_definition builtin_methods[] = {{"__reduce__", builtin_reduce, "self, /"},
                                                 {"__name__", builtin_name, "", method_getter},
                                                 {"__qualname__", builtin_qualname, "", method_getter},
                                                 {"__module__", builtin_module, "", method_getter},
                                                 {"__self__", builtin_self, "", method_getter},
                                                 {"__doc__", builtin_doc, "", method_getter},
                                                 {"__text_signature__", builtin_signature, "", method_getter},
                                                 {nullptr, nullptr}};

// ---- descriptors

void descriptor_dealloc(header* h) noexcept { destroy<native_descriptor>(h); }
object descriptor_repr(ref self, const char* kind) {
    const auto* d = self.as<native_descriptor>();
    return make_str(std::string("<") + kind + " '" + d->code.definition().name + "' of '" + d->owner->name +
                    "' objects>");
}
object method_repr(ref self) { return descriptor_repr(self, "method"); }
object getset_repr(ref self) { return descriptor_repr(self, "attribute"); }

object method_call(ref self, const ref* args, std::size_t count, ref names) {
    const auto* d = self.as<native_descriptor>();
    if (count == 0) {
        if (d->code.style() == call_style::python)  // raises in any case: `self` is missing
            return restate_as_python(d->code, d->owner, {}, args, 0, names), object();
        return raise_error(TypeError_type, "unbound method %s.%s() needs an argument", d->owner->name,
                           d->code.definition().name);
    }
    if (!check_receiver(d->code.definition().name, d->owner, args[0])) return {};
    return call_native(d->code, d->owner, args[0], args + 1, count - 1, names);
}
object method_get(ref self, ref instance, ref) {
    const auto* d = self.as<native_descriptor>();
    if (!instance) return self;
    if (!check_receiver(d->code.definition().name, d->owner, instance)) return {};
    d->code.signature();  // once for all that are bound
    return make_bound_native(d->code, d->owner, instance);
}
object classmethod_get(ref self, ref instance, ref owner) {
    const auto* d = self.as<native_descriptor>();
    ref cls = owner ? owner : ref(instance.type());
    if (!has_flag(cls, is_type) || !is_subtype(cls.as<type_object>(), d->owner))
        return raise_error(TypeError_type, "descriptor '%s' requires a subtype of '%.100s' but received '%R'",
                           d->code.definition().name, d->owner->name, cls);
    return make_bound_native(d->code, d->owner, cls);
}
object classmethod_call(ref self, const ref* args, std::size_t count, ref names) {
    const auto* d = self.as<native_descriptor>();
    if (count == 0)
        return raise_error(TypeError_type, "descriptor '%s' of '%.100s' object needs an argument",
                           d->code.definition().name, d->owner->name);
    object bound = classmethod_get(self, {}, args[0]);
    return bound ? call_vector(bound, args + 1, count - 1, names) : object();
}
object getset_get(ref self, ref instance, ref) {
    const auto* d = self.as<native_descriptor>();
    if (!instance) return self;
    if (!check_receiver(d->code.definition().name, d->owner, instance)) return {};
    return d->code.definition().function(instance, nullptr, 0, {});
}
bool getset_set(ref self, ref instance, ref value) {
    const auto* d = self.as<native_descriptor>();
    if (!check_receiver(d->code.definition().name, d->owner, instance)) return false;
    if (!d->code.definition().setter) {
        raise_error(AttributeError_type, "attribute '%s' of '%.100s' objects is not writable",
                    d->code.definition().name, d->owner->name);
        return false;
    }
    return static_cast<bool>(d->code.definition().setter(instance, &value, value ? 1 : 0, {}));
}

object descriptor_name(ref self, const ref*, std::size_t, ref) {
    return intern(self.as<native_descriptor>()->code.definition().name);
}
object descriptor_owner(ref self, const ref*, std::size_t, ref) { return ref(self.as<native_descriptor>()->owner); }
object descriptor_doc(ref self, const ref*, std::size_t, ref) {
    return doc_of(self.as<native_descriptor>()->code.definition());
}
object descriptor_qualname(ref self, const ref*, std::size_t, ref) {
    const auto* d = self.as<native_descriptor>();
    return make_str(std::string(text_of(d->owner->qualname)) + "." + d->code.definition().name);
}
object descriptor_signature(ref self, const ref*, std::size_t, ref) {
    return signature_text(self.as<native_descriptor>()->code.definition());
}
object descriptor_reduce(ref self, const ref*, std::size_t, ref) {
    const auto* d = self.as<native_descriptor>();
    return tuple(find_builtin("getattr"_s), tuple(ref(d->owner), descriptor_name(self, nullptr, 0, {})));
}
constexpr method_definition descriptor_methods[] = {{"__reduce__", descriptor_reduce, "self, /"},
                                                    {"__name__", descriptor_name, "", method_getter},
                                                    {"__objclass__", descriptor_owner, "", method_getter},
                                                    {"__doc__", descriptor_doc, "", method_getter},
                                                    {"__qualname__", descriptor_qualname, "", method_getter},
                                                    {"__text_signature__", descriptor_signature, "", method_getter},
                                                    {nullptr, nullptr}};

// ---- wrapper descriptors

void wrapper_dealloc(header* h) noexcept { destroy<wrapper_descriptor>(h); }
object wrapper_repr(ref self) {
    const auto* w = self.as<wrapper_descriptor>();
    return make_str(std::string("<slot wrapper '") + w->definition->name + "' of '" + w->owner->name + "' objects>");
}
object wrapper_call(ref self, const ref* args, std::size_t count, ref names) {
    const auto* w = self.as<wrapper_descriptor>();
    if (count == 0)
        return raise_error(TypeError_type, "descriptor '%s' of '%.100s' object needs an argument", w->definition->name,
                           w->owner->name);
    if (!has_type(args[0], *w->owner))
        return raise_error(TypeError_type, "descriptor '%s' requires a '%.100s' object but received a '%.100s'",
                           w->definition->name, w->owner->name, name_of(args[0].type()));
    return w->definition->caller(w->slot, args[0], args + 1, count - 1, names, w->definition->name);
}

struct method_wrapper : gc_header {
    object descriptor, self;
    method_wrapper(ref d, ref s) noexcept : gc_header(&method_wrapper_type), descriptor(d), self(s) {}
};
object wrapper_get(ref self, ref instance, ref) {
    const auto* w = self.as<wrapper_descriptor>();
    if (!instance) return self;
    if (!check_receiver(w->definition->name, w->owner, instance)) return {};
    auto* bound = make<method_wrapper>(self, instance);
    track(bound);
    return object::take(bound);
}
void method_wrapper_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    destroy<method_wrapper>(h);
}
void method_wrapper_traverse(header* h, visitor v, void* context) {
    visit(static_cast<method_wrapper*>(h)->self, v, context);
}
object method_wrapper_call(ref self, const ref* args, std::size_t count, ref names) {
    const auto* m = self.as<method_wrapper>();
    const auto* w = m->descriptor.as<wrapper_descriptor>();
    return w->definition->caller(w->slot, m->self, args, count, names, w->definition->name);
}
object method_wrapper_repr(ref self) {
    const auto* m = self.as<method_wrapper>();
    char text[300];
    std::snprintf(text, sizeof text, "<method-wrapper '%s' of %.100s object at %p>",
                  m->descriptor.as<wrapper_descriptor>()->definition->name, name_of(m->self.type()),
                  address_of(m->self));
    return make_str(text);
}
object method_wrapper_compare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || b.type() != &method_wrapper_type) return NotImplemented;
    const auto *m = a.as<method_wrapper>(), *n = b.as<method_wrapper>();
    return boolean((m->descriptor.is(n->descriptor) && m->self.is(n->self)) == (op == compare::eq));
}
std::int64_t method_wrapper_hash(ref self) {
    const auto* m = self.as<method_wrapper>();
    return static_cast<std::int64_t>((m->descriptor.bits() >> 4) ^ (m->self.bits() >> 3));
}
object method_wrapper_self(ref self, const ref*, std::size_t, ref) { return self.as<method_wrapper>()->self; }
object method_wrapper_name(ref self, const ref*, std::size_t, ref) {
    return make_str(self.as<method_wrapper>()->descriptor.as<wrapper_descriptor>()->definition->name);
}
object wrapper_name(ref self, const ref*, std::size_t, ref) {
    return make_str(self.as<wrapper_descriptor>()->definition->name);
}
object wrapper_owner(ref self, const ref*, std::size_t, ref) { return ref(self.as<wrapper_descriptor>()->owner); }
object wrapper_qualname(ref self, const ref*, std::size_t, ref) {
    const auto* w = self.as<wrapper_descriptor>();
    return make_str(std::string(text_of(w->owner->qualname)) + "." + w->definition->name);
}
constexpr method_definition method_wrapper_methods[] = {{"__self__", method_wrapper_self, "", method_getter},
                                                        {"__name__", method_wrapper_name, "", method_getter},
                                                        {nullptr, nullptr}};
constexpr method_definition wrapper_methods[] = {{"__name__", wrapper_name, "", method_getter},
                                                 {"__objclass__", wrapper_owner, "", method_getter},
                                                 {"__qualname__", wrapper_qualname, "", method_getter},
                                                 {nullptr, nullptr}};

// ---- __new__

object new_wrapper(ref self, const ref* args, std::size_t count, ref names) {
    auto* type = self.as<type_object>();
    if (count == 0) return raise_error(TypeError_type, "%.200s.__new__(): not enough arguments", type->name);
    if (!has_flag(args[0], is_type))
        return raise_error(TypeError_type, "%s.__new__(X): X is not a type object (%s)", type->name,
                           name_of(args[0].type()));
    auto* cls = args[0].as<type_object>();
    if (!is_subtype(cls, type))
        return raise_error(TypeError_type, "%s.__new__(%s): %s is not a subtype of %s", type->name, cls->name,
                           cls->name, type->name);
    const type_object* native = cls;
    while (native->type_flags & type_heap) native = native->base;
    if (native->new_ != type->new_)
        return raise_error(TypeError_type, "%s.__new__(%s) is not safe, use %s.__new__()", type->name, cls->name,
                           native->name);
    return type->new_(*cls, args + 1, count - 1, names);
}
const method_definition new_method{"__new__", new_wrapper};

}  // namespace

builtin_function_object::builtin_function_object(const native_callable& c, const type_object* t, ref receiver) noexcept
    : gc_header(&builtin_function_type), code(c), owner(t), self(receiver) {}

wrapper_descriptor::wrapper_descriptor(type_object* t, const slot_definition* d, void* s) noexcept
    : header(&wrapper_descriptor_type), owner(t), definition(d), slot(s) {}

object make_bound_native(const native_callable& code, const type_object* owner, ref self) noexcept {
    auto* f = make<builtin_function_object>(code, owner, self);
    track(f);
    return object::take(f);
}

object make_native_function(const method_definition& d, ref module_name, ref self, call_style style) noexcept {
    auto* f = make<builtin_function_object>(native_callable(d, style), nullptr, self);
    f->module = module_name;
    track(f);
    return object::take(f);
}

object native_new_for(type_object& type) noexcept {
    auto* f = make<builtin_function_object>(native_callable(new_method), nullptr, ref(&type));
    track(f);
    return object::take(f);
}
const type_object* owner_of_native_new(ref x) noexcept {
    if (!x.is_heap() || x.type() != &builtin_function_type) return nullptr;
    const auto* f = x.as<builtin_function_object>();
    return &f->code.definition() == &new_method ? f->self.as<type_object>() : nullptr;
}

static call_style style_of(const type_object& t) noexcept {
    return t.type_flags & type_python ? call_style::python : call_style::c;
}

object method_descriptor_for(type_object& owner, const method_definition& d) noexcept {
    switch (d.kind) {
    case method_getter: return object::take(make<native_descriptor>(&getset_descriptor_type, &owner, d));
    case method_class: return object::take(make<native_descriptor>(&classmethod_descriptor_type, &owner, d));
    case method_static: {
        object f = make_bound_native(native_callable(d, style_of(owner)), &owner, {});
        return make_staticmethod(f);
    }
    default: return object::take(make<native_descriptor>(&method_descriptor_type, &owner, d));
    }
}

constinit type_object builtin_function_type{
    "builtin_function_or_method", &object_type, type_gc | type_has_weakrefs, [](type_object& t) {
        t.dealloc = builtin_dealloc, t.traverse = builtin_traverse, t.call = builtin_call, t.repr = builtin_repr,
        t.methods = builtin_methods;
        t.richcompare = builtin_compare, t.hash = builtin_hash,
        t.weakrefs_offset = offsetof(builtin_function_object, weakrefs);
    }};
constinit type_object method_descriptor_type{
    "method_descriptor", &object_type, type_method_descriptor, [](type_object& t) {
        t.dealloc = descriptor_dealloc, t.call = method_call, t.repr = method_repr, t.descr_get = method_get,
        t.methods = descriptor_methods;
    }};
constinit type_object classmethod_descriptor_type{"classmethod_descriptor", &object_type, 0, [](type_object& t) {
                                                      t.dealloc = descriptor_dealloc, t.call = classmethod_call,
                                                      t.repr = method_repr, t.descr_get = classmethod_get,
                                                      t.methods = descriptor_methods;
                                                  }};
constinit type_object getset_descriptor_type{"getset_descriptor", &object_type, 0, [](type_object& t) {
                                                 t.dealloc = descriptor_dealloc, t.repr = getset_repr,
                                                 t.descr_get = getset_get, t.descr_set = getset_set,
                                                 t.methods = descriptor_methods;
                                             }};
constinit type_object wrapper_descriptor_type{
    "wrapper_descriptor", &object_type, type_method_descriptor, [](type_object& t) {
        t.dealloc = wrapper_dealloc, t.call = wrapper_call, t.repr = wrapper_repr, t.descr_get = wrapper_get,
        t.methods = wrapper_methods;
    }};
constinit type_object method_wrapper_type{"method-wrapper", &object_type, type_gc, [](type_object& t) {
                                              t.dealloc = method_wrapper_dealloc, t.traverse = method_wrapper_traverse,
                                              t.call = method_wrapper_call, t.repr = method_wrapper_repr;
                                              t.richcompare = method_wrapper_compare, t.hash = method_wrapper_hash,
                                              t.methods = method_wrapper_methods;
                                          }};

}  // namespace cowith
