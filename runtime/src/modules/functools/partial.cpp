// functools.partial (Modules/_functoolsmodule.c), with the placeholders of 3.14, and partialmethod.
#include "functools.hpp"
#include "types/dict.hpp"
#include "types/tuple.hpp"

namespace cowith::functools {

constinit header placeholder{&placeholder_type, header::immortal};

namespace {

struct partial_object : gc_header {
    object function;
    object args;            // tuple
    object keywords;        // dict
    std::size_t holes = 0;  // placeholders in args
    object dict;
    gc_header* weakrefs = nullptr;
    partial_object() noexcept : gc_header(&partial_type) {}
};
partial_object& as_partial(ref x) noexcept { return *x.as<partial_object>(); }

void partial_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<partial_object>(self);
}
void partial_traverse(header* self, visitor v, void* context) {
    auto& p = *static_cast<partial_object*>(self);
    visit(p.function, v, context);
    visit(p.args, v, context);
    visit(p.keywords, v, context);
    visit(p.dict, v, context);
}
void partial_clear(header* self) { static_cast<partial_object*>(self)->dict.reset(); }

object placeholder_repr(ref) { return make_str("Placeholder"); }
object placeholder_new(type_object&, const ref*, std::size_t count, ref names) {
    if (count || names) return raise_error(TypeError_type, "_PlaceholderType takes no arguments");
    return ref(&placeholder);
}

/// The positional arguments of `p` with `args` filled into the holes and appended.
object fill(const tuple_object& own, std::size_t holes, const ref* args, std::size_t count) noexcept {
    object result = new_tuple(own.size + count - holes);
    object* out = result.as<tuple_object>()->items;
    std::size_t next = 0;
    for (std::size_t i = 0; i < own.size; ++i)
        *out++ = own.items[i].is(ref(&placeholder)) ? object(args[next++]) : own.items[i];
    while (next < count) *out++ = args[next++];
    return track_tuple(std::move(result));
}

object merged_keywords(ref own, const ref* values, ref names) noexcept {
    object result = dict_copy(own);
    if (names && !set_keywords(result, values, names)) return {};
    return result;
}

object partial_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (count < 1) return raise_error(TypeError_type, "type 'partial' takes at least one argument");
    ref function = args[0];
    if (!function.type()->call) return raise_error(TypeError_type, "the first argument must be callable");
    if (count > 1 && args[count - 1].is(ref(&placeholder)))
        return raise_error(TypeError_type, "trailing Placeholders are not allowed");
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i)
        if (args[count + i].is(ref(&placeholder)))
            return raise_error(TypeError_type, "Placeholder cannot be passed as a keyword argument");

    object own_args = make_tuple(args + 1, count - 1), own_keywords = make_dict();
    if (function.type() == &partial_type &&
        !as_partial(function).dict) {  // partial(partial(f, a), b) is partial(f, a, b)
        partial_object& inner = as_partial(function);
        if (inner.holes > count - 1)
            return raise_error(NotImplementedError_type,
                               "fewer arguments than Placeholders in a nested partial are not supported yet");
        own_args = fill(*inner.args.as<tuple_object>(), inner.holes, args + 1, count - 1);
        own_keywords = dict_copy(inner.keywords);
        function = inner.function;
    }
    if (names && !set_keywords(own_keywords, args + count, names)) return {};
    auto* p = make_for<partial_object>(cls);
    p->function = function;
    p->args = std::move(own_args);
    p->keywords = std::move(own_keywords);
    const auto* t = p->args.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) p->holes += t->items[i].is(ref(&placeholder));
    track(p);
    return object::take(p);
}

object partial_call(ref self, const ref* args, std::size_t count, ref names) {
    partial_object& p = as_partial(self);
    if (count < p.holes)
        return raise_error(TypeError_type,
                           "missing positional arguments in 'partial' call; expected at least %zu, got %zu", p.holes,
                           count);
    const object function = p.function;
    object all = fill(*p.args.as<tuple_object>(), p.holes, args, count);
    if (!names && dict_size(p.keywords) == 0) {
        auto* t = all.as<tuple_object>();
        return call_vector(function, reinterpret_cast<const ref*>(t->items), t->size);
    }
    object keywords = merged_keywords(p.keywords, args + count, names);
    return keywords ? call_tuple(function, all, keywords) : object();
}

