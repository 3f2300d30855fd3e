// range's layout.
#pragma once
#include "sequence.hpp"

namespace cowith {

struct range_object : header {
    object start, stop, step, length;  // ints
    range_object() noexcept : header(&range_type) {}
};
extern type_object range_iterator_type, longrange_iterator_type;

/// A range whose values are all small ints: its first value, the step and how many there are; false: not of that kind, or empty.
bool small_range(ref x, std::int64_t& first, std::int64_t& step, std::int64_t& count) noexcept;

}  // namespace cowith
