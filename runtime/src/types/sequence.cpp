#include "sequence.hpp"

namespace cowith {

bool search_bound(ref bound, std::int64_t length, std::int64_t& out) noexcept {
    if (!has_index(bound)) {
        raise_error(TypeError_type, "slice indices must be integers or have an __index__ method");
        return false;
    }
    if (!to_index_clipped(bound, out)) return false;
    if (out < 0) {
        out += length;
        if (out < 0) out = 0;
    }
    return true;
}

bool repeat_count(ref n, std::int64_t& out) noexcept {
    if (has_index(n))
        return to_index(n, out) ||
               (pending_is(IndexError_type) &&
                (clear_pending(), raise_error(OverflowError_type, "cannot fit '%T' into an index-sized integer", n),
                 false));
    raise_error(TypeError_type, "can't multiply sequence by non-int of type '%T'", n);
    return false;
}

bool no_keywords(const char* function, ref names) noexcept {
    if (!names || names.as<tuple_object>()->size == 0) return true;
    raise_error(TypeError_type, "%s() takes no keyword arguments", function);
    return false;
}

bool count_between(const char* function, std::size_t count, std::size_t least, std::size_t most) noexcept {
    if (count < least) {
        raise_error(TypeError_type, "%s expected %s%zu argument%s, got %zu", function, least == most ? "" : "at least ",
                    least, least == 1 ? "" : "s", count);
        return false;
    }
    if (count > most) {
        raise_error(TypeError_type, "%s expected %s%zu argument%s, got %zu", function, least == most ? "" : "at most ",
                    most, most == 1 ? "" : "s", count);
        return false;
    }
    return true;
}

int less_than(ref a, ref b) noexcept {
    if (a.is_small() && b.is_small()) return a.small() < b.small();
    return compare_truth(a, b, compare::lt);
}

}  // namespace cowith
