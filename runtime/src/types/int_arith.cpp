// The arithmetic of ints, with Python's signs: floor division, the modulus takes the divisor's sign, shifts and
// bit operations as in two's complement without an end (Objects/longobject.c).
#include "types/int_object.hpp"

#include <cmath>

namespace cowith {

namespace {

bool both_small(ref a, ref b) noexcept { return a.is_small() && b.is_small(); }

failed_t raise_division_by_zero() noexcept { return raise_error(ZeroDivisionError_type, "division by zero"); }

bool is_zero(ref x) noexcept {
    if (x.is_small()) return x.small() == 0;
    const int_operand v(x);
    return v.zero();
}

/// Quotient rounded to minus infinity and the remainder with the divisor's sign; either may be null.
void floor_divide_big(const mp_int* a, const mp_int* b, big* quotient, big* remainder) noexcept {
    big q, r;
    q.note(mp_div(a, b, q.get(), r.get()));
    if (!mp_iszero(r.get()) && r->sign != b->sign) {
        q.note(mp_sub_d(q.get(), 1, q.get()));
        q.note(mp_add(r.get(), b, r.get()));
    }
    if (!q.ok() || !r.ok()) {
        if (quotient) quotient->note(MP_MEM);
        if (remainder) remainder->note(MP_MEM);
        return;
    }
    if (quotient) mp_exch(q.get(), quotient->get());
    if (remainder) mp_exch(r.get(), remainder->get());
}

std::int64_t floor_div_small(std::int64_t a, std::int64_t b) noexcept {
    const std::int64_t q = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

std::int64_t floor_mod_small(std::int64_t a, std::int64_t b) noexcept {
    const std::int64_t r = a % b;
    return (r != 0 && (r < 0) != (b < 0)) ? r + b : r;
}

}  // namespace

object int_add(ref a, ref b) noexcept {
    if (both_small(a, b)) return make_int(a.small() + b.small());
    const int_operand x(a), y(b);
    big result;
    result.note(mp_add(x.get(), y.get(), result.get()));
    return result.finish();
}

object int_subtract(ref a, ref b) noexcept {
    if (both_small(a, b)) return make_int(a.small() - b.small());
    const int_operand x(a), y(b);
    big result;
    result.note(mp_sub(x.get(), y.get(), result.get()));
    return result.finish();
}

object int_multiply(ref a, ref b) noexcept {
    if (both_small(a, b)) return make_int128(static_cast<__int128>(a.small()) * b.small());
    const int_operand x(a), y(b);
    big result;
    result.note(a.is(b) ? mp_sqr(x.get(), result.get()) : mp_mul(x.get(), y.get(), result.get()));
    return result.finish();
}

object int_negative(ref x) noexcept {
    if (x.is_small()) return make_int(-x.small());
    const int_operand v(x);
    big result;
    result.note(mp_neg(v.get(), result.get()));
    return result.finish();
}

object int_floordiv(ref a, ref b) noexcept {
    if (is_zero(b)) return raise_division_by_zero();
    if (both_small(a, b)) return make_int(floor_div_small(a.small(), b.small()));
    const int_operand x(a), y(b);
    big quotient;
    floor_divide_big(x.get(), y.get(), &quotient, nullptr);
    return quotient.finish();
}

object int_mod(ref a, ref b) noexcept {
    if (is_zero(b)) return raise_division_by_zero();
    if (both_small(a, b)) return make_int(floor_mod_small(a.small(), b.small()));
    const int_operand x(a), y(b);
    big remainder;
    floor_divide_big(x.get(), y.get(), nullptr, &remainder);
    return remainder.finish();
}

object int_divmod(ref a, ref b) noexcept {
    if (is_zero(b)) return raise_division_by_zero();
    if (both_small(a, b))
        return tuple(make_int(floor_div_small(a.small(), b.small())), make_int(floor_mod_small(a.small(), b.small())));
    const int_operand x(a), y(b);
    big quotient, remainder;
    floor_divide_big(x.get(), y.get(), &quotient, &remainder);
    return tuple(quotient.finish(), remainder.finish());
}

object int_truediv(ref a, ref b) noexcept {
    if (is_zero(b)) return raise_division_by_zero();
    constexpr std::int64_t exact = INT64_C(1) << 53;
    if (both_small(a, b) && a.small() >= -exact && a.small() <= exact && b.small() >= -exact && b.small() <= exact)
        return make_float(static_cast<double>(a.small()) / static_cast<double>(b.small()));
    const int_operand x(a), y(b);
    const bool negative = x.negative() != y.negative();
    if (x.zero()) return make_float(y.negative() ? -0.0 : 0.0);
    // A quotient of 64 bits or so, its lowest bit made sticky, then scaled: one correct rounding unless the result is
    // subnormal, where the quotient is taken with fewer bits so that ldexp doesn't round a second time.
    const auto difference =
        static_cast<std::int64_t>(bit_length(*x.get())) - static_cast<std::int64_t>(bit_length(*y.get()));
    if (difference > 1024) return raise_error(OverflowError_type, "integer division result too large for a float");
    if (difference < -1076) return make_float(negative ? -0.0 : 0.0);
    std::int64_t shift = difference - 62;  // quotient = x / (y * 2**shift)
    if (shift < -1076) shift = -1076;      // below 2**-1074 there is only the sticky bit (and the half)
    big n, d, q, r;
    n.note(mp_abs(x.get(), n.get()));
    d.note(mp_abs(y.get(), d.get()));
    if (shift > 0) d.note(mp_mul_2d(d.get(), static_cast<int>(shift), d.get()));
    if (shift < 0) n.note(mp_mul_2d(n.get(), static_cast<int>(-shift), n.get()));
    if (n.ok() && d.ok()) q.note(mp_div(n.get(), d.get(), q.get(), r.get()));
    if (!n.ok() || !d.ok() || !q.ok()) return raise_error(MemoryError_type, "");
    std::uint64_t bits = mp_get_mag_u64(q.get());
    bool sticky = !mp_iszero(r.get());
    // Keep as many bits as the result can hold, and round half to even by hand.
    const int have = bits ? 64 - __builtin_clzll(bits) : 0;
    const std::int64_t lowest = shift;  // exponent of bit 0
    std::int64_t drop = have - 53;
    if (lowest + drop < -1074) drop = -1074 - lowest;
    if (drop > 0) {
        const std::uint64_t half = UINT64_C(1) << (drop - 1);
        const bool low = sticky || (bits & (half - 1));
        const bool up = (bits & half) && (low || (bits >> drop & 1));
        bits = (bits >> drop) + (up ? 1 : 0);
    } else {
        drop = 0;
    }
    const double result = std::ldexp(static_cast<double>(bits), static_cast<int>(shift + drop));
    if (std::isinf(result)) return raise_error(OverflowError_type, "integer division result too large for a float");
    return make_float(negative ? -result : result);
}

object int_shift(ref a, ref b, bool left) noexcept {
    std::int64_t count;
    const bool fits = int_value(b, count);
    const int_operand by(b);
    if (by.negative()) return raise_error(ValueError_type, "negative shift count");
    if (a.is_small() && a.small() == 0) return 0;
    if (left) {
        if (fits && a.is_small() && count < 63) return make_int128(static_cast<__int128>(a.small()) << count);
        if (!fits || count > INT64_C(60) * INT32_MAX)
            return raise_error(OverflowError_type, "too many digits in integer");
        const int_operand x(a);
        if (x.zero()) return 0;
        if (count > INT32_MAX) return raise_error(MemoryError_type, "");
        big result;
        result.note(mp_mul_2d(x.get(), static_cast<int>(count), result.get()));
        return result.finish();
    }
    if (a.is_small()) return a.small() >> (!fits || count > 63 ? 63 : count);
    const int_operand x(a);
    if (!fits || count > INT32_MAX) return x.negative() ? -1 : 0;
    big result;
    result.note(mp_signed_rsh(x.get(), static_cast<int>(count), result.get()));
    return result.finish();
}

namespace {

/// base ** exponent for a non-negative exponent.
object positive_power(ref base, ref exponent) noexcept {
    std::int64_t e;
    if (int_value(exponent, e)) {
        if (e == 0) return 1;
        if (base.is_small() && e < 64) {
            __int128 result = 1;
            const std::int64_t b = base.small();
            std::int64_t i = 0;
            for (; i < e; ++i) {
                if (__builtin_mul_overflow(result, static_cast<__int128>(b), &result)) break;
            }
            if (i == e) return make_int128(result);
        }
    }
    const int_operand b(base), power(exponent);
    if (b.zero()) return 0;
    if (b->used == 1 && b->dp[0] == 1) return b.negative() && mp_isodd(power.get()) ? -1 : 1;
    // The size of the result is known beforehand: refuse what no memory holds.
    if (!int_value(exponent, e) || e > INT64_C(0xffffffff) ||
        static_cast<double>(bit_length(*b.get()) - 1) * static_cast<double>(e) > 6e10)
        return raise_error(MemoryError_type, "");
    big result;
    result.note(mp_expt_u32(b.get(), static_cast<std::uint32_t>(e), result.get()));
    return result.finish();
}

object modular_power(ref base, ref exponent, ref modulus) noexcept {
    const int_operand m(modulus);
    if (m.zero()) return raise_error(ValueError_type, "pow() 3rd argument cannot be 0");
    big magnitude, b, e;
    magnitude.note(mp_abs(m.get(), magnitude.get()));
    e.note(mp_copy(int_operand(exponent).get(), e.get()));
    if (magnitude->used == 1 && magnitude->dp[0] == 1) return 0;
    floor_divide_big(int_operand(base).get(), magnitude.get(), nullptr, &b);
    if (e->sign == MP_NEG) {
        const mp_err found = mp_invmod(b.get(), magnitude.get(), b.get());
        if (found == MP_VAL || mp_iszero(b.get()))
            return raise_error(ValueError_type, "base is not invertible for the given modulus");
        b.note(found);
        e->sign = MP_ZPOS;
    }
    big result;
    if (magnitude->used == 1) {
        const mp_digit modulo = magnitude->dp[0];
        unsigned __int128 square = b->used ? b->dp[0] : 0, product = 1;
        for (int i = 0; i < e->used; ++i) {
            for (int bit = 0; bit < MP_DIGIT_BIT; ++bit) {
                if (e->dp[i] >> bit & 1) product = product * square % modulo;
                square = square * square % modulo;
            }
        }
        mp_set_u64(result.get(), static_cast<std::uint64_t>(product));
    } else {
        result.note(mp_exptmod(b.get(), e.get(), magnitude.get(), result.get()));
    }
    if (m.negative() && !mp_iszero(result.get())) result.note(mp_add(result.get(), m.get(), result.get()));
    if (!magnitude.ok() || !b.ok() || !e.ok()) result.note(MP_MEM);
    return result.finish();
}

}  // namespace

object int_power(ref a, ref b, ref modulus) noexcept {
    if (modulus && !modulus.is(None)) return modular_power(a, b, modulus);
    const int_operand exponent(b);
    if (!exponent.negative()) return positive_power(a, b);
    double x, y;
    if (!to_double(a, x) || !to_double(b, y)) return failed;
    if (x == 0) return raise_error(ZeroDivisionError_type, "zero to a negative power");
    return make_float(std::pow(x, y));
}

}  // namespace cowith
