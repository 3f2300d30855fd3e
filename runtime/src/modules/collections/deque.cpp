// collections.deque: a ring buffer (Modules/_collectionsmodule.c for what it does).
#include "../../types/sequence.hpp"
#include "collections.hpp"

namespace cowith {

extern type_object deque_iterator_type, deque_reverse_iterator_type;

namespace {

struct deque_object : gc_header {
    object* items = nullptr;  // ring of `capacity` places, a power of two
    std::uint64_t capacity = 0, head = 0, size = 0;
    std::int64_t maxlen = -1;   // -1: unbounded
    std::uint64_t version = 0;  // changes with every insertion and removal
    gc_header* weakrefs = nullptr;
    deque_object() noexcept : gc_header(&deque_type) {}
    object& at(std::uint64_t i) noexcept { return items[(head + i) & (capacity - 1)]; }
};
deque_object& as_deque(ref x) noexcept { return *x.as<deque_object>(); }

void grow(deque_object& d) noexcept {
    if (d.size < d.capacity) return;
    const std::uint64_t capacity = d.capacity ? d.capacity * 2 : 8;
    object* items = allocate_values(capacity);
    for (std::uint64_t i = 0; i < d.size; ++i) move_values(items + i, &d.at(i), 1);
    release_values(d.items, d.capacity);
    d.items = items;
    d.capacity = capacity;
    d.head = 0;
}

object take_first(deque_object& d) noexcept {
    object item = std::move(d.at(0));
    d.head = (d.head + 1) & (d.capacity - 1);
    --d.size;
    ++d.version;
    return item;
}
object take_last(deque_object& d) noexcept {
    object item = std::move(d.at(d.size - 1));
    --d.size;
    ++d.version;
    return item;
}

void push_last(deque_object& d, object item) noexcept {
    object gone;
    if (d.maxlen == 0) return;
    if (d.maxlen > 0 && static_cast<std::int64_t>(d.size) >= d.maxlen) gone = take_first(d);
    grow(d);
    ::new (&d.items[(d.head + d.size) & (d.capacity - 1)]) object(std::move(item));
    ++d.size;
    ++d.version;
}
void push_first(deque_object& d, object item) noexcept {
    object gone;
    if (d.maxlen == 0) return;
    if (d.maxlen > 0 && static_cast<std::int64_t>(d.size) >= d.maxlen) gone = take_last(d);
    grow(d);
    d.head = (d.head - 1) & (d.capacity - 1);
    ::new (&d.items[d.head]) object(std::move(item));
    ++d.size;
    ++d.version;
}

void clear_items(header* self) {
    auto& d = *static_cast<deque_object*>(self);
    object* items = std::exchange(d.items, nullptr);
    const std::uint64_t capacity = std::exchange(d.capacity, 0), head = std::exchange(d.head, 0),
                        size = std::exchange(d.size, 0);
    ++d.version;
    for (std::uint64_t i = 0; i < size; ++i) items[(head + i) & (capacity - 1)].~object();
    release_values(items, capacity);
}
void deque_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    clear_items(self);
    destroy<deque_object>(self);
}
void deque_traverse(header* self, visitor v, void* context) {
    auto& d = *static_cast<deque_object*>(self);
    for (std::uint64_t i = 0; i < d.size; ++i) visit(d.at(i), v, context);
}

object make_like(ref self) noexcept {
    auto* d = make<deque_object>();
    d->maxlen = as_deque(self).maxlen;
    track(d);
    return object::take(d);
}

bool extend_last(deque_object& d, ref iterable) noexcept {
    object source = iterable.is_heap() && has_type(iterable, deque_type) && iterable.as<deque_object>() == &d
                        ? list_from(iterable)
                        : object(iterable);
    object it = source ? get_iterator(source) : object();
    if (!it) return false;
    while (object item = next_value(it)) push_last(d, std::move(item));
    return !is_failed();
}

/// A subclass makes its copies itself.
object copy_of(ref self) noexcept {
    if (!self.is_instance_exactly(deque_type)) {
        ref cls = self.type();
        object made = as_deque(self).maxlen < 0 ? cls(self) : cls(self, make_int(as_deque(self).maxlen));
        if (!made || (made.is_heap() && has_type(made, deque_type))) return made;
        return raise_error(TypeError_type, "%T() must return a deque, not %T", self, ref(made));
    }
    object result = make_like(self);
    for (std::uint64_t i = 0; i < as_deque(self).size; ++i) push_last(as_deque(result), as_deque(self).at(i));
    return result;
}

object deque_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* d = make_for<deque_object>(cls);
    track(d);
    return object::take(d);
}
object fill(ref self, const ref* args, std::size_t, ref) {
    deque_object& d = as_deque(self);
    clear_items(self.heap());
    d.maxlen = -1;
    if (args[1] && !args[1].is(None)) {
        if (!is_int(args[1])) return raise_error(TypeError_type, "an integer is required");
        if (!to_size(args[1], d.maxlen)) return {};
        if (d.maxlen < 0) return raise_error(ValueError_type, "maxlen must be non-negative");
    }
    return !args[0] || extend_last(d, args[0]) ? object(None) : object();
}
constexpr method_definition constructor{"deque", fill, "iterable=(), maxlen=None"};