object partial_repr(ref self) {
    partial_object& p = as_partial(self);
    str_builder text;
    repr_guard guard(self);
    if (!guard) return make_str("...");
    text.add(class_full_name(ref(self.type())));
    text.add('(');
    if (!text.add_repr(p.function)) return {};
    auto* t = p.args.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) {
        text.add(", ");
        if (!text.add_repr(t->items[i])) return {};
    }
    ref key, value;
    for (std::size_t i = 0; dict_next(p.keywords, i, key, value);) {
        text.add(", ");
        if (!text.add_str(key)) return {};
        text.add('=');
        if (!text.add_repr(value)) return {};
    }
    text.add(')');
    return text.finish();
}

object partial_get(ref self, ref instance, ref) {
    if (!instance || instance.is(None)) return self;
    return make_method(self, instance);
}

object function_of(ref self, const ref*, std::size_t, ref) { return as_partial(self).function; }
object args_of(ref self, const ref*, std::size_t, ref) { return as_partial(self).args; }
object keywords_of(ref self, const ref*, std::size_t, ref) { return as_partial(self).keywords; }

object reduce(ref self, const ref*, std::size_t, ref) {
    const auto& p = as_partial(self);
    const ref keywords = dict_size(p.keywords) ? ref(p.keywords) : None, dict = p.dict ? ref(p.dict) : None;
    return tuple(ref(self.type()), tuple(p.function), tuple(p.function, p.args, keywords, dict));
}
object set_state(ref self, const ref* args, std::size_t, ref) {
    const auto* s = has_flag(args[0], is_tuple) ? args[0].as<tuple_object>() : nullptr;
    if (!s || s->size != 4 || !ref(s->items[0]).type()->call || !has_flag(s->items[1], is_tuple) ||
        (!s->items[2].is(None) && !has_flag(s->items[2], is_dict)))
        return raise_error(TypeError_type, "invalid partial state");
    auto& p = as_partial(self);
    object items = make_list();
    const auto* given = s->items[1].as<tuple_object>();
    if (!list_append(items, s->items[0])) return {};
    for (std::size_t i = 0; i < given->size; ++i)
        if (!list_append(items, given->items[i])) return {};
    // As if it were made anew, which counts the placeholders.
    object again = call_tuple(ref(&partial_type), list_to_tuple(std::move(items)),
                              s->items[2].is(None) ? make_dict() : s->items[2]);
    if (!again) return {};
    auto& made = as_partial(again);
    p.function = made.function, p.args = made.args, p.keywords = made.keywords, p.holes = made.holes;
    p.dict = s->items[3].is(None) ? object() : s->items[3];
    return None;
}
constexpr method_definition partial_methods[] = {
    {"__reduce__", reduce, "self, /"},
    {"__setstate__", set_state, "self, state, /"},
    {"func", function_of, "", method_getter},
    {"__dict__", dict_of_instance, "", method_getter},
    {"args", args_of, "", method_getter},
    {"keywords", keywords_of, "", method_getter},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

// ---- partialmethod

struct partialmethod_object : gc_header {
    object function, args, keywords, dict;
    gc_header* weakrefs = nullptr;
    partialmethod_object() noexcept : gc_header(&partialmethod_type) {}
};
partialmethod_object& as_partialmethod(ref x) noexcept { return *x.as<partialmethod_object>(); }

void partialmethod_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<partialmethod_object>(self);
}
void partialmethod_traverse(header* self, visitor v, void* context) {
    auto& p = *static_cast<partialmethod_object*>(self);
    for (const object* o : {&p.function, &p.args, &p.keywords, &p.dict}) visit(*o, v, context);
}

