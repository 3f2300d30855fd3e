// functools.singledispatch and singledispatchmethod. The most specific implementation is found along the MRO; abstract base
// classes that are no real bases are tried afterwards, by issubclass.
#include "functools.hpp"

namespace cowith::functools {
namespace {

struct singledispatch_wrapper : gc_header {
    object registry;  // dict: class -> implementation
    object function, dict;
    gc_header* weakrefs = nullptr;
    singledispatch_wrapper() noexcept : gc_header(&singledispatch_wrapper_type) {}
};
singledispatch_wrapper& as_dispatcher(ref x) noexcept { return *x.as<singledispatch_wrapper>(); }

void dispatcher_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<singledispatch_wrapper>(self);
}
void dispatcher_traverse(header* self, visitor v, void* context) {
    auto& d = *static_cast<singledispatch_wrapper*>(self);
    for (const object* o : {&d.registry, &d.function, &d.dict}) visit(*o, v, context);
}

object find_implementation(singledispatch_wrapper& d, ref cls) noexcept {
    static const ref mro_name = intern("__mro__");
    object mro = get_attribute(cls, mro_name);
    if (!mro) return {};
    auto* t = mro.as<tuple_object>();
    object best_class;
    for (std::size_t i = 0; i < t->size; ++i) {
        ref found = dict_get(d.registry, t->items[i]);
        if (found && !t->items[i].is(ref(&object_type))) return found;
        if (is_failed()) return {};
        // Registered classes that claim this one as a virtual subclass stand behind its real bases.
        if (i + 1 < t->size && !t->items[i + 1].is(ref(&object_type))) continue;
        ref candidate, function;
        for (std::size_t j = 0; dict_next(d.registry, j, candidate, function);) {
            if (candidate.is(ref(&object_type)) || contains(mro, candidate) > 0) continue;
            const int derives = is_subclass(cls, candidate);
            if (derives < 0) return {};
            if (!derives) continue;
            if (!best_class || is_subclass(candidate, best_class) > 0) {
                best_class = candidate;
            } else if (is_subclass(best_class, candidate) <= 0) {
                return raise_error(RuntimeError_type, "Ambiguous dispatch: %R or %R", ref(best_class), candidate);
            }
        }
        if (best_class) return dict_get(d.registry, best_class);
    }
    return dict_get(d.registry, &object_type);
}

object dispatcher_call(ref self, const ref* args, std::size_t count, ref names) {
    singledispatch_wrapper& d = as_dispatcher(self);
    if (count == 0) {
        static const ref name = intern("__name__");
        object function_name = find_attribute(d.function, name);
        if (is_failed()) return {};
        return raise_error(TypeError_type, "%S requires at least 1 positional argument",
                           function_name ? ref(function_name) : ref(intern("singledispatch function")));
    }
    static const ref class_name = intern("__class__");
    object cls = get_attribute(args[0], class_name);
    object implementation = cls ? find_implementation(d, cls) : object();
    return implementation ? call_vector(implementation, args, count, names) : object();
}

object dispatcher_get(ref self, ref instance, ref) {
    if (!instance || instance.is(None)) return self;
    return make_method(self, instance);
}

object dispatch(ref self, const ref* args, std::size_t, ref) {
    return find_implementation(as_dispatcher(self), args[0]);
}

bool is_dispatchable(ref cls) noexcept { return has_flag(cls, is_type) || cls.is_instance_exactly(union_type); }

object register_one(ref self, ref cls, ref function) noexcept;

object register_decorator(ref self, const ref* args, std::size_t, ref) {
    const object* parts = self.as<tuple_object>()->items;
    return register_one(parts[0], parts[1], args[0]);
}
constexpr method_definition decorator{"register", register_decorator, "func"};

object register_one(ref self, ref cls, ref function) noexcept {
    object implementation = function;
    object target = cls;
    if (!is_dispatchable(cls)) {
        if (function && !function.is(None))
            return raise_error(TypeError_type,
                               "Invalid first argument to `register()`. %R is not a class or union type.", cls);
        static const ref annotations_name = intern("__annotations__");
        object annotations = find_attribute(cls, annotations_name);
        ref first_name, first;
        std::size_t place = 0;
        if (is_failed()) return {};
        if (!annotations || !dict_next(annotations, place, first_name, first))
            return raise_error(TypeError_type,
                               "Invalid first argument to `register()`: %R. Use either `@register(some_class)` or "
                               "plain `@register` on an annotated function.",
                               cls);
        if (!is_dispatchable(first))
            return raise_error(TypeError_type, "Invalid annotation for %R. %R is not a class.", first_name, first);
        implementation = cls;
        target = first;
    } else if (!function || function.is(None)) {
        return make_native_function(decorator, intern("functools"), tuple(self, cls));
    }
    singledispatch_wrapper& d = as_dispatcher(self);
    if (target.is_instance_exactly(union_type)) {
        auto* members = union_members(target).as<tuple_object>();
        for (std::size_t i = 0; i < members->size; ++i)
            if (!dict_set(d.registry, members->items[i], implementation)) return {};
    } else if (!dict_set(d.registry, target, implementation)) {
        return {};
    }
    return implementation;
}

object register_(ref self, const ref* args, std::size_t, ref) { return register_one(self, args[0], args[1]); }

object registry(ref self, const ref*, std::size_t, ref) { return make_mappingproxy(as_dispatcher(self).registry); }

object clear_cache(ref, const ref*, std::size_t, ref) { return None; }

constexpr method_definition dispatcher_methods[] = {
    {"register", register_, "self, cls, func=None"},
    {"__dict__", dict_of_instance, "", method_getter},
    {"dispatch", dispatch, "self, cls"},
    {"registry", registry, "", method_getter},
    {"_clear_cache", clear_cache, "self"},
    {nullptr, nullptr},
};

object make_dispatcher(ref function) noexcept {
    auto* d = make<singledispatch_wrapper>();
    d->registry = make_dict();
    d->function = function;
    track(d);
    object result = object::take(d);
    return dict_set(d->registry, &object_type, function) && update_wrapper(result, function) ? result : object();
}

// ---- singledispatchmethod

struct singledispatchmethod : gc_header {
    object dispatcher, function;
    singledispatchmethod() noexcept : gc_header(&singledispatchmethod_type) {}
};
singledispatchmethod& as_method(ref x) noexcept { return *x.as<singledispatchmethod>(); }

void method_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<singledispatchmethod>(self);
}
void method_traverse(header* self, visitor v, void* context) {
    visit(static_cast<singledispatchmethod*>(self)->dispatcher, v, context);
    visit(static_cast<singledispatchmethod*>(self)->function, v, context);
}