object deque_repr(ref self) {
    repr_guard guard(self);
    if (!guard) return make_str("[...]");
    object items = list_from(self);
    if (!items) return {};
    str_builder text;
    text.add(self.type()->type_flags & type_heap ? self.type()->name : "deque");
    text.add('(');
    if (!text.add_repr(items)) return {};
    if (as_deque(self).maxlen >= 0) text.add(", maxlen=" + std::to_string(as_deque(self).maxlen));
    text.add(')');
    return text.finish();
}

object deque_richcompare(ref a, ref b, compare op) {
    if (!has_type(a, deque_type) || !b.is_heap() || !has_type(b, deque_type)) return NotImplemented;
    object left = list_from(a), right = list_from(b);
    return left && right ? compare_objects(left, right, op) : object();
}

std::int64_t deque_length(ref self) { return static_cast<std::int64_t>(as_deque(self).size); }

object raise_mutated() noexcept { return raise_error(RuntimeError_type, "deque mutated during iteration"); }

/// Where `value` is, from start to stop: -1 absent, -2 failed. `exactly`: where it still is after the comparison.
std::int64_t find(ref self, ref value, std::int64_t start, std::int64_t stop, bool exactly = false) noexcept {
    deque_object& d = as_deque(self);
    const std::uint64_t version = d.version;
    for (std::int64_t i = start; i < stop && i < static_cast<std::int64_t>(d.size); ++i) {
        object item = d.at(static_cast<std::uint64_t>(i));
        const int same = equal_or_same(item, value);
        if (same < 0) return -2;
        if (same && !exactly) return i;
        if (d.version != version)
            return exactly ? raise_error(IndexError_type, "deque mutated during iteration"), -2 : (raise_mutated(), -2);
        if (same) return i;
    }
    return -1;
}
int deque_contains(ref self, ref value) {
    const std::int64_t at = find(self, value, 0, INT64_MAX);
    return at == -2 ? -1 : at >= 0;
}

bool place_of(ref self, ref key, std::int64_t& at) noexcept {
    if (!has_index(key)) return raise_error(TypeError_type, "sequence index must be integer, not '%T'", key), false;
    if (!to_index(key, at)) return false;
    const auto size = static_cast<std::int64_t>(as_deque(self).size);
    if (at < 0) at += size;
    if (at >= 0 && at < size) return true;
    raise_error(IndexError_type, "deque index out of range");
    return false;
}
object deque_getitem(ref self, ref key) {
    std::int64_t at;
    return place_of(self, key, at) ? as_deque(self).at(static_cast<std::uint64_t>(at)) : object();
}
object remove_at(deque_object& d, std::int64_t at) noexcept {
    object gone = std::move(d.at(static_cast<std::uint64_t>(at)));
    for (auto i = static_cast<std::uint64_t>(at); i + 1 < d.size; ++i) d.at(i) = std::move(d.at(i + 1));
    --d.size;
    ++d.version;
    return gone;
}
bool deque_setitem(ref self, ref key, ref value) {
    std::int64_t at;
    if (!place_of(self, key, at)) return false;
    if (value)
        as_deque(self).at(static_cast<std::uint64_t>(at)) = value;
    else
        remove_at(as_deque(self), at);
    return true;
}