object partialmethod_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (count < 1)
        return raise_error(TypeError_type, "partialmethod.__init__() missing 1 required positional argument: 'func'");
    if (!args[0].type()->call && !args[0].type()->descr_get)
        return raise_error(TypeError_type, "the first argument %R must be a callable or a descriptor", args[0]);
    auto* p = make_for<partialmethod_object>(cls);
    p->function = args[0];
    p->args = make_tuple(args + 1, count - 1);
    p->keywords = make_dict();
    track(p);
    object result = object::take(p);
    return !names || set_keywords(p->keywords, args + count, names) ? result : object();
}

/// `f(self, *args, **keywords)` for a partialmethod over a plain function: the instance comes first.
object call_partialmethod(function_object& self, object* bound) {
    partialmethod_object& p = as_partialmethod(function_data(self));
    object all = tuple(bound[0]) + p.args;
    all = all + bound[1];
    object keywords = dict_copy(p.keywords);
    if (!dict_update(keywords, bound[2])) return {};
    return call_tuple(p.function, all, keywords);
}

object partialmethod_get(ref self, ref instance, ref owner) {
    partialmethod_object& p = as_partialmethod(self);
    if (auto get = p.function.type()->descr_get) {
        object bound = get(p.function, instance, owner);
        if (!bound) return {};
        if (!bound.is(p.function)) {
            auto* t = p.args.as<tuple_object>();
            return make_partial(bound, reinterpret_cast<const ref*>(t->items), t->size, p.keywords);
        }
    }
    object function = make_code_function({"_method", "partialmethod._make_unbound_method.<locals>._method",
                                          "cls_or_self, /, *args, **keywords", call_partialmethod},
                                         self);
    if (!function || !instance) return function;
    return make_method(function, instance);
}

object method_function(ref self, const ref*, std::size_t, ref) { return as_partialmethod(self).function; }
object method_args(ref self, const ref*, std::size_t, ref) { return as_partialmethod(self).args; }
object method_keywords(ref self, const ref*, std::size_t, ref) { return as_partialmethod(self).keywords; }

constexpr method_definition partialmethod_methods[] = {
    {"func", method_function, "", method_getter},
    {"__dict__", dict_of_instance, "", method_getter},
    {"args", method_args, "", method_getter},
    {"keywords", method_keywords, "", method_getter},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

}  // namespace

object make_partial(ref function, const ref* args, std::size_t count, ref keywords) noexcept {
    auto* p = make<partial_object>();
    p->function = function;
    p->args = make_tuple(args, count);
    p->keywords = keywords ? dict_copy(keywords) : make_dict();
    track(p);
    return object::take(p);
}

constexpr std::uint32_t flags = type_gc | type_subclassable | type_has_dict | type_has_weakrefs;
constinit type_object partial_type("functools.partial", &object_type, flags, [](type_object& t) {
    t.methods = partial_methods;
    t.instance_size = sizeof(partial_object);
    t.dict_offset = offsetof(partial_object, dict);
    t.weakrefs_offset = offsetof(partial_object, weakrefs);
    t.dealloc = partial_dealloc;
    t.traverse = partial_traverse;
    t.clear = partial_clear;
    t.new_ = partial_new;
    t.call = partial_call;
    t.repr = partial_repr;
    t.descr_get = partial_get;
});
constinit type_object placeholder_type("functools._PlaceholderType", &object_type, 0, [](type_object& t) {
    t.new_ = placeholder_new;
    t.repr = placeholder_repr;
});
constinit type_object partialmethod_type("functools.partialmethod", &object_type, flags, [](type_object& t) {
    t.methods = partialmethod_methods;
    t.instance_size = sizeof(partialmethod_object);
    t.dict_offset = offsetof(partialmethod_object, dict);
    t.weakrefs_offset = offsetof(partialmethod_object, weakrefs);
    t.dealloc = partialmethod_dealloc;
    t.traverse = partialmethod_traverse;
    t.new_ = partialmethod_new;
    t.descr_get = partialmethod_get;
});

}  // namespace cowith::functools
