// range's layout.
#pragma once
#include "sequence.hpp"

namespace cowith {

struct range_object : header {
    object start, stop, step, length;  // ints
    range_object() noexcept : header(&range_type) {}
};
extern type_object range_iterator_type, longrange_iterator_type;

}  // namespace cowith