object deque_concat(ref a, ref b) {
    if (!a.is_heap() || !has_type(a, deque_type)) return NotImplemented;
    if (!b.is_heap() || !has_type(b, deque_type))
        return raise_error(TypeError_type, "can only concatenate deque (not \"%T\") to deque", b);
    object result = copy_of(a);
    return result && extend_last(as_deque(result), b) ? result : object();
}
object deque_extend_in_place(ref a, ref b) { return extend_last(as_deque(a), b) ? object(a) : object(); }
object deque_repeat_in_place(ref a, ref b) {
    std::int64_t n;
    if (!repeat_count(b, n)) return {};
    object items = list_from(a);
    if (n <= 0) clear_items(a.heap());
    for (std::int64_t round = 1; round < n; ++round)
        if (!extend_last(as_deque(a), items)) return {};
    return a;
}
object deque_repeat(ref a, ref b) {
    if (!a.is_heap() || !has_type(a, deque_type)) std::swap(a, b);
    object result = copy_of(a);
    return result ? deque_repeat_in_place(result, b) : object();
}

object append(ref self, const ref* args, std::size_t, ref) { return push_last(as_deque(self), args[0]), None; }
object appendleft(ref self, const ref* args, std::size_t, ref) { return push_first(as_deque(self), args[0]), None; }
object clear(ref self, const ref*, std::size_t, ref) { return clear_items(self.heap()), None; }
object copy(ref self, const ref*, std::size_t, ref) { return copy_of(self); }
object count(ref self, const ref* args, std::size_t, ref) {
    std::int64_t found = 0;
    deque_object& d = as_deque(self);
    const std::uint64_t version = d.version;
    for (std::uint64_t i = 0; i < d.size; ++i) {
        object item = d.at(i);
        const int same = equal_or_same(item, args[0]);
        if (same < 0) return {};
        if (d.version != version) return raise_mutated();
        found += same;
    }
    return found;
}
object extend(ref self, const ref* args, std::size_t, ref) {
    return extend_last(as_deque(self), args[0]) ? object(None) : object();
}
object extendleft(ref self, const ref* args, std::size_t, ref) {
    object source = args[0].is(self) ? list_from(self) : object(args[0]);
    object it = source ? get_iterator(source) : object();
    if (!it) return {};
    while (object item = next_value(it)) push_first(as_deque(self), std::move(item));
    return is_failed() ? object() : object(None);
}
object index(ref self, const ref* args, std::size_t, ref) {
    const auto size = static_cast<std::int64_t>(as_deque(self).size);
    std::int64_t start = 0, stop = size;
    if (args[1] && !search_bound(args[1], size, start)) return {};
    if (args[2] && !search_bound(args[2], size, stop)) return {};
    const std::int64_t at = find(self, args[0], start, stop);
    if (at >= 0) return at;
    return at == -2 ? failed : raise_error(ValueError_type, "deque.index(x): x not in deque");
}
object reduce(ref self, const ref*, std::size_t, ref) {
    object state = self.call(intern("__getstate__")), items = state ? get_iterator(self) : object();
    if (!items) return {};
    const std::int64_t maxlen = as_deque(self).maxlen;
    object args = maxlen < 0 ? object(new_tuple(0)) : tuple(ref(new_tuple(0)), make_int(maxlen));
    return tuple(ref(self.type()), args, state, items);
}
object rotate(ref self, const ref* args, std::size_t, ref) {
    deque_object& d = as_deque(self);
    std::int64_t n = 1;
    if (args[0] && !to_size(args[0], n)) return {};
    const auto size = static_cast<std::int64_t>(d.size);
    if (size < 2) return None;
    n = ((n % size) + size) % size;
    const std::int64_t maxlen = std::exchange(d.maxlen, -1);
    if (n <= size / 2)
        for (std::int64_t i = 0; i < n; ++i) push_first(d, take_last(d));
    else
        for (std::int64_t i = n; i < size; ++i) push_last(d, take_first(d));
    d.maxlen = maxlen;
    return None;
}
object insert(ref self, const ref* args, std::size_t, ref) {
    deque_object& d = as_deque(self);
    std::int64_t at;
    if (!to_size(args[0], at)) return {};
    const auto size = static_cast<std::int64_t>(d.size);
    if (d.maxlen >= 0 && size >= d.maxlen) return raise_error(IndexError_type, "deque already at its maximum size");
    if (at < 0) at = at + size < 0 ? 0 : at + size;
    push_last(d, args[1]);
    for (std::int64_t i = size; i > at; --i)
        std::swap(d.at(static_cast<std::uint64_t>(i)), d.at(static_cast<std::uint64_t>(i - 1)));
    return None;
}
object pop(ref self, const ref*, std::size_t, ref) {
    return as_deque(self).size ? take_last(as_deque(self)) : raise_error(IndexError_type, "pop from an empty deque");
}
object popleft(ref self, const ref*, std::size_t, ref) {
    return as_deque(self).size ? take_first(as_deque(self)) : raise_error(IndexError_type, "pop from an empty deque");
}
object remove(ref self, const ref* args, std::size_t, ref) {
    const std::int64_t at = find(self, args[0], 0, INT64_MAX, true);
    if (at == -2) return {};
    if (at < 0) return raise_error(ValueError_type, "deque.remove(x): x not in deque");
    remove_at(as_deque(self), at);
    return None;
}
object reverse(ref self, const ref*, std::size_t, ref) {
    deque_object& d = as_deque(self);
    for (std::uint64_t i = 0, j = d.size; i + 1 < j; ++i) std::swap(d.at(i), d.at(--j));
    return None;
}
object maxlen(ref self, const ref*, std::size_t, ref) {
    return as_deque(self).maxlen < 0 ? object(None) : make_int(as_deque(self).maxlen);
}

