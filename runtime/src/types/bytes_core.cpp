// Making bytes and reading bytes-like objects.
#include "types/arguments.hpp"
#include "types/bytes_object.hpp"
#include "types/codecs.hpp"
#include "types/int_object.hpp"
#include "types/memoryview.hpp"
#include "types/text.hpp"

#include <cstring>
#include <new>

namespace cowith {

namespace {

std::size_t allocation(std::uint64_t size) noexcept { return sizeof(bytes_object) + static_cast<std::size_t>(size); }

object make_bytes_for(type_object& cls, std::string_view data) noexcept {
    auto* b = ::new (allocate_instance(cls, allocation(data.size()))) bytes_object(data.size());
    b->type = &cls;
    if (cls.type_flags & type_heap) ++cls.refs;
    if (!data.empty()) std::memcpy(b->data, data.data(), data.size());
    b->data[data.size()] = 0;
    return object::take(b);
}

void dealloc_bytes(header* dead) noexcept {
    auto* b = static_cast<bytes_object*>(dead);
    const type_object& cls = *b->type;
    if (cls.weakrefs_offset) clear_weakrefs(b);
    release_instance(b, cls, allocation(b->size));
}

object new_bytes(type_object& cls, const ref* args, std::size_t count, ref names) {
    static const ref conversion = intern("__bytes__");
    if (count == 1 && !keyword_count(names)) {
        if (args[0].is_instance_exactly(bytes_type) && &cls == &bytes_type) return args[0];
        if (!is_bytes_object(args[0]) && !is_str(args[0])) {
            if (const object method = lookup_special(args[0], conversion)) {
                const object result = method();
                if (!result) return failed;
                if (!is_bytes_object(result))
                    return raise_error(TypeError_type, "%T.__bytes__() must return a bytes, not %T", args[0],
                                       ref(result));
                return &cls == &bytes_type ? result : make_bytes_for(cls, result.as<bytes_object>()->view());
            }
            if (is_failed()) return failed;
        }
    }
    std::string data;
    if (!bytes_from_arguments(args, count, names, "bytes", data)) return failed;
    return make_bytes_for(cls, data);
}

constexpr method_definition bytes_methods[] = {
#include "types/bytes_method_table.inc"
    {"__bytes__",
     [](ref self, const ref*, std::size_t, ref) -> object {
         return like_or_self(self, self.as<bytes_object>()->view());
     },
     "self, /"},
    {"__getnewargs__",
     [](ref self, const ref*, std::size_t, ref) -> object {
         return tuple(make_bytes(self.as<bytes_object>()->view()));
     },
     "self, /"},
    {nullptr, nullptr},
};

}  // namespace

object make_bytes(std::string_view data) noexcept { return make_bytes_for(bytes_type, data); }

bool is_bytes_or_bytearray(ref x, std::string_view& data) noexcept { return find_bytes_of(x, data); }

bool find_bytes_of(ref x, std::string_view& data) noexcept {
    if (is_bytes_object(x))
        data = x.as<bytes_object>()->view();
    else if (is_bytearray_object(x))
        data = x.as<bytearray_object>()->view();
    else
        return memoryview_contents(x, data);
    return true;
}

bool require_bytes(ref x, std::string_view& data) noexcept {
    if (find_bytes_of(x, data)) return true;
    if (!is_failed()) raise_error(TypeError_type, "a bytes-like object is required, not '%T'", x);
    return false;
}

bool read_byte(ref x, unsigned char& out) noexcept {
    const object index = to_index_object(x);
    if (!index) return false;
    std::int64_t v;
    if (int_value(index, v) && v >= 0 && v < 256) {
        out = static_cast<unsigned char>(v);
        return true;
    }
    raise_error(ValueError_type, "byte must be in range(0, 256)");
    return false;
}

object like(ref self, std::string_view data) noexcept {
    return is_bytearray_object(self) ? make_bytearray(data) : make_bytes(data);
}

object like_or_self(ref self, std::string_view data) noexcept {
    if (self.is_instance_exactly(bytes_type) && data.size() == self.as<bytes_object>()->size) return self;
    return like(self, data);
}

bool bytes_from_iterable(ref x, const char* what, const char* range_error, std::string& out) noexcept {
    std::string_view data;
    if (find_bytes_of(x, data)) {
        out.assign(data);
        return true;
    }
    if (is_failed()) return false;
    if (is_str(x)) {
        raise_error(TypeError_type, "cannot convert '%T' object to %s", x, what);
        return false;
    }
    const object it = get_iterator(x);
    if (!it) {
        if (pending_is(TypeError_type)) {
            clear_pending();
            raise_error(TypeError_type, "cannot convert '%T' object to %s", x, what);
        }
        return false;
    }
    while (const object item = next_value(it)) {
        const object index = to_index_object(item);
        if (!index) return false;
        std::int64_t v;
        if (!int_value(index, v) || v < 0 || v > 255) {
            raise_error(ValueError_type, "%s", range_error);
            return false;
        }
        out.push_back(static_cast<char>(v));
    }
    return !is_failed();
}

object bytes_from(ref x) noexcept {
    if (x.is_instance_exactly(bytes_type)) return x;
    if (is_int(x) || is_str(x)) return raise_error(TypeError_type, "cannot convert '%T' object to bytes", x);
    return new_bytes(bytes_type, &x, 1, {});
}

bool bytes_from_arguments(const ref* args, std::size_t count, ref names, const char* what, std::string& out) noexcept {
    static constexpr const char* parameters[] = {"source", "encoding", "errors"};
    ref values[3] = {};
    if (count + keyword_count(names) > 3) {
        raise_error(TypeError_type, "%s() takes at most 3 arguments (%zd given)", what, count + keyword_count(names));
        return false;
    }
    for (std::size_t i = 0; i < count; ++i) values[i] = args[i];
    for (std::size_t i = 0; i < keyword_count(names); ++i) {
        const ref name = keyword_name(names, i);
        std::size_t at = 0;
        while (at < 3 && text_of(name) != parameters[at]) ++at;
        if (at == 3) {
            raise_error(TypeError_type, "%s() got an unexpected keyword argument '%S'", what, name);
            return false;
        }
        if (values[at]) {
            raise_error(TypeError_type, "argument for %s() given by name ('%s') and position (%zd)", what,
                        parameters[at], at + 1);
            return false;
        }
        values[at] = args[count + i];
    }
    for (int i = 1; i < 3; ++i) {
        if (values[i] && !is_str(values[i])) {
            raise_error(TypeError_type, "%s() argument '%s' must be str, not %T", what, parameters[i], values[i]);
            return false;
        }
    }
    if (!values[0]) {
        if (!values[1] && !values[2]) return true;
        raise_error(TypeError_type,
                    values[1] ? "encoding without a string argument" : "errors without a string argument");
        return false;
    }
    const ref source = values[0];
    if (is_str(source)) {
        if (!values[1]) {
            raise_error(TypeError_type, "string argument without an encoding");
            return false;
        }
        const object encoded = encode(source, values[1], values[2]);
        if (encoded) out.assign(encoded.as<bytes_object>()->view());
        return static_cast<bool>(encoded);
    }
    if (values[1] || values[2]) {
        raise_error(TypeError_type,
                    values[1] ? "encoding without a string argument" : "errors without a string argument");
        return false;
    }
    if (copy_memoryview(source, out)) return true;
    std::string_view data;
    if (!find_bytes_of(source, data) && !is_failed() && has_index(source)) {
        const object index = to_index_object(source);
        if (!index) return false;
        std::int64_t size;
        if (!int_value(index, size)) {
            raise_error(OverflowError_type, "cannot fit '%T' into an index-sized integer", source);
            return false;
        }
        if (size < 0) {
            raise_error(ValueError_type, "negative count");
            return false;
        }
        if (size > INT64_C(1) << 36) {
            raise_error(MemoryError_type, "");
            return false;
        }
        out.assign(static_cast<std::size_t>(size), '\0');
        return true;
    }
    if (is_failed()) return false;
    return bytes_from_iterable(
        source, what,
        std::strcmp(what, "bytes") == 0 ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)", out);
}

constinit type_object bytes_type("bytes", &object_type, type_subclassable | type_flag::is_bytes, [](type_object& t) {
    t.instance_size = sizeof(bytes_object);
    t.methods = bytes_methods;
    t.dealloc = dealloc_bytes;
    t.new_ = new_bytes;
    t.repr = bytes_repr;
    t.hash = [](ref x) -> std::int64_t {
        auto& b = *x.as<bytes_object>();
        if (b.hash == -1) b.hash = hash_bytes(b.data, b.size);
        return b.hash;
    };
    t.richcompare = bytes_richcompare;
    t.iter = bytes_iterate;
    t.truth = [](ref x) -> int { return x.as<bytes_object>()->size != 0; };
    t.length = bytes_length;
    t.getitem = bytes_getitem;
    t.contains = bytes_contains;
    t.set_number(number_op::add, bytes_add);
    t.set_number(number_op::mul, bytes_multiply);
    t.set_number(number_op::mod, bytes_modulo);
    t.doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
            "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
            "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
            "bytes() -> empty bytes object\n\nConstruct an immutable array of bytes from:\n"
            "  - an iterable yielding integers in range(256)\n"
            "  - a text string encoded using the specified encoding\n"
            "  - any object implementing the buffer API.\n  - an integer";
});

}  // namespace cowith
