// range and its iterators: Objects/rangeobject.c. Bounds are ints of any size; iteration over small ones makes no objects.
#include "range.hpp"

#include "../objects/reduce.hpp"
#include "int_object.hpp"

namespace cowith {
namespace {

range_object& as_range(ref x) noexcept { return *x.as<range_object>(); }

/// How many values lie between start and stop.
object range_length(ref start, ref stop, ref step) noexcept {
    if (greater(step, 0)) {
        if (!less(start, stop)) return 0;
        return floor_divide(stop - start - 1, step) + 1;
    }
    if (!less(stop, start)) return 0;
    return floor_divide(start - stop - 1, -step) + 1;
}

object range_from(object start, object stop, object step) noexcept {
    object length = range_length(start, stop, step);
    if (!length) return {};
    auto* r = make<range_object>();
    r->start = std::move(start);
    r->stop = std::move(stop);
    r->step = std::move(step);
    r->length = std::move(length);
    return object::take(r);
}

void range_dealloc(header* self) noexcept { destroy<range_object>(self); }

object range_new(type_object&, const ref* args, std::size_t count, ref names) {
    if (!no_keywords("range", names) || !count_between("range", count, 1, 3)) return {};
    if (count == 1) {
        object stop = index_of(args[0]);
        return stop ? range_from(0, std::move(stop), 1) : object();
    }
    object start = index_of(args[0]);
    if (!start) return {};
    object stop = index_of(args[1]);
    if (!stop) return {};
    object step = count == 3 ? index_of(args[2]) : object(1);
    if (!step) return {};
    if (equal(step, 0)) return raise_error(ValueError_type, "range() arg 3 must not be zero");
    return range_from(std::move(start), std::move(stop), std::move(step));
}

object range_repr(ref self) {
    const range_object& r = as_range(self);
    str_builder text;
    text.add("range(");
    if (!text.add_repr(r.start)) return {};
    text.add(", ");
    if (!text.add_repr(r.stop)) return {};
    if (!equal(r.step, 1)) {
        text.add(", ");
        if (!text.add_repr(r.step)) return {};
    }
    text.add(')');
    return text.finish();
}

/// What makes two ranges equal: length, first value, step (as far as they matter).
object identity_of(const range_object& r) noexcept {
    if (equal(r.length, 0)) return tuple(r.length, None, None);
    if (equal(r.length, 1)) return tuple(r.length, r.start, None);
    return tuple(r.length, r.start, r.step);
}

std::int64_t range_hash(ref self) { return hash_of(identity_of(as_range(self))); }

object range_richcompare(ref a, ref b, compare op) {
    if (!b.is_instance_exactly(range_type) || (op != compare::eq && op != compare::ne)) return NotImplemented;
    return compare_objects(identity_of(as_range(a)), identity_of(as_range(b)), op);
}

std::int64_t range_len(ref self) {
    std::int64_t n;
    return to_size(as_range(self).length, n) ? n : -1;
}

int range_truth(ref self) { return truth_of(as_range(self).length); }

/// Whether the int x is one of the values.
bool holds(const range_object& r, ref x) noexcept {
    if (greater(r.step, 0) ? (less(x, r.start) || greater_equal(x, r.stop))
                           : (greater(x, r.start) || less_equal(x, r.stop)))
        return false;
    return equal((ref(x) - r.start) % r.step, 0);
}

bool is_plain_int(ref x) noexcept { return x.is_instance_exactly(int_type) || x.is_instance_exactly(bool_type); }

int range_contains(ref self, ref item) {
    if (is_plain_int(item)) return holds(as_range(self), item);
    object it = get_iterator(self);
    if (!it) return -1;
    while (object value = next_value(it)) {
        const int same = equal_or_same(value, item);
        if (same) return same;
    }
    return is_failed() ? -1 : 0;
}

object value_at(const range_object& r, ref i) noexcept { return r.start + ref(i * r.step); }

object range_getitem(ref self, ref key) {
    const range_object& r = as_range(self);
    if (has_index(key)) {
        object i = to_index_object(key);
        if (!i) return {};
        if (less(i, 0)) i = i + r.length;
        if (less(i, 0) || greater_equal(i, r.length))
            return raise_error(IndexError_type, "range object index out of range");
        return value_at(r, i);
    }
    if (!key.is_instance_exactly(slice_type))
        return raise_error(TypeError_type, "range indices must be integers or slices, not %T", key);
    static const ref indices = intern("indices");
    object bounds = key.call(indices, r.length);
    if (!bounds) return {};
    const object* b = bounds.as<tuple_object>()->items;
    return range_from(value_at(r, b[0]), value_at(r, b[1]), b[2] * r.step);
}

object count(ref self, const ref* args, std::size_t, ref) {
    if (is_plain_int(args[0])) return std::int64_t{holds(as_range(self), args[0])};
    std::int64_t found = 0;
    object it = get_iterator(self);
    if (!it) return {};
    while (object value = next_value(it)) {
        const int same = equal_or_same(value, args[0]);
        if (same < 0) return {};
        found += same;
    }
    if (is_failed()) return {};
    return found;
}

object index(ref self, const ref* args, std::size_t, ref) {
    const range_object& r = as_range(self);
    if (is_plain_int(args[0])) {
        if (!holds(r, args[0])) return raise_error(ValueError_type, "range.index(x): x not in range");
        return floor_divide(args[0] - r.start, r.step);
    }
    object it = get_iterator(self);
    if (!it) return {};
    std::int64_t i = 0;
    while (object value = next_value(it)) {
        const int same = equal_or_same(value, args[0]);
        if (same < 0) return {};
        if (same) return i;
        ++i;
    }
    if (is_failed()) return {};
    return raise_error(ValueError_type, "sequence.index(x): x not in sequence");
}

/// An iterator over start, start + step... for n values, all in int64 (the values at least).
struct range_iterator : header {
    std::int64_t next, step, left;
    range_iterator(std::int64_t s, std::int64_t by, std::int64_t n) noexcept
        : header(&range_iterator_type), next(s), step(by), left(n) {}
};

/// The same over ints of any size.
struct longrange_iterator : header {
    object next, step, left;
    longrange_iterator() noexcept : header(&longrange_iterator_type) {}
};

object iterate(ref start, ref step, ref length) noexcept {
    std::int64_t first, by, n, last;
    if (int_value(start, first) && int_value(step, by) && int_value(length, n) &&
        !__builtin_mul_overflow(by, n, &last) && !__builtin_add_overflow(first, last, &last))
        return object::take(make<range_iterator>(first, by, n));
    auto* it = make<longrange_iterator>();
    it->next = start;
    it->step = step;
    it->left = length;
    return object::take(it);
}

}  // namespace

bool small_range(ref x, std::int64_t& first, std::int64_t& step, std::int64_t& count) noexcept {
    if (!x.is_heap() || x.heap()->type != &range_type) return false;
    const auto& r = *x.as<range_object>();
    if (!r.start.is_small() || !r.step.is_small() || !r.length.is_small() || r.length.small() == 0) return false;
    std::int64_t end;
    if (__builtin_mul_overflow(r.step.small(), r.length.small(), &end) ||
        __builtin_add_overflow(end, r.start.small(), &end) || !ref::fits_small(end))
        return false;
    first = r.start.small(), step = r.step.small(), count = r.length.small();
    return true;
}

namespace {

object range_iter(ref self) { return iterate(as_range(self).start, as_range(self).step, as_range(self).length); }

object reversed(ref self, const ref*, std::size_t, ref) {
    const range_object& r = as_range(self);
    object last = value_at(r, r.length - 1);
    object step = -r.step;
    return iterate(last, step, r.length);
}

object start_of(ref self, const ref*, std::size_t, ref) { return as_range(self).start; }
object stop_of(ref self, const ref*, std::size_t, ref) { return as_range(self).stop; }
object step_of(ref self, const ref*, std::size_t, ref) { return as_range(self).step; }

object range_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& r = as_range(self);
    return tuple(ref(&range_type), tuple(r.start, r.stop, r.step));
}

constexpr method_definition range_methods[] = {
    {"__reduce__", range_reduce, "self, /"}, {"count", count, "self, value, /"},
    {"index", index, "self, value, /"},      {"start", start_of, "", method_getter},
    {"stop", stop_of, "", method_getter},    {"step", step_of, "", method_getter},
    {"__reversed__", reversed, "self, /"},   {nullptr, nullptr},
};

void range_iterator_dealloc(header* self) noexcept { destroy<range_iterator>(self); }
object range_iterator_next(ref self) {
    auto& it = *self.as<range_iterator>();
    if (it.left <= 0) return {};
    const std::int64_t value = it.next;
    it.next += it.step;
    --it.left;
    return ref::fits_small(value) ? object(value) : make_int(value);
}
object range_iterator_hint(ref self, const ref*, std::size_t, ref) { return make_int(self.as<range_iterator>()->left); }
object range_iterator_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<range_iterator>();
    object start = make_int(it.next), step = make_int(it.step);
    object stop = start + step * make_int(it.left);
    object rest = stop ? range(start, stop, step) : object();
    return rest ? reduce_to_iter(rest, None) : object();
}
object range_iterator_setstate(ref self, const ref* args, std::size_t, ref) {
    auto& it = *self.as<range_iterator>();
    std::int64_t place;
    if (!to_index(args[0], place)) return {};
    place = place < 0 ? 0 : place > it.left ? it.left : place;
    it.next += place * it.step;
    it.left -= place;
    return None;
}
constexpr method_definition range_iterator_methods[] = {
    {"__reduce__", range_iterator_reduce, "self, /"},
    {"__setstate__", range_iterator_setstate, "self, state, /"},
    {"__length_hint__", range_iterator_hint, "self, /"},
    {nullptr, nullptr},
};