object build(ref cls, const ref* args, std::size_t, ref) {
    if (!args[0].type()->call && !args[0].type()->descr_get)
        return raise_error(TypeError_type, "%R is not callable or a descriptor", args[0]);
    object dispatcher = make_dispatcher(args[0]);
    if (!dispatcher) return {};
    auto* m = make_for<singledispatchmethod>(*cls.as<type_object>());
    m->dispatcher = std::move(dispatcher);
    m->function = args[0];
    track(m);
    return object::take(m);
}
constexpr method_definition constructor{"singledispatchmethod.__init__", build, "func"};
object method_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    return call_bound(constructor, &cls, args, count, names);
}

/// The function that method look-up gives: dispatches on the first argument behind the instance.
object dispatch_bound(ref self, const ref* args, std::size_t count, ref names) {
    const object* parts = self.as<tuple_object>()->items;  // the method, instance or None, owner
    singledispatchmethod& m = as_method(parts[0]);
    if (count == 0) {
        object name = find_attribute(m.function, intern("__name__"));
        if (is_failed()) return {};
        return raise_error(TypeError_type, "%S requires at least 1 positional argument",
                           name ? ref(name) : ref(intern("singledispatchmethod method")));
    }
    object cls = get_attribute(args[0], intern("__class__"));
    object implementation = cls ? find_implementation(as_dispatcher(m.dispatcher), cls) : object();
    if (!implementation) return {};
    if (auto get = implementation.type()->descr_get) {
        implementation = get(implementation, parts[1].is(None) ? ref() : ref(parts[1]), parts[2]);
        if (!implementation) return {};
    }
    return call_vector(implementation, args, count, names);
}
constexpr method_definition bound_definition{"_method", dispatch_bound};

object method_get(ref self, ref instance, ref owner) {
    return make_native_function(bound_definition, intern("functools"),
                                tuple(self, instance ? instance : None, owner ? owner : None));
}

object method_register(ref self, const ref* args, std::size_t, ref) {
    return register_one(as_method(self).dispatcher, args[0], args[1]);
}
object dispatcher_of(ref self, const ref*, std::size_t, ref) { return as_method(self).dispatcher; }
object function_of(ref self, const ref*, std::size_t, ref) { return as_method(self).function; }

constexpr method_definition method_methods[] = {
    {"register", method_register, "self, cls, method=None"},
    {"dispatcher", dispatcher_of, "", method_getter},
    {"func", function_of, "", method_getter},
    {nullptr, nullptr},
};

}  // namespace

object singledispatch(ref, const ref* args, std::size_t, ref) { return make_dispatcher(args[0]); }

constinit type_object singledispatch_wrapper_type("functools._SingleDispatchCallable", &object_type,
                                                  type_gc | type_has_dict | type_has_weakrefs, [](type_object& t) {
                                                      t.methods = dispatcher_methods;
                                                      t.dict_offset = offsetof(singledispatch_wrapper, dict);
                                                      t.weakrefs_offset = offsetof(singledispatch_wrapper, weakrefs);
                                                      t.dealloc = dispatcher_dealloc;
                                                      t.traverse = dispatcher_traverse;
                                                      t.call = dispatcher_call;
                                                      t.descr_get = dispatcher_get;
                                                  });
constinit type_object singledispatchmethod_type("functools.singledispatchmethod", &object_type,
                                                type_gc | type_subclassable, [](type_object& t) {
                                                    t.methods = method_methods;
                                                    t.instance_size = sizeof(singledispatchmethod);
                                                    t.dealloc = method_dealloc;
                                                    t.traverse = method_traverse;
                                                    t.new_ = method_new;
                                                    t.descr_get = method_get;
                                                });

}  // namespace cowith::functools
