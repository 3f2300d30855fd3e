// bytes and bytearray: layouts and what their sources share.
#pragma once
#include "cowith/gc.hpp"
#include "cowith/types.hpp"

#include <string>

namespace cowith {

struct bytearray_object : header {
    unsigned char* data = nullptr;
    std::uint64_t size = 0, capacity = 0;
    std::uint64_t exports = 0;  // memoryviews that look into it: no resizing then
    bytearray_object() noexcept : header(&bytearray_type) {}
    std::string_view view() const noexcept { return {reinterpret_cast<const char*>(data), size}; }
};

/// A new bytearray with these contents.
object make_bytearray(std::string_view data) noexcept;
/// Gives a bytearray a new size, new bytes undefined; BufferError while memoryviews look into it. False: failed.
bool resize_bytearray(bytearray_object& a, std::uint64_t size) noexcept;

inline bool is_bytes_object(ref x) noexcept { return x.is_heap() && has_flag(x, type_flag::is_bytes); }
inline bool is_bytearray_object(ref x) noexcept { return x.is_heap() && has_type(x, bytearray_type); }

/// The contents of bytes, bytearray or a memoryview; nothing pending when it is none of them.
bool find_bytes_of(ref x, std::string_view& data) noexcept;
/// The same with TypeError "a bytes-like object is required, not 'X'".
bool require_bytes(ref x, std::string_view& data) noexcept;
/// An int from 0 to 255: ValueError "byte must be in range(0, 256)".
bool read_byte(ref x, unsigned char& out) noexcept;
/// What a method of `self` (bytes or bytearray) gives: the same kind with these contents.
object like(ref self, std::string_view data) noexcept;
/// The same without a copy where `self` is an exact bytes object with these very contents.
object like_or_self(ref self, std::string_view data) noexcept;

/// The bytes of the constructor's arguments (PyBytes_FromObject and the rest); `what`: "bytes" or "bytearray". False: failed.
bool bytes_from_arguments(const ref* args, std::size_t count, ref names, const char* what, std::string& out) noexcept;
/// The bytes of an iterable of ints or a bytes-like object. `error`: the ValueError's text for ints out of range.
bool bytes_from_iterable(ref x, const char* what, const char* range_error, std::string& out) noexcept;

object bytes_repr(ref x);
object bytes_richcompare(ref a, ref b, compare op);
object bytes_add(ref a, ref b);
object bytes_multiply(ref a, ref n);
object bytes_modulo(ref a, ref b);
object bytes_getitem(ref self, ref key);
int bytes_contains(ref self, ref item);
std::int64_t bytes_length(ref x);
object bytes_iterate(ref x);

/// data.hex(sep, bytes_per_sep)
object hex_text(std::string_view data, ref separator, ref group_size) noexcept;

/// bytes % arguments
object percent_format_bytes(ref format, ref arguments) noexcept;

// Methods that bytes and bytearray have in common.
#define COWITH_BYTES_METHOD(name) object bytes_method_##name(ref self, const ref* args, std::size_t count, ref names);
#include "types/bytes_methods.def"
#undef COWITH_BYTES_METHOD

}  // namespace cowith
