// memoryview over bytes and bytearray: one dimension of unsigned bytes, with a step.
#pragma once
#include "cowith/gc.hpp"
#include "cowith/types.hpp"

#include <string>

namespace cowith {

struct memoryview_object : gc_header {
    object owner;  // bytes or bytearray; empty once released
    std::int64_t start = 0, count = 0, step = 1;
    bool readonly = true;
    bool cast_char = false;  // format 'c' instead of 'B'
    std::int64_t hash = -1;
    gc_header* weakrefs = nullptr;
    memoryview_object() noexcept : gc_header(&memoryview_type) {}
};

/// The bytes that a contiguous memoryview shows; false: x is none (nothing pending), or it is released or not contiguous (pending).
bool memoryview_contents(ref x, std::string_view& data) noexcept;
/// A copy of what a memoryview shows, contiguous or not; false: x is none, or it is released (nothing pending).
bool copy_memoryview(ref x, std::string& out) noexcept;
object make_memoryview(ref bytes_like) noexcept;

}  // namespace cowith