void longrange_iterator_dealloc(header* self) noexcept { destroy<longrange_iterator>(self); }
object longrange_iterator_next(ref self) {
    auto& it = *self.as<longrange_iterator>();
    if (!greater(it.left, 0)) return {};
    object value = it.next;
    it.next = value + it.step;
    it.left = it.left - 1;
    return value;
}
object longrange_iterator_hint(ref self, const ref*, std::size_t, ref) { return self.as<longrange_iterator>()->left; }
object longrange_iterator_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<longrange_iterator>();
    object stop = it.next + it.step * it.left;
    object rest = stop ? range(it.next, stop, it.step) : object();
    return rest ? reduce_to_iter(rest, None) : object();
}
object longrange_iterator_setstate(ref self, const ref* args, std::size_t, ref) {
    auto& it = *self.as<longrange_iterator>();
    if (!is_int(args[0])) return raise_error(TypeError_type, "state must be an int, not %T", args[0]);
    object place = greater(args[0], 0) ? object(args[0]) : object(0);
    if (greater(place, it.left)) place = it.left;
    it.next = it.next + place * it.step;
    it.left = it.left - place;
    return None;
}
constexpr method_definition longrange_iterator_methods[] = {
    {"__reduce__", longrange_iterator_reduce, "self, /"},
    {"__setstate__", longrange_iterator_setstate, "self, state, /"},
    {"__length_hint__", longrange_iterator_hint, "self, /"},
    {nullptr, nullptr},
};

}  // namespace

