// The iterators of list and tuple, of the sequence protocol, and iter(callable, sentinel).
#include "../objects/reduce.hpp"
#include "list.hpp"
#include "tuple.hpp"

#include <cowith/module.hpp>

namespace cowith {

extern type_object tuple_iterator_type, sequence_iterator_type, callable_iterator_type;

namespace {

/// An iterator over something indexed; exhausted when it lets go of it.
struct index_iterator : gc_header {
    object sequence;
    std::int64_t place;
    index_iterator(type_object& t, ref s, std::int64_t from) noexcept : gc_header(&t), sequence(s), place(from) {}
};

object make_index_iterator(type_object& type, ref sequence, std::int64_t from) noexcept {
    auto* it = make<index_iterator>(type, sequence, from);
    track(it);
    return object::take(it);
}

void index_iterator_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<index_iterator>(self);
}
void index_iterator_traverse(header* self, visitor v, void* context) {
    visit(static_cast<index_iterator*>(self)->sequence, v, context);
}

object list_next(ref self) {
    auto& it = *self.as<index_iterator>();
    if (!it.sequence) return {};
    list_object& list = as_list(it.sequence);
    if (static_cast<std::uint64_t>(it.place) < list.size) return list.items[it.place++];
    it.sequence.reset();
    return {};
}
object list_reverse_next(ref self) {
    auto& it = *self.as<index_iterator>();
    if (!it.sequence) return {};
    list_object& list = as_list(it.sequence);
    if (it.place >= 0 && static_cast<std::uint64_t>(it.place) < list.size) return list.items[it.place--];
    it.sequence.reset();
    return {};
}
object tuple_next(ref self) {
    auto& it = *self.as<index_iterator>();
    if (!it.sequence) return {};
    auto* t = it.sequence.as<tuple_object>();
    if (static_cast<std::uint64_t>(it.place) < t->size) return t->items[it.place++];
    it.sequence.reset();
    return {};
}
object sequence_next(ref self) {
    auto& it = *self.as<index_iterator>();
    if (!it.sequence) return {};
    if (it.place == INT64_MAX) return raise_error(OverflowError_type, "iter index too large");
    object item = get_item(it.sequence, make_int(it.place));
    if (item) {
        ++it.place;
        return item;
    }
    if (pending_is(IndexError_type) || pending_is(StopIteration_type)) {
        clear_pending();
        it.sequence.reset();
    }
    return {};
}

object forward_hint(ref self, const ref*, std::size_t, ref) {
    auto& it = *self.as<index_iterator>();
    if (!it.sequence) return 0;
    std::int64_t n = length_of(it.sequence);
    if (n < 0) return {};
    return n > it.place ? make_int(n - it.place) : object(0);
}
object backward_hint(ref self, const ref*, std::size_t, ref) {
    auto& it = *self.as<index_iterator>();
    const bool in_range = it.sequence && static_cast<std::uint64_t>(it.place) < as_list(it.sequence).size;
    return in_range ? object(it.place + 1) : object(0);
}

/// The types of index iterators differ in what is left behind when they are exhausted.
template <bool Backwards> object index_reduce(ref self, const ref*, std::size_t, ref) {
    auto& it = *self.as<index_iterator>();
    if (Backwards) {
        if (!it.sequence) return tuple(find_builtin(intern("reversed")), tuple(ref(make_list())));
        return tuple(find_builtin(intern("reversed")), tuple(it.sequence), make_int(it.place));
    }
    if (it.sequence) return reduce_to_iter(it.sequence, make_int(it.place));
    return self.type() == &list_iterator_type ? reduce_to_list(make_list()) : reduce_exhausted();
}
template <bool Backwards> object index_setstate(ref self, const ref* args, std::size_t, ref) {
    auto& it = *self.as<index_iterator>();
    std::int64_t place;
    if (!iterator_state(args[0], place)) return {};
    if (!it.sequence) return None;
    if (Backwards) {
        const auto size = static_cast<std::int64_t>(as_list(it.sequence).size);
        it.place = place < -1 ? -1 : place > size - 1 ? size - 1 : place;
    } else if (self.type() == &tuple_iterator_type) {
        const auto size = static_cast<std::int64_t>(it.sequence.as<tuple_object>()->size);
        it.place = place < 0 ? 0 : place > size ? size : place;
    } else if (place < 0 && self.type() == &list_iterator_type) {
        it.place = INT64_MAX;  // -1 says that it is exhausted
    } else {
        it.place = place < 0 ? 0 : place;
    }
    return None;
}

constexpr method_definition forward_methods[] = {
    {"__reduce__", index_reduce<false>, "self, /"},
    {"__setstate__", index_setstate<false>, "self, state, /"},
    {"__length_hint__", forward_hint, "self, /"},
    {nullptr, nullptr},
};
constexpr method_definition backward_methods[] = {
    {"__reduce__", index_reduce<true>, "self, /"},
    {"__setstate__", index_setstate<true>, "self, state, /"},
    {"__length_hint__", backward_hint, "self, /"},
    {nullptr, nullptr},
};

template <object (*Next)(ref)> constexpr void fill(type_object& t) noexcept {
    t.methods = Next == list_reverse_next ? backward_methods : forward_methods;
    t.dealloc = index_iterator_dealloc;
    t.traverse = index_iterator_traverse;
    t.iter = self_iter;
    t.next = Next;
}

/// iter(callable, sentinel)
struct callable_iterator : gc_header {
    object callable, sentinel;  // both empty when exhausted
    callable_iterator(ref c, ref s) noexcept : gc_header(&callable_iterator_type), callable(c), sentinel(s) {}
};
void callable_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<callable_iterator>(self);
}
void callable_traverse(header* self, visitor v, void* context) {
    visit(static_cast<callable_iterator*>(self)->callable, v, context);
    visit(static_cast<callable_iterator*>(self)->sentinel, v, context);
}
object callable_next(ref self) {
    auto& it = *self.as<callable_iterator>();
    if (!it.callable) return {};
    const object callable = it.callable;
    object value = callable();
    if (!it.callable) return {};  // exhausted while it was called
    if (value) {
        const object sentinel = it.sentinel;
        const int last = equal_or_same(sentinel, value);
        if (last < 0) return {};
        if (!last) return value;
    } else if (pending_is(StopIteration_type)) {
        clear_pending();
    } else {
        return {};
    }
    it.callable.reset();
    it.sentinel.reset();
    return {};
}

