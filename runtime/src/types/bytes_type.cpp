// What bytes and bytearray do as sequences: repr, comparison, subscripts, arithmetic, iteration.
#include "../objects/reduce.hpp"
#include "types/bytes_object.hpp"
#include "types/search.hpp"
#include "types/sequence.hpp"
#include "types/text.hpp"

#include <cstring>

namespace cowith {

namespace {

std::string_view view_of(ref self) noexcept {
    return is_bytearray_object(self) ? self.as<bytearray_object>()->view() : self.as<bytes_object>()->view();
}

}  // namespace

object bytes_repr(ref x) {
    std::string out;
    if (is_bytearray_object(x)) {
        out = std::string(x.type()->name) + "(";
        if (x.type()->type_flags & type_heap) out = std::string(text_of(x.type()->qualname)) + "(";
        append_bytes_repr(out, view_of(x));
        out += ')';
    } else {
        append_bytes_repr(out, view_of(x));
    }
    return make_str(out);
}

object bytes_richcompare(ref a, ref b, compare op) {
    std::string_view x, y;
    if (!find_bytes_of(a, x) || !find_bytes_of(b, y)) return is_failed() ? object() : object(NotImplemented);
    const int order = x.compare(y);
    switch (op) {
    case compare::lt: return boolean(order < 0);
    case compare::le: return boolean(order <= 0);
    case compare::eq: return boolean(order == 0);
    case compare::ne: return boolean(order != 0);
    case compare::gt: return boolean(order > 0);
    default: return boolean(order >= 0);
    }
}

object bytes_add(ref a, ref b) {
    std::string_view x, y;
    if (!find_bytes_of(a, x) || !find_bytes_of(b, y)) {
        if (is_failed()) return failed;
        return raise_error(TypeError_type, "can't concat %T to %T", b, a);
    }
    if (x.empty() && a.is_instance_exactly(bytes_type) && b.is_instance_exactly(bytes_type)) return b;
    std::string joined;
    joined.reserve(x.size() + y.size());
    joined.append(x).append(y);
    return like(a, joined);
}

object bytes_multiply(ref a, ref n) {
    if (!is_bytes_object(a) && !is_bytearray_object(a)) return bytes_multiply(n, a);  // __rmul__
    std::int64_t count;
    if (!repeat_count(n, count)) return failed;
    const std::string_view data = view_of(a);
    if (count <= 0 || data.empty()) return like(a, {});
    if (count == 1) return like_or_self(a, data);
    if (static_cast<std::uint64_t>(count) > (UINT64_C(1) << 36) / data.size()) return raise_error(MemoryError_type, "");
    std::string repeated;
    repeated.reserve(data.size() * static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) repeated.append(data);
    return like(a, repeated);
}

object bytes_modulo(ref a, ref b) {
    if (!is_bytes_object(a) && !is_bytearray_object(a)) return NotImplemented;
    return percent_format_bytes(a, b);
}

object bytes_getitem(ref self, ref key) {
    const bool mutable_ = is_bytearray_object(self);
    if (key.is_heap() && key.type() == &slice_type) {
        slice_bounds bounds;
        if (!bounds.read(key)) return failed;
        const std::int64_t count = bounds.fit(bytes_length(self)), start = bounds.start, step = bounds.step;
        const std::string_view data = view_of(self);
        if (count <= 0) return like(self, {});
        if (step == 1)
            return like_or_self(self, data.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(count)));
        std::string picked;
        for (std::int64_t i = 0; i < count; ++i) picked.push_back(data[static_cast<std::size_t>(start + i * step)]);
        return like(self, picked);
    }
    if (!has_index(key))
        return raise_error(TypeError_type,
                           mutable_ ? "bytearray indices must be integers or slices, not %T"
                                    : "byte indices must be integers or slices, not %T",
                           key);
    std::int64_t i;
    if (!to_index(key, i)) return failed;
    const std::string_view data = view_of(self);
    if (i < 0) i += static_cast<std::int64_t>(data.size());
    if (i < 0 || i >= static_cast<std::int64_t>(data.size()))
        return raise_error(IndexError_type, mutable_ ? "bytearray index out of range" : "index out of range");
    return static_cast<std::int64_t>(static_cast<unsigned char>(data[static_cast<std::size_t>(i)]));
}

int bytes_contains(ref self, ref item) {
    std::string_view what;
    char byte;
    if (has_index(item)) {
        unsigned char value;
        if (!read_byte(item, value)) return -1;
        byte = static_cast<char>(value);
        what = {&byte, 1};
    } else if (!require_bytes(item, what)) {
        return -1;
    }
    return find_bytes(view_of(self), what) != not_found;
}

std::int64_t bytes_length(ref x) { return static_cast<std::int64_t>(view_of(x).size()); }

// ---- iteration

namespace {

struct bytes_iterator : gc_header {
    object sequence;  // empty when exhausted
    std::uint64_t place = 0;
    bytes_iterator(type_object& type, ref s) noexcept : gc_header(&type), sequence(s) {}
};

object iterator_next(ref self) {
    auto& it = *self.as<bytes_iterator>();
    if (!it.sequence) return {};
    const std::string_view data = view_of(it.sequence);
    if (it.place >= data.size()) {
        it.sequence.reset();
        return {};
    }
    return static_cast<std::int64_t>(static_cast<unsigned char>(data[it.place++]));
}

object iterator_length_hint(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<bytes_iterator>();
    if (!it.sequence) return 0;
    const std::uint64_t size = view_of(it.sequence).size();
    return static_cast<std::int64_t>(size > it.place ? size - it.place : 0);
}

object iterator_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<bytes_iterator>();
    return it.sequence ? reduce_to_iter(it.sequence, make_uint(it.place)) : reduce_exhausted();
}
object iterator_setstate(ref self, const ref* args, std::size_t, ref) {
    auto& it = *self.as<bytes_iterator>();
    std::int64_t place;
    if (!iterator_state(args[0], place)) return {};
    if (it.sequence) it.place = std::min<std::size_t>(place < 0 ? 0 : place, view_of(it.sequence).size());
    return None;
}

constexpr method_definition iterator_methods[] = {
    {"__reduce__", iterator_reduce, "self, /"},
    {"__setstate__", iterator_setstate, "self, state, /"},
    {"__length_hint__", iterator_length_hint, "self, /"},
    {nullptr, nullptr},
};

constexpr void fill_iterator(type_object& t) noexcept {
    t.instance_size = sizeof(bytes_iterator);
    t.methods = iterator_methods;
    t.dealloc = [](header* dead) noexcept {
        untrack(static_cast<gc_header*>(dead));
        destroy<bytes_iterator>(dead);
    };
    t.traverse = [](header* o, visitor v, void* context) {
        visit(static_cast<bytes_iterator*>(o)->sequence, v, context);
    };
    t.iter = [](ref x) -> object { return x; };
    t.next = iterator_next;
}

constinit type_object bytes_iterator_type("bytes_iterator", &object_type, type_gc, fill_iterator);
constinit type_object bytearray_iterator_type("bytearray_iterator", &object_type, type_gc, fill_iterator);

}  // namespace

object bytes_iterate(ref x) {
    auto* it = make<bytes_iterator>(is_bytearray_object(x) ? bytearray_iterator_type : bytes_iterator_type, x);
    track(it);
    return object::take(it);
}

}  // namespace cowith
