// Comparison, truth, hash, length and membership: Objects/object.c (do_richcompare...) and abstract.c.
#include "dispatch.hpp"

namespace cowith {
namespace {

constexpr compare swapped[] = {compare::gt, compare::ge, compare::eq, compare::ne, compare::lt, compare::le};
constexpr const char* symbols[] = {"<", "<=", "==", "!=", ">", ">="};

int of(compare op) noexcept { return static_cast<int>(op); }

bool compare_small(std::int64_t a, std::int64_t b, compare op) noexcept {
    switch (op) {
    case compare::lt: return a < b;
    case compare::le: return a <= b;
    case compare::eq: return a == b;
    case compare::ne: return a != b;
    case compare::gt: return a > b;
    default: return a >= b;
    }
}

}  // namespace

object compare_objects(ref a, ref b, compare op) noexcept {
    if (!a || !b) [[unlikely]]
        return pass_on();
    if (a.is_small() && b.is_small()) return boolean(compare_small(a.small(), b.small(), op));
    if (stack_exhausted()) return {};
    type_object *left = readied_type(a), *right = readied_type(b);
    bool reflected_done = false;
    if (left != right && right->richcompare && is_subtype(right, left)) {
        reflected_done = true;
        object result = right->richcompare(b, a, swapped[of(op)]);
        if (!result.is(NotImplemented)) return result;
    }
    if (left->richcompare) {
        object result = left->richcompare(a, b, op);
        if (!result.is(NotImplemented)) return result;
    }
    if (!reflected_done && right->richcompare) {
        object result = right->richcompare(b, a, swapped[of(op)]);
        if (!result.is(NotImplemented)) return result;
    }
    if (op == compare::eq) return boolean(a.is(b));
    if (op == compare::ne) return boolean(!a.is(b));
    return raise_error(TypeError_type, "'%s' not supported between instances of '%T' and '%T'", symbols[of(op)], a, b);
}

int compare_truth(ref a, ref b, compare op) noexcept {
    object result = compare_objects(a, b, op);
    if (!result) return -1;
    if (result.is(True)) return 1;
    if (result.is(False)) return 0;
    return truth_of(result);
}

int equal_or_same(ref a, ref b) noexcept {
    if (a.is(b)) return 1;
    if (a.is_small() && b.is_small()) return 0;
    return compare_truth(a, b, compare::eq);
}

int truth_of(ref x) noexcept {
    if (x.is(True)) return 1;
    if (x.is(False) || x.is(None)) return 0;
    return truth_slow(x);
}

int truth_slow(ref x) noexcept {
    if (!x) [[unlikely]]
        return pass_on(), -1;
    if (x.is_small()) return x.small() != 0;
    type_object* type = readied_type(x);
    if (type->truth) return type->truth(x);
    if (type->length) {
        const std::int64_t length = type->length(x);
        return length < 0 ? -1 : length > 0;
    }
    return 1;
}

std::int64_t hash_of(ref x) noexcept {
    if (!x) [[unlikely]]
        return pass_on(), -1;
    if (auto hash = readied_type(x)->hash) return hash(x);
    return hash_not_implemented(x);
}

std::int64_t hash_not_implemented(ref x) noexcept {
    raise_error(TypeError_type, "unhashable type: '%T'", x);
    return -1;
}

std::int64_t hash_pointer(const void* p) noexcept {
    const auto bits = reinterpret_cast<std::uint64_t>(p);
    const auto hash = static_cast<std::int64_t>((bits >> 4) | (bits << 60));
    return hash == -1 ? -2 : hash;
}

std::int64_t length_of(ref x) noexcept {
    if (!x) [[unlikely]]
        return pass_on(), -1;
    if (auto length = readied_type(x)->length) return length(x);
    raise_error(TypeError_type, "object of type '%T' has no len()", x);
    return -1;
}

int contains(ref container, ref item) noexcept {
    if (!container || !item) [[unlikely]]
        return pass_on(), -1;
    if (auto contains = readied_type(container)->contains) return contains(container, item);
    object it = get_iterator(container);
    if (!it) {
        if (!pending_is(TypeError_type)) return -1;
        clear_pending();
        raise_error(TypeError_type, "argument of type '%T' is not a container or iterable", container);
        return -1;
    }
    while (object value = next_value(it)) {
        const int same = equal_or_same(value, item);
        if (same) return same;
    }
    return is_failed() ? -1 : 0;
}

}  // namespace cowith