object range(ref start, ref stop, ref step) noexcept {
    if (!start || !stop || !step) [[unlikely]]
        return pass_on();
    const ref args[] = {start, stop, step};
    return range_new(range_type, args, 3, {});
}

constinit type_object range_type("range", &object_type, type_sequence, [](type_object& t) {
    t.methods = range_methods;
    t.instance_size = sizeof(range_object);
    t.doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
            "Return an object that produces a sequence of integers from start (inclusive)\n"
            "to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n"
            "start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n"
            "These are exactly the valid indices for a list of 4 elements.\n"
            "When step is given, it specifies the increment (or decrement).";
    t.dealloc = range_dealloc;
    t.new_ = range_new;
    t.repr = range_repr;
    t.hash = range_hash;
    t.richcompare = range_richcompare;
    t.iter = range_iter;
    t.truth = range_truth;
    t.length = range_len;
    t.getitem = range_getitem;
    t.contains = range_contains;
});

constinit type_object range_iterator_type("range_iterator", &object_type, 0, [](type_object& t) {
    t.methods = range_iterator_methods;
    t.dealloc = range_iterator_dealloc;
    t.iter = self_iter;
    t.next = range_iterator_next;
});

constinit type_object longrange_iterator_type("longrange_iterator", &object_type, 0, [](type_object& t) {
    t.methods = longrange_iterator_methods;
    t.dealloc = longrange_iterator_dealloc;
    t.iter = self_iter;
    t.next = longrange_iterator_next;
});

}  // namespace cowith
