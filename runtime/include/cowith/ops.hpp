// Python's operators. All give an empty object when they fail, and pass a failed operand on.
#pragma once
#include "call.hpp"

namespace cowith {

object binary(number_op op, ref a, ref b) noexcept;  // with the protocol of __op__/__rop__; in-place ones fall back
object power(ref a, ref b, ref modulus) noexcept;
object compare_objects(ref a, ref b, compare op) noexcept;  // a < b as an object
int compare_truth(
    ref a, ref b,
    compare
        op) noexcept;  // truth(a < b) without the object; -1 failed; for == and != identity implies equal is NOT assumed
int contains(ref container, ref item) noexcept;  // item in container; -1 failed
int truth_slow(ref x) noexcept;
int truth_of(ref x) noexcept;              // bool(x); -1 failed
int equal_or_same(ref a, ref b) noexcept;  // a is b or a == b, as containers compare; -1 failed
object add_slow(ref a, ref b) noexcept;
object sub_slow(ref a, ref b) noexcept;
object mul_slow(ref a, ref b) noexcept;
object div_slow(ref a, ref b) noexcept;

/// bool(x) as a C++ bool; false too when it failed (then a pending exception is there: test `at(line).failed()` on the false path).
inline bool truth(ref x) noexcept {
    if (x.is(True)) return true;
    if (x.is(False) || x.is(None)) return false;
    if (x.is_small()) return x.small() != 0;
    if (!x) [[unlikely]]
        return false;
    return truth_slow(x) > 0;
}

// In conditions: C++ bools, false when failed (look at the pending exception then). `less(a, b)` is truth(a < b).
#define COWITH_COMPARISON(name, cpp, op)                                                                               \
    inline bool name(ref a, ref b) noexcept {                                                                          \
        if (a.is_small() && b.is_small()) [[likely]]                                                                   \
            return a.small() cpp b.small();                                                                            \
        if (!a || !b) [[unlikely]]                                                                                     \
            return pass_on(), false;                                                                                   \
        return compare_truth(a, b, compare::op) > 0;                                                                   \
    }
COWITH_COMPARISON(less, <, lt)
COWITH_COMPARISON(less_equal, <=, le)
COWITH_COMPARISON(equal, ==, eq)
COWITH_COMPARISON(not_equal, !=, ne)
COWITH_COMPARISON(greater, >, gt)
COWITH_COMPARISON(greater_equal, >=, ge)
#undef COWITH_COMPARISON
/// item in container; false too when it failed.
inline bool in(ref item, ref container) noexcept {
    if (!item || !container) [[unlikely]]
        return pass_on(), false;
    return contains(container, item) > 0;
}
/// item not in container; false too when it failed.
inline bool not_in(ref item, ref container) noexcept {
    if (!item || !container) [[unlikely]]
        return pass_on(), false;
    return contains(container, item) == 0;
}
/// a is not b; false too when one of them failed.
inline bool is_not(ref a, ref b) noexcept { return a && b && !a.is(b); }
/// not x; false too when it failed.
inline bool negate(ref x) noexcept {
    if (!x) [[unlikely]]
        return false;
    return !truth(x) && !is_failed();
}

inline object operator+(ref a, ref b) noexcept {
    std::int64_t sum;
    if (a.is_small() && b.is_small() && !__builtin_add_overflow(a.small(), b.small(), &sum) && ref::fits_small(sum))
        [[likely]]
        return sum;
    return add_slow(a, b);
}
inline object operator-(ref a, ref b) noexcept {
    std::int64_t difference;
    if (a.is_small() && b.is_small() && !__builtin_sub_overflow(a.small(), b.small(), &difference) &&
        ref::fits_small(difference)) [[likely]]
        return difference;
    return sub_slow(a, b);
}
inline object operator*(ref a, ref b) noexcept {
    std::int64_t product;
    if (a.is_small() && b.is_small() && !__builtin_mul_overflow(a.small(), b.small(), &product) &&
        ref::fits_small(product)) [[likely]]
        return product;
    return mul_slow(a, b);
}
#define COWITH_BINARY(cpp, op)                                                                                         \
    inline object operator cpp(ref a, ref b) noexcept { return binary(number_op::op, a, b); }
COWITH_BINARY(<<, lshift)
#undef COWITH_BINARY
inline object operator/(ref a, ref b) noexcept { return div_slow(a, b); }
// Small ints with a positive divisor: rounded down, the remainder takes the divisor's sign.
inline object operator%(ref a, ref b) noexcept {
    if (a.is_small() && b.is_small() && b.small() > 0) [[likely]] {
        const std::int64_t remainder = a.small() % b.small();
        return remainder < 0 ? remainder + b.small() : remainder;
    }
    return binary(number_op::mod, a, b);
}
inline object floor_divide(ref a, ref b) noexcept {
    if (a.is_small() && b.is_small() && b.small() > 0) [[likely]] {
        const std::int64_t quotient = a.small() / b.small();
        return quotient * b.small() > a.small() ? quotient - 1 : quotient;
    }
    return binary(number_op::floordiv, a, b);
}
#define COWITH_BITWISE(cpp, op)                                                                                        \
    inline object operator cpp(ref a, ref b) noexcept {                                                                \
        if (a.is_small() && b.is_small()) [[likely]]                                                                   \
            return a.small() cpp b.small();                                                                            \
        return binary(number_op::op, a, b);                                                                            \
    }
COWITH_BITWISE(&, bit_and)
COWITH_BITWISE(|, bit_or)
COWITH_BITWISE(^, bit_xor)
#undef COWITH_BITWISE
inline object operator>>(ref a, ref b) noexcept {
    if (a.is_small() && b.is_small() && b.small() >= 0 && b.small() < 64) [[likely]]
        return a.small() >> b.small();
    return binary(number_op::rshift, a, b);
}
inline object matmul(ref a, ref b) noexcept { return binary(number_op::matmul, a, b); }
inline object power(ref a, ref b) noexcept { return binary(number_op::pow, a, b); }
object operator-(ref x) noexcept;
object operator+(ref x) noexcept;
object operator~(ref x) noexcept;
object absolute(ref x) noexcept;  // abs(x)
/// x += y: tries __iadd__ first. The same for the others: in_place(number_op::isub, x, y).
object in_place_slow(number_op op, ref a, ref b) noexcept;
inline object in_place(number_op op, ref a, ref b) noexcept {
    if (a.is_small() && b.is_small()) [[likely]]
        switch (op) {
        case number_op::isub: return a - b;
        case number_op::imul: return a * b;
        case number_op::ifloordiv: return floor_divide(a, b);
        case number_op::imod: return a % b;
        case number_op::iand: return a & b;
        case number_op::ior: return a | b;
        case number_op::ixor: return a ^ b;
        case number_op::irshift: return a >> b;
        default: break;
        }
    return in_place_slow(op, a, b);
}
inline object add_in_place(ref a, ref b) noexcept {
    if (a.is_small() && b.is_small()) [[likely]]
        return a + b;
    return in_place(number_op::iadd, a, b);
}
/// head + tail of two exact strs; grows `head` where it stands when nothing else refers to it (linear time for `s += piece`).
object append_text(object head, ref tail) noexcept;
/// The same for a variable, which is assigned the result at once: its old value may be used up.
inline object add_in_place(object& a, ref b) noexcept {
    if (a.is_small() && b.is_small()) [[likely]]
        return ref(a) + b;
    if (a.is_heap() && b.is_heap() && a.heap()->type == &str_type && b.heap()->type == &str_type)
        return append_text(static_cast<object&&>(a), b);
    return in_place(number_op::iadd, a, b);
}

// Comparisons as values (not conditions): lt(a, b) is the object a < b.
inline object lt(ref a, ref b) noexcept { return compare_objects(a, b, compare::lt); }
inline object le(ref a, ref b) noexcept { return compare_objects(a, b, compare::le); }
inline object eq(ref a, ref b) noexcept { return compare_objects(a, b, compare::eq); }
inline object ne(ref a, ref b) noexcept { return compare_objects(a, b, compare::ne); }
inline object gt(ref a, ref b) noexcept { return compare_objects(a, b, compare::gt); }
inline object ge(ref a, ref b) noexcept { return compare_objects(a, b, compare::ge); }

// ---- attributes and items (out of line; members of ref forward to these)
object get_attribute(ref x, ref name) noexcept;
bool set_attribute(ref x, ref name, ref value) noexcept;  // empty value: delete
/// getattr(x, name, None)-like: empty and nothing pending when there is no such attribute; failed otherwise.
object find_attribute(ref x, ref name) noexcept;
object get_item(ref x, ref key) noexcept;
bool set_item(ref x, ref key, ref value) noexcept;  // empty value: delete

inline object ref::attr(ref name) const& { return *this ? get_attribute(*this, name) : pass_on(); }
inline bool ref::set_attr(ref name, ref value) const {
    return *this && value ? set_attribute(*this, name, value) : (pass_on(), false);
}
inline bool ref::del_attr(ref name) const { return *this ? set_attribute(*this, name, ref()) : (pass_on(), false); }
inline object ref::operator[](ref key) const& { return *this && key ? get_item(*this, key) : pass_on(); }
inline bool ref::set_item(ref key, ref value) const {
    return *this && key && value ? cowith::set_item(*this, key, value) : (pass_on(), false);
}
inline bool ref::del_item(ref key) const {
    return *this && key ? cowith::set_item(*this, key, ref()) : (pass_on(), false);
}

// ---- iteration
/// iter(x): TypeError "'X' object is not iterable".
object get_iterator(ref x) noexcept;
template <class T>
    requires std::is_same_v<T, object>
object get_iterator(T&& x) noexcept {  // of a temporary
    object iterator = get_iterator(ref(x));
    x.reset();
    return iterator;
}
/// next(it): empty and nothing pending at the end (a raised StopIteration is taken away).
object next_value(ref it) noexcept;
bool is_iterator(ref x) noexcept;  // has a __next__ slot
/// operator.length_hint: -1: failed.
std::int64_t length_hint(ref x, std::int64_t fallback = 0) noexcept;
/// The iterator of the old sequence protocol (__getitem__ with 0, 1, 2...).
object make_sequence_iterator(ref sequence) noexcept;
/// Unpacks exactly `n` values into `out` (`a, b = x`), ValueErrors as CPython's 3.14; false: failed.
bool unpack(ref x, std::size_t n, object* const* out) noexcept;
/// `a, *b, c = x`: `before` values, a list, `after` values.
bool unpack_starred(ref x, std::size_t before, std::size_t after, object* const* out) noexcept;

// ---- conversions to text and numbers
object repr(ref x) noexcept;                    // repr(x), a str
object to_str(ref x) noexcept;                  // str(x)
object ascii_repr(ref x) noexcept;              // ascii(x)
object format_value(ref x, ref spec) noexcept;  // format(x, spec)
std::int64_t hash_of(ref x) noexcept;           // -1: failed
std::int64_t length_of(ref x) noexcept;         // -1: failed
/// The hash slot of what can't be hashed: TypeError "unhashable type: 'X'".
std::int64_t hash_not_implemented(ref x) noexcept;
std::int64_t hash_pointer(const void* p) noexcept;  // the hash of an object by identity
/// operator.index(x): TypeError "'X' object cannot be interpreted as an integer".
object to_index_object(ref x) noexcept;
bool has_index(ref x) noexcept;  // an int or something with __index__
/// operator.index(x) as int64; false: failed, with IndexError "cannot fit 'X' into an index-sized integer" when too large.
bool to_index(ref x, std::int64_t& out) noexcept;
/// The same for counts and sizes: OverflowError "Python int too large to convert to C ssize_t".
bool to_size(ref x, std::int64_t& out) noexcept;
/// The same for slice bounds: too large values are clipped.
bool to_index_clipped(ref x, std::int64_t& out) noexcept;
int is_instance(ref x, ref cls) noexcept;  // -1: failed; tuples, unions, __instancecheck__
int is_subclass(ref cls, ref of) noexcept;
int plain_is_instance(ref x, ref cls) noexcept;        // type.__instancecheck__: no overriding asked
int plain_is_subclass(ref derived, ref cls) noexcept;  // type.__subclasscheck__

/// Guards a repr against recursion: `repr_guard guard(x); if (!guard) return "[...]"_s;`
class repr_guard {
  public:
    explicit repr_guard(ref x) noexcept;
    ~repr_guard();
    repr_guard(const repr_guard&) = delete;
    repr_guard& operator=(const repr_guard&) = delete;
    explicit operator bool() const noexcept { return object_ != nullptr; }

  private:
    const header* object_ = nullptr;
};

/// list[int] and the like (types.GenericAlias); `parameters`: the subscript as written.
object make_generic_alias(ref origin, ref parameters) noexcept;
/// A union type (`int | str`) of the types in a tuple.
object make_union(ref members) noexcept;
/// The members of a union type (`int | str`), a borrowed tuple.
ref union_members(ref union_object) noexcept;

}  // namespace cowith
