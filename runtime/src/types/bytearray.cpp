// bytearray: storage, constructor, changes in place.
#include "types/bytes_object.hpp"
#include "types/sequence.hpp"

#include <cstdlib>
#include <cstring>

namespace cowith {

namespace {

bytearray_object& array_of(ref x) noexcept { return *x.as<bytearray_object>(); }
constexpr const char* byte_range = "byte must be in range(0, 256)";

void dealloc(header* dead) noexcept {
    auto* a = static_cast<bytearray_object*>(dead);
    if (a->data) release(a->data, a->capacity);
    destroy<bytearray_object>(a);
}

bool assign(bytearray_object& a, std::string_view data) noexcept {
    if (!resize_bytearray(a, data.size())) return false;
    if (!data.empty()) std::memcpy(a.data, data.data(), data.size());
    return true;
}

/// Replaces [start, stop) by `data`.
bool splice(bytearray_object& a, std::uint64_t start, std::uint64_t stop, std::string_view data) noexcept {
    const std::uint64_t tail = a.size - stop, size = start + data.size() + tail;
    if (size != a.size && a.exports) return resize_bytearray(a, size);
    if (size > a.size && !resize_bytearray(a, size)) return false;
    if (tail) std::memmove(a.data + start + data.size(), a.data + stop, tail);
    if (!data.empty()) std::memcpy(a.data + start, data.data(), data.size());
    return size >= a.size || resize_bytearray(a, size);
}

bool init(ref self, const ref* args, std::size_t count, ref names) {
    std::string data;
    return bytes_from_arguments(args, count, names, "bytearray", data) && assign(array_of(self), data);
}

/// What is assigned to a slice; false: failed.
bool read_values(ref value, std::string& out) noexcept {
    std::string_view data;
    if (find_bytes_of(value, data)) {
        out.assign(data);
        return true;
    }
    if (is_failed()) return false;
    if (is_int(value) || is_str(value)) {
        raise_error(TypeError_type, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
        return false;
    }
    return bytes_from_iterable(value, "bytearray", byte_range, out);
}

bool assign_slice(ref self, ref key, ref value) noexcept {
    std::string data;
    slice_bounds bounds;
    if (!bounds.read(key) || (value && !read_values(value, data))) return false;
    auto& a = array_of(self);
    const std::int64_t count = bounds.fit(static_cast<std::int64_t>(a.size)), start = bounds.start, step = bounds.step;
    if (step == 1) {
        const auto first = static_cast<std::uint64_t>(start);
        return splice(a, first, first + static_cast<std::uint64_t>(count > 0 ? count : 0), data);
    }
    if (!value) {
        std::string kept;
        for (std::int64_t i = 0, n = static_cast<std::int64_t>(a.size); i < n; ++i) {
            const std::int64_t offset = i - start;
            if (offset % step == 0 && offset / step >= 0 && offset / step < count) continue;
            kept.push_back(static_cast<char>(a.data[i]));
        }
        return assign(a, kept);
    }
    if (data.size() != static_cast<std::size_t>(count)) {
        if (data.empty()) return assign_slice(self, key, {});
        raise_error(ValueError_type, "attempt to assign bytes of size %zd to extended slice of size %zd", data.size(),
                    static_cast<std::size_t>(count));
        return false;
    }
    for (std::int64_t i = 0; i < count; ++i)
        a.data[start + i * step] = static_cast<unsigned char>(data[static_cast<std::size_t>(i)]);
    return true;
}

bool setitem(ref self, ref key, ref value) {
    if (key.is_heap() && key.type() == &slice_type) return assign_slice(self, key, value);
    if (!has_index(key)) {
        raise_error(TypeError_type, "bytearray indices must be integers or slices, not %T", key);
        return false;
    }
    std::int64_t i;
    if (!to_index(key, i)) return false;
    unsigned char byte = 0;
    auto in_range = [&] {
        if (i < 0) i += static_cast<std::int64_t>(array_of(self).size);
        if (i >= 0 && i < static_cast<std::int64_t>(array_of(self).size)) return true;
        raise_error(IndexError_type, "bytearray index out of range");
        return false;
    };
    if (!in_range() || (value && !read_byte(value, byte))) return false;
    if (i >= static_cast<std::int64_t>(array_of(self).size)) return in_range();  // __index__ may have shrunk it
    if (!value) return splice(array_of(self), static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(i) + 1, {});
    array_of(self).data[i] = byte;
    return true;
}

object add_in_place_slot(ref self, ref other) {
    std::string_view data;
    if (!find_bytes_of(other, data)) {
        if (is_failed()) return failed;
        return raise_error(TypeError_type, "can't concat %T to %T", other, self);
    }
    const std::string copy(data);  // it may be the array itself
    auto& a = array_of(self);
    return splice(a, a.size, a.size, copy) ? object(self) : object();
}

object multiply_in_place(ref self, ref n) {
    std::int64_t count;
    if (!repeat_count(n, count)) return failed;
    auto& a = array_of(self);
    const std::string once(a.view());
    if (count <= 0) return assign(a, {}) ? object(self) : object();
    if (!once.empty() && static_cast<std::uint64_t>(count) > (UINT64_C(1) << 36) / once.size())
        return raise_error(MemoryError_type, "");
    std::string repeated;
    for (std::int64_t i = 0; i < count; ++i) repeated += once;
    return assign(a, repeated) ? object(self) : object();
}

// ---- methods

object result_of(bool good) noexcept { return good ? object(None) : object(); }

object method_append(ref self, const ref* args, std::size_t, ref) {
    unsigned char byte;
    if (!read_byte(args[0], byte)) return failed;
    auto& a = array_of(self);
    const char one = static_cast<char>(byte);
    return result_of(splice(a, a.size, a.size, {&one, 1}));
}

object method_extend(ref self, const ref* args, std::size_t, ref) {
    std::string data;
    std::string_view direct;
    if (find_bytes_of(args[0], direct)) {
        data.assign(direct);
    } else {
        if (is_failed()) return failed;
        if (is_str(args[0])) return raise_error(TypeError_type, "expected iterable of integers; got: 'str'");
        const object it = get_iterator(args[0]);
        if (!it) {
            if (!pending_is(TypeError_type)) return failed;
            clear_pending();
            return raise_error(TypeError_type, "can't extend bytearray with %T", args[0]);
        }
        while (const object item = next_value(it)) {
            unsigned char byte;
            if (!read_byte(item, byte)) return failed;
            data.push_back(static_cast<char>(byte));
        }
        if (is_failed()) return failed;
    }
    auto& a = array_of(self);
    return result_of(splice(a, a.size, a.size, data));
}

object method_insert(ref self, const ref* args, std::size_t, ref) {
    std::int64_t i;
    unsigned char byte;
    if (!to_index(args[0], i) || !read_byte(args[1], byte)) return failed;
    auto& a = array_of(self);
    const auto size = static_cast<std::int64_t>(a.size);
    if (i < 0) i = i + size < 0 ? 0 : i + size;
    if (i > size) i = size;
    const char one = static_cast<char>(byte);
    return result_of(splice(a, static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(i), {&one, 1}));
}

object method_pop(ref self, const ref* args, std::size_t, ref) {
    std::int64_t i = -1;
    if (args[0] && !to_index(args[0], i)) return failed;
    auto& a = array_of(self);
    if (a.size == 0) return raise_error(IndexError_type, "pop from empty bytearray");
    if (i < 0) i += static_cast<std::int64_t>(a.size);
    if (i < 0 || i >= static_cast<std::int64_t>(a.size)) return raise_error(IndexError_type, "pop index out of range");
    const std::int64_t value = a.data[i];
    const auto at = static_cast<std::uint64_t>(i);
    return splice(a, at, at + 1, {}) ? object(value) : object();
}

object method_remove(ref self, const ref* args, std::size_t, ref) {
    unsigned char byte;
    if (!read_byte(args[0], byte)) return failed;
    auto& a = array_of(self);
    const void* found = a.size ? std::memchr(a.data, byte, a.size) : nullptr;
    if (!found) return raise_error(ValueError_type, "value not found in bytearray");
    const auto at = static_cast<std::uint64_t>(static_cast<const unsigned char*>(found) - a.data);
    return result_of(splice(a, at, at + 1, {}));
}

object method_reverse(ref self, const ref*, std::size_t, ref) {
    auto& a = array_of(self);
    for (std::uint64_t i = 0, j = a.size; i + 1 < j; ++i) std::swap(a.data[i], a.data[--j]);
    return None;
}

object method_clear(ref self, const ref*, std::size_t, ref) { return result_of(resize_bytearray(array_of(self), 0)); }
object method_copy(ref self, const ref*, std::size_t, ref) { return make_bytearray(array_of(self).view()); }

object method_resize(ref self, const ref* args, std::size_t, ref) {
    std::int64_t size;
    if (!to_index(args[0], size)) return failed;
    if (size < 0) return raise_error(ValueError_type, "bytearray.resize(): new size must be >= 0, got %lld", size);
    auto& a = array_of(self);
    const std::uint64_t before = a.size;
    if (!resize_bytearray(a, static_cast<std::uint64_t>(size))) return failed;
    if (a.size > before) std::memset(a.data + before, 0, a.size - before);
    return None;
}

object method_alloc(ref self, const ref*, std::size_t, ref) { return make_uint(array_of(self).capacity); }

/// The oldest protocols know no bytes: Latin-1 text then.
object reduce_ex(ref self, const ref* args, std::size_t, ref) {
    std::int64_t protocol;
    if (!to_index(args[0], protocol)) return {};
    object state = self.call(intern("__getstate__"));
    object contents = make_bytes(array_of(self).view());
    if (!state) return {};
    if (protocol >= 3) return tuple(ref(self.type()), tuple(contents), state);
    const object encoding = intern("latin-1");
    object text = contents.call(intern("decode"), encoding);
    return text ? tuple(ref(self.type()), tuple(text, encoding), state) : object();
}
object reduce(ref self, const ref*, std::size_t, ref) {
    const ref protocol = 2;
    return reduce_ex(self, &protocol, 1, {});
}

constexpr method_definition bytearray_methods[] = {
    {"__reduce_ex__", reduce_ex, "self, proto=0, /"},
    {"__reduce__", reduce, "self, /"},
#include "types/bytes_method_table.inc"
    {"append", method_append, "self, item, /"},
    {"clear", method_clear, "self, /"},
    {"copy", method_copy, "self, /"},
    {"extend", method_extend, "self, iterable_of_ints, /"},
    {"insert", method_insert, "self, index, item, /"},
    {"pop", method_pop, "self, index=-1, /"},
    {"remove", method_remove, "self, value, /"},
    {"resize", method_resize, "self, size, /"},
    {"reverse", method_reverse, "self, /"},
    {"__alloc__", method_alloc, "self, /"},
    {nullptr, nullptr},
};

}  // namespace

bool resize_bytearray(bytearray_object& a, std::uint64_t size) noexcept {
    if (size != a.size && a.exports) {
        raise_error(BufferError_type, "Existing exports of data: object cannot be re-sized");
        return false;
    }
    if (size + 1 > a.capacity || size < a.capacity / 4) {
        // Room for growth, an eighth more than asked for, so that appending is linear.
        const std::uint64_t capacity = size > a.size && a.size ? size + size / 8 + 8 : size + 1;
        auto* data = static_cast<unsigned char*>(allocate(capacity));
        if (a.data) {
            std::memcpy(data, a.data, a.size < size ? a.size : size);
            release(a.data, a.capacity);
        }
        a.data = data;
        a.capacity = capacity;
    }
    a.size = size;
    a.data[size] = 0;
    return true;
}

object make_bytearray(std::string_view data) noexcept {
    object result = object::take(make<bytearray_object>());
    return assign(array_of(result), data) ? result : object();
}

constinit type_object bytearray_type("bytearray", &object_type, type_subclassable, [](type_object& t) {
    t.instance_size = sizeof(bytearray_object);
    t.methods = bytearray_methods;
    t.dealloc = dealloc;
    t.new_ = [](type_object& cls, const ref*, std::size_t, ref) -> object {
        return object::take(make_for<bytearray_object>(cls));
    };
    t.init = init;
    t.repr = bytes_repr;
    t.hash = [](ref x) -> std::int64_t { return hash_not_implemented(x); };
    t.richcompare = bytes_richcompare;
    t.iter = bytes_iterate;
    t.truth = [](ref x) -> int { return array_of(x).size != 0; };
    t.length = bytes_length;
    t.getitem = bytes_getitem;
    t.setitem = setitem;
    t.contains = bytes_contains;
    t.set_number(number_op::add, bytes_add);
    t.set_number(number_op::mul, bytes_multiply);
    t.set_number(number_op::mod, bytes_modulo);
    t.set_number(number_op::iadd, add_in_place_slot);
    t.set_number(number_op::imul, multiply_in_place);
    t.doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
            "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
            "bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n"
            "bytearray() -> empty bytes array";
});

}  // namespace cowith