object callable_reduce(ref self, const ref*, std::size_t, ref) {
    auto& it = *self.as<callable_iterator>();
    if (!it.callable) return reduce_exhausted();
    return tuple(find_builtin(intern("iter")), tuple(it.callable, it.sentinel));
}
constexpr method_definition callable_methods[] = {{"__reduce__", callable_reduce, "self, /"}, {nullptr, nullptr}};

}  // namespace

object make_list_iterator(ref list) noexcept { return make_index_iterator(list_iterator_type, list, 0); }
object make_list_reverse_iterator(ref list) noexcept {
    return make_index_iterator(list_reverseiterator_type, list, static_cast<std::int64_t>(as_list(list).size) - 1);
}
object make_tuple_iterator(ref tuple) { return make_index_iterator(tuple_iterator_type, tuple, 0); }
object make_sequence_iterator(ref sequence) noexcept {
    return make_index_iterator(sequence_iterator_type, sequence, 0);
}
object make_callable_iterator(ref callable, ref sentinel) noexcept {
    auto* it = make<callable_iterator>(callable, sentinel);
    track(it);
    return object::take(it);
}

constinit type_object list_iterator_type("list_iterator", &object_type, type_gc, fill<list_next>);
constinit type_object list_reverseiterator_type("list_reverseiterator", &object_type, type_gc, fill<list_reverse_next>);
constinit type_object tuple_iterator_type("tuple_iterator", &object_type, type_gc, fill<tuple_next>);
constinit type_object sequence_iterator_type("iterator", &object_type, type_gc, fill<sequence_next>);
constinit type_object callable_iterator_type("callable_iterator", &object_type, type_gc, [](type_object& t) {
    t.dealloc = callable_dealloc;
    t.traverse = callable_traverse;
    t.iter = self_iter;
    t.next = callable_next;
    t.methods = callable_methods;
});

}  // namespace cowith
