#include "types/bounds.hpp"

namespace cowith {

namespace {

/// One bound, clipped to int64.
bool read_bound(ref x, std::int64_t& out) noexcept {
    if (!has_index(x)) {
        raise_error(TypeError_type, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return to_index_clipped(x, out);
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

}  // namespace cowith
