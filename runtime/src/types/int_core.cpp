// Making, reading, comparing and hashing ints.
#include "types/int_object.hpp"

#include <cmath>
#include <cstring>

namespace cowith {

int_operand::int_operand(ref x) noexcept {
    std::int64_t small;
    if (x.is_small()) {
        small = x.small();
    } else if (x.type() == &bool_type) {
        small = x.is(True);
    } else {
        value_ = x.as<int_object>()->value;
        return;
    }
    const std::uint64_t magnitude =
        small < 0 ? 0 - static_cast<std::uint64_t>(small) : static_cast<std::uint64_t>(small);
    digits_[0] = magnitude & MP_MASK;
    digits_[1] = magnitude >> MP_DIGIT_BIT;
    value_ = mp_int{digits_[1] ? 2 : digits_[0] ? 1 : 0, 2, small < 0 ? MP_NEG : MP_ZPOS, digits_};
}

namespace {

/// The value when it lies within int64.
bool fits_int64(const mp_int& v, std::int64_t& out) noexcept {
    if (v.used > 2) return false;
    std::uint64_t magnitude = 0;
    if (v.used > 1) {
        if (v.dp[1] >= 16) return false;
        magnitude = v.dp[1] << MP_DIGIT_BIT;
    }
    if (v.used > 0) magnitude |= v.dp[0];
    const std::uint64_t limit = UINT64_C(1) << 63;
    if (v.sign == MP_NEG) {
        if (magnitude > limit) return false;
        out = static_cast<std::int64_t>(0 - magnitude);
        return true;
    }
    if (magnitude >= limit) return false;
    out = static_cast<std::int64_t>(magnitude);
    return true;
}

}  // namespace

object big::finish() noexcept {
    if (!ok_) return raise_error(MemoryError_type, "");
    std::int64_t small;
    if (fits_int64(value_, small) && ref::fits_small(small)) return small;
    object result = object::take(make<int_object>(&int_type, value_));
    value_.dp = nullptr;
    return result;
}

object make_int128(__int128 v) noexcept {
    if (v >= -(INT64_C(1) << 62) && v < (INT64_C(1) << 62)) return static_cast<std::int64_t>(v);
    big result;
    if (!result.ok()) return result.finish();
    unsigned __int128 magnitude = v < 0 ? 0 - static_cast<unsigned __int128>(v) : static_cast<unsigned __int128>(v);
    int used = 0;
    for (; magnitude; magnitude >>= MP_DIGIT_BIT) result->dp[used++] = static_cast<mp_digit>(magnitude) & MP_MASK;
    result->used = used;
    result->sign = v < 0 ? MP_NEG : MP_ZPOS;
    return result.finish();
}

object make_int(std::int64_t v) noexcept {
    if (ref::fits_small(v)) return v;
    return make_int128(v);
}

object make_uint(std::uint64_t v) noexcept { return make_int128(static_cast<__int128>(v)); }

bool is_int(ref x) noexcept { return x.is_small() || (x.is_heap() && has_flag(x, is_long)); }

bool int_value(ref x, std::int64_t& out) noexcept {
    if (x.is_small()) {
        out = x.small();
        return true;
    }
    if (x.type() == &bool_type) {
        out = x.is(True);
        return true;
    }
    return fits_int64(x.as<int_object>()->value, out);
}

object exact_int(ref x) noexcept {
    if (x.is_small() || x.type() == &int_type) return x;
    std::int64_t small;
    if (int_value(x, small)) return make_int(small);
    big copy;
    copy.note(mp_copy(&x.as<int_object>()->value, copy.get()));
    return copy.finish();
}

std::uint64_t bit_length(const mp_int& v) noexcept {
    if (v.used == 0) return 0;
    return static_cast<std::uint64_t>(v.used - 1) * MP_DIGIT_BIT +
           (64 - static_cast<unsigned>(__builtin_clzll(v.dp[v.used - 1])));
}

bool int_to_double(const mp_int& v, double& out) noexcept {
    const std::uint64_t bits = bit_length(v);
    if (bits <= 64) {
        std::uint64_t magnitude = v.used ? v.dp[0] : 0;
        if (v.used > 1) magnitude |= v.dp[1] << MP_DIGIT_BIT;
        out = static_cast<double>(magnitude);
    } else {
        if (bits > 1024) return false;
        // The top 64 bits, the lowest of which stands for all that is below it ("sticky"), round as the whole would.
        const std::uint64_t drop = bits - 64;
        const int first = static_cast<int>(drop / MP_DIGIT_BIT);
        const unsigned shift = static_cast<unsigned>(drop % MP_DIGIT_BIT);
        std::uint64_t top = v.dp[first] >> shift;
        bool sticky = shift && (v.dp[first] & ((UINT64_C(1) << shift) - 1));
        unsigned have = MP_DIGIT_BIT - shift;
        for (int i = first + 1; i < v.used; ++i, have += MP_DIGIT_BIT) {
            if (have < 64) top |= v.dp[i] << have;
        }
        for (int i = 0; i < first && !sticky; ++i) sticky = v.dp[i] != 0;
        out = std::ldexp(static_cast<double>(top | (sticky ? 1 : 0)), static_cast<int>(drop));
        if (std::isinf(out)) return false;
    }
    if (v.sign == MP_NEG) out = -out;
    return true;
}

object int_from_double(double v) noexcept {
    if (v >= -4611686018427387904.0 && v < 4611686018427387904.0) return static_cast<std::int64_t>(v);
    int exponent;
    const double fraction = std::frexp(std::fabs(v), &exponent);
    big result(exponent / MP_DIGIT_BIT + 2);
    mp_set_u64(result.get(), static_cast<std::uint64_t>(std::ldexp(fraction, 53)));
    result.note(mp_mul_2d(result.get(), exponent - 53, result.get()));
    if (v < 0) result->sign = MP_NEG;
    return result.finish();
}

int int_compare(ref a, ref b) noexcept {
    if (a.is_small() && b.is_small()) return a.small() < b.small() ? -1 : a.small() > b.small();
    const int_operand x(a), y(b);
    return mp_cmp(x.get(), y.get());
}

int compare_int_double(ref integer, double d) noexcept {
    if (std::isnan(d)) return 2;
    if (std::isinf(d)) return d > 0 ? -1 : 1;
    std::int64_t v;
    if (int_value(integer, v) && v >= -(INT64_C(1) << 53) && v <= (INT64_C(1) << 53)) {
        const double exact = static_cast<double>(v);
        return exact < d ? -1 : exact > d;
    }
    const double whole = std::trunc(d);
    const object floor = int_from_double(whole);
    const int order = int_compare(integer, floor);
    if (order) return order;
    return d > whole ? -1 : d < whole;
}

std::int64_t hash_int(ref x) noexcept {
    constexpr std::uint64_t modulus = (UINT64_C(1) << 61) - 1;
    if (x.is_small()) {
        const std::int64_t v = x.small();
        const std::uint64_t magnitude = v < 0 ? 0 - static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v);
        const auto hash = static_cast<std::int64_t>(magnitude % modulus);
        const std::int64_t result = v < 0 ? -hash : hash;
        return result == -1 ? -2 : result;
    }
    const int_operand v(x);
    std::uint64_t hash = 0;
    for (int i = v->used; i-- > 0;) {
        const unsigned __int128 wide = (static_cast<unsigned __int128>(hash) << MP_DIGIT_BIT) + v->dp[i];
        hash = static_cast<std::uint64_t>(wide % modulus);
    }
    const auto result = v.negative() ? -static_cast<std::int64_t>(hash) : static_cast<std::int64_t>(hash);
    return result == -1 ? -2 : result;
}

}  // namespace cowith