// ---- iteration

struct deque_iterator : gc_header {
    object deque;
    std::uint64_t done = 0, version;
    deque_iterator(type_object& t, ref d) noexcept : gc_header(&t), deque(d), version(as_deque(d).version) {}
};
object make_iterator(type_object& type, ref deque) noexcept {
    auto* it = make<deque_iterator>(type, deque);
    track(it);
    return object::take(it);
}
void iterator_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<deque_iterator>(self);
}
void iterator_traverse(header* self, visitor v, void* context) {
    visit(static_cast<deque_iterator*>(self)->deque, v, context);
}
template <bool Backwards> object iterator_next(ref self) {
    auto& it = *self.as<deque_iterator>();
    if (!it.deque) return {};
    deque_object& d = as_deque(it.deque);
    if (d.version != it.version) {
        it.deque.reset();
        return raise_mutated();
    }
    if (it.done >= d.size) {
        it.deque.reset();
        return {};
    }
    const std::uint64_t i = it.done++;
    return d.at(Backwards ? d.size - 1 - i : i);
}
/// type(deque, items that are over=0)
template <bool Backwards> object iterator_new(type_object& type, const ref* args, std::size_t count, ref names) {
    if (!no_keywords(type.name, names)) return {};
    if (!count) return raise_error(TypeError_type, "function takes at least 1 argument (0 given)");
    if (count > 2) return raise_error(TypeError_type, "function takes at most 2 arguments (%zd given)", count);
    if (!args[0].is_heap() || !has_type(args[0], deque_type))
        return raise_error(TypeError_type, "argument 1 must be collections.deque, not %T", args[0]);
    std::int64_t over = 0;
    if (count == 2 && !to_index(args[1], over)) return {};
    object made = make_iterator(type, args[0]);
    for (; over > 0; --over)
        if (!iterator_next<Backwards>(made)) break;
    return is_failed() ? object() : made;
}
object iterator_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<deque_iterator>();
    const object deque = it.deque ? it.deque : object(ref(&deque_type)());
    return deque ? tuple(ref(self.type()), tuple(deque, make_uint(it.done))) : object();
}
object iterator_hint(ref self, const ref*, std::size_t, ref) {
    auto& it = *self.as<deque_iterator>();
    return it.deque ? make_uint(as_deque(it.deque).size - it.done) : object(0);
}
constexpr method_definition iterator_methods[] = {
    {"__length_hint__", iterator_hint, "self, /"},
    {"__reduce__", iterator_reduce, "self, /"},
    {nullptr, nullptr},
};
template <bool Backwards> constexpr void fill_iterator(type_object& t) noexcept {
    t.methods = iterator_methods;
    t.dealloc = iterator_dealloc;
    t.traverse = iterator_traverse;
    t.iter = self_iter;
    t.next = iterator_next<Backwards>;
    t.new_ = iterator_new<Backwards>;
}
object deque_iter(ref self) { return make_iterator(deque_iterator_type, self); }
object deque_reversed(ref self, const ref*, std::size_t, ref) {
    return make_iterator(deque_reverse_iterator_type, self);
}

