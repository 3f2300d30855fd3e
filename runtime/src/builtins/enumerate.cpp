// enumerate and reversed: Objects/enumobject.c.
#include "../types/int_object.hpp"
#include "lazy.hpp"

namespace cowith {
namespace {

struct enumerate_object : gc_header {
    object iterator, next_index;
    enumerate_object() noexcept : gc_header(&enumerate_type) {}
};

void enumerate_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<enumerate_object>(self);
}
void enumerate_traverse(header* self, visitor v, void* context) {
    visit(static_cast<enumerate_object*>(self)->iterator, v, context);
}

object enumerate_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    ref iterable = count > 0 ? args[0] : ref(), start = count > 1 ? args[1] : ref();
    const std::size_t keywords = keyword_count(names);
    if (count + keywords > 2)
        return raise_error(TypeError_type, "enumerate() takes at most 2 arguments (%zu given)", count + keywords);
    for (std::size_t i = 0; i < keywords; ++i) {
        const ref name = names.as<tuple_object>()->items[i];
        if (text_of(name) == "iterable" && !iterable)
            iterable = args[count + i];
        else if (text_of(name) == "start" && !start)
            start = args[count + i];
        else
            return raise_error(TypeError_type, "'%S' is an invalid keyword argument for enumerate()", name);
    }
    if (!iterable) return raise_error(TypeError_type, "enumerate() missing required argument 'iterable'");
    object first = start ? index_of(start) : object(0);
    object it = first ? get_iterator(iterable) : object();
    if (!it) return {};
    auto* e = make_for<enumerate_object>(cls);
    e->iterator = std::move(it);
    e->next_index = std::move(first);
    track(e);
    return object::take(e);
}

object enumerate_next(ref self) {
    auto& e = *self.as<enumerate_object>();
    object value = next_value(e.iterator);
    if (!value) return {};
    object index = e.next_index;
    e.next_index = index + 1;
    return tuple(index, value);
}

object enumerate_reduce(ref self, const ref*, std::size_t, ref) {
    auto& e = *self.as<enumerate_object>();
    return tuple(ref(self.type()), tuple(e.iterator, e.next_index));
}
constexpr method_definition enumerate_methods[] = {
    {"__reduce__", enumerate_reduce, "self, /"},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

/// reversed() over what has __len__ and __getitem__.
struct reversed_object : gc_header {
    object sequence;  // empty when exhausted
    std::int64_t place = -1;
    reversed_object() noexcept : gc_header(&reversed_type) {}
};

void reversed_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<reversed_object>(self);
}
void reversed_traverse(header* self, visitor v, void* context) {
    visit(static_cast<reversed_object*>(self)->sequence, v, context);
}

object reversed_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (cls.init == reversed_type.init && !no_keywords("reversed", names)) return {};
    if (!count_between("reversed", count, 1, 1)) return {};
    static const ref method_name = intern("__reversed__");
    const ref method = lookup(args[0].type(), method_name);
    if (method && method.is(None)) return raise_error(TypeError_type, "'%T' object is not reversible", args[0]);
    if (method) {
        object bound = lookup_special(args[0], method_name);
        return bound ? bound() : object();
    }
    type_object* type = args[0].type();
    if (!type->getitem || (type->type_flags & is_dict))
        return raise_error(TypeError_type, "'%T' object is not reversible", args[0]);
    const std::int64_t n = length_of(args[0]);
    if (n < 0) return {};
    auto* r = make_for<reversed_object>(cls);
    r->sequence = args[0];
    r->place = n - 1;
    track(r);
    return object::take(r);
}

object reversed_next(ref self) {
    auto& r = *self.as<reversed_object>();
    if (r.place >= 0) {
        object item = get_item(r.sequence, r.place);
        if (item) {
            --r.place;
            return item;
        }
        if (!pending_is(IndexError_type) && !pending_is(StopIteration_type)) return {};
        clear_pending();
    }
    r.place = -1;
    r.sequence.reset();
    return {};
}

object reversed_hint(ref self, const ref*, std::size_t, ref) {
    auto& r = *self.as<reversed_object>();
    if (!r.sequence) return 0;
    const std::int64_t n = length_of(r.sequence);
    if (n < 0) return {};
    return n < r.place + 1 ? object(0) : object(r.place + 1);
}
object reversed_reduce(ref self, const ref*, std::size_t, ref) {
    auto& r = *self.as<reversed_object>();
    if (!r.sequence) return tuple(ref(self.type()), tuple(ref(new_tuple(0))));
    return tuple(ref(self.type()), tuple(r.sequence), make_int(r.place));
}
object reversed_setstate(ref self, const ref* args, std::size_t, ref) {
    auto& r = *self.as<reversed_object>();
    std::int64_t place;
    if (!to_index(args[0], place)) return {};
    if (!r.sequence) return None;
    const std::int64_t n = length_of(r.sequence);
    if (n < 0) return {};
    r.place = place < -1 ? -1 : place > n - 1 ? n - 1 : place;
    return None;
}
constexpr method_definition reversed_methods[] = {
    {"__reduce__", reversed_reduce, "self, /"},
    {"__setstate__", reversed_setstate, "self, state, /"},
    {"__length_hint__", reversed_hint, "self, /"},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object enumerate_type("enumerate", &object_type, type_gc | type_subclassable, [](type_object& t) {
    t.methods = enumerate_methods;
    t.instance_size = sizeof(enumerate_object);
    t.dealloc = enumerate_dealloc;
    t.traverse = enumerate_traverse;
    t.new_ = enumerate_new;
    t.iter = self_iter;
    t.next = enumerate_next;
});
constinit type_object reversed_type("reversed", &object_type, type_gc | type_subclassable, [](type_object& t) {
    t.methods = reversed_methods;
    t.instance_size = sizeof(reversed_object);
    t.dealloc = reversed_dealloc;
    t.traverse = reversed_traverse;
    t.new_ = reversed_new;
    t.iter = self_iter;
    t.next = reversed_next;
});

}  // namespace cowith
