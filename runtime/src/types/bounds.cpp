#include "types/bounds.hpp"

#include "types/int_object.hpp"

namespace cowith {

namespace {

bool has_index(ref x) noexcept {
    if (is_int(x)) return true;
    type_object& type = *x.type();
    if (!(type.type_flags & type_ready)) ready(type);
    return type.as_index != nullptr;
}

/// One bound, clipped to int64.
bool read_bound(ref x, std::int64_t& out) noexcept {
    if (!has_index(x)) {
        raise_error(TypeError_type, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    const object index = index_of(x);
    if (!index) return false;
    if (!int_value(index, out)) out = int_compare(index, 0) < 0 ? INT64_MIN : INT64_MAX;
    return true;
}

}  // namespace

bool adjust_bounds(ref start_argument, ref stop_argument, std::int64_t length, std::int64_t& start,
                   std::int64_t& stop) noexcept {
    start = 0;
    stop = length;
    if (start_argument && !start_argument.is(None) && !read_bound(start_argument, start)) return false;
    if (stop_argument && !stop_argument.is(None) && !read_bound(stop_argument, stop)) return false;
    if (stop > length) stop = length;
    if (stop < 0) stop = stop + length < 0 ? 0 : stop + length;
    if (start < 0) start = start + length < 0 ? 0 : start + length;
    return true;
}

bool repetitions(ref n, std::int64_t& out) noexcept {
    if (!has_index(n)) {
        raise_error(TypeError_type, "can't multiply sequence by non-int of type '%T'", n);
        return false;
    }
    const object index = index_of(n);
    if (!index) return false;
    if (int_value(index, out)) return true;
    raise_error(OverflowError_type, "cannot fit '%T' into an index-sized integer", n);
    return false;
}

}  // namespace cowith