constexpr method_definition methods[] = {
    {"append", append, "self, item, /"},
    {"appendleft", appendleft, "self, item, /"},
    {"clear", clear, "self, /"},
    {"copy", copy, "self, /"},
    {"__copy__", copy, "self, /"},
    {"count", count, "self, value, /"},
    {"extend", extend, "self, iterable, /"},
    {"extendleft", extendleft, "self, iterable, /"},
    {"index", index, "self, value, start=0, stop=0, /"},
    {"insert", insert, "self, index, value, /"},
    {"pop", pop, "self, /"},
    {"popleft", popleft, "self, /"},
    {"remove", remove, "self, value, /"},
    {"reverse", reverse, "self, /"},
    {"rotate", rotate, "self, n=1, /"},
    {"__reduce__", reduce, "self, /"},
    {"maxlen", maxlen, "", method_getter},
    {"__reversed__", deque_reversed, "self, /"},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object deque_type("collections.deque", &object_type,
                                 type_gc | type_subclassable | type_has_weakrefs | type_sequence, [](type_object& t) {
                                     t.methods = methods;
                                     t.instance_size = sizeof(deque_object);
                                     t.weakrefs_offset = offsetof(deque_object, weakrefs);
                                     t.doc = "A list-like sequence optimized for data accesses near its endpoints.";
                                     t.dealloc = deque_dealloc;
                                     t.traverse = deque_traverse;
                                     t.clear = clear_items;
                                     t.new_ = deque_new;
                                     t.init = init_with<constructor>;
                                     t.repr = deque_repr;
                                     t.hash = hash_not_implemented;
                                     t.richcompare = deque_richcompare;
                                     t.iter = deque_iter;
                                     t.length = deque_length;
                                     t.getitem = deque_getitem;
                                     t.setitem = deque_setitem;
                                     t.contains = deque_contains;
                                     t.set_number(number_op::add, deque_concat);
                                     t.set_number(number_op::mul, deque_repeat);
                                     t.set_number(number_op::iadd, deque_extend_in_place);
                                     t.set_number(number_op::imul, deque_repeat_in_place);
                                 });
constinit type_object deque_iterator_type("collections._deque_iterator", &object_type, type_gc, fill_iterator<false>);
constinit type_object deque_reverse_iterator_type("collections._deque_reverse_iterator", &object_type, type_gc,
                                                  fill_iterator<true>);

}  // namespace cowith
