// The iterators of list and tuple, of the sequence protocol, and iter(callable, sentinel).
#include "list.hpp"
#include "tuple.hpp"

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
    object item = get_item(it.sequence, it.place);
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
    return n > it.place ? object(n - it.place) : object(0);
}
object backward_hint(ref self, const ref*, std::size_t, ref) {
    auto& it = *self.as<index_iterator>();
    const bool in_range = it.sequence && static_cast<std::uint64_t>(it.place) < as_list(it.sequence).size;
    return in_range ? object(it.place + 1) : object(0);
}

constexpr method_definition forward_methods[] = {
    {"__length_hint__", forward_hint, "self, /"},
    {nullptr, nullptr},
};
constexpr method_definition backward_methods[] = {
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
});

}  // namespace cowith
