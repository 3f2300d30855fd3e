// Heap integers: a libtommath number behind a header. An exact int is normalised: what fits a small int is one.
// Instances of int's subclasses are always heap objects (they have an identity and a dict) and hold any value.
#pragma once
#include "cowith/gc.hpp"
#include "cowith/types.hpp"

#include <tommath.h>

namespace cowith {

struct int_object : header {
    mp_int value;
    int_object(type_object* t, const mp_int& taken) noexcept : header(t), value(taken) {}
};

static_assert(MP_DIGIT_BIT == 60, "the digits of big ints are taken to have 60 bits");

/// Any int (small, big, bool, subclass) read as an mp_int, without an allocation.
class int_operand {
  public:
    explicit int_operand(ref x) noexcept;
    int_operand(const int_operand&) = delete;
    int_operand& operator=(const int_operand&) = delete;
    const mp_int* get() const noexcept { return &value_; }
    const mp_int* operator->() const noexcept { return &value_; }
    bool negative() const noexcept { return value_.sign == MP_NEG; }
    bool zero() const noexcept { return value_.used == 0; }

  private:
    mp_int value_;
    mp_digit digits_[2];
};

/// A number under construction. `ok` turns false when memory runs out; finish() makes MemoryError of that.
class big {
  public:
    big() noexcept { note(mp_init_size(&value_, 4)); }
    explicit big(int digits) noexcept { note(mp_init_size(&value_, digits)); }
    ~big() {
        if (value_.dp) mp_clear(&value_);
    }
    big(const big&) = delete;
    big& operator=(const big&) = delete;
    mp_int* get() noexcept { return &value_; }
    mp_int* operator->() noexcept { return &value_; }
    void note(mp_err e) noexcept {
        if (e != MP_OKAY) ok_ = false;
    }
    bool ok() const noexcept { return ok_; }
    /// The value as a normalised int; empties this.
    object finish() noexcept;

  private:
    mp_int value_{};
    bool ok_ = true;
};

object make_int128(__int128 v) noexcept;
/// The value as an exact int object: bools and subclasses are converted.
object exact_int(ref x) noexcept;
/// The greatest double that is nearest to the value (half even); false: too large.
bool int_to_double(const mp_int& v, double& out) noexcept;
/// The integer part of a finite double, exactly.
object int_from_double(double v) noexcept;
/// -1, 0, 1 as the int is less than, equal to, greater than the double, exactly; 2 when the double is NaN.
int compare_int_double(ref integer, double d) noexcept;
std::int64_t hash_int(ref x) noexcept;
/// Number of bits of |x|.
std::uint64_t bit_length(const mp_int& v) noexcept;

/// Digits of an int in a base from 2 to 36, '-' first when negative. For base 10 the digit limit applies (ValueError):
/// false then. Powers of two have no limit.
bool int_to_text(ref x, int base, std::string& out) noexcept;
/// sys.set_int_max_str_digits
extern int int_max_str_digits;

/// What int(text, base) does with the characters between the blanks; `spelling` is repr'ed in the error. Empty: failed.
object int_from_text(std::string_view text, int base, ref spelling) noexcept;

object int_truediv(ref a, ref b) noexcept;
object int_power(ref a, ref b, ref modulus) noexcept;
object int_floordiv(ref a, ref b) noexcept;
object int_mod(ref a, ref b) noexcept;
object int_divmod(ref a, ref b) noexcept;
object int_shift(ref a, ref b, bool left) noexcept;
object int_negative(ref x) noexcept;
object int_multiply(ref a, ref b) noexcept;
object int_add(ref a, ref b) noexcept;
object int_subtract(ref a, ref b) noexcept;
int int_compare(ref a, ref b) noexcept;
/// int(x) without a base: the protocol of __int__, __index__, text and bytes. Empty: failed.
object int_from(ref x) noexcept;
/// The result of __int__ or __index__, which must be an int; DeprecationWarning where it is of a subclass.
object checked_int(object result, const char* method) noexcept;
/// operator.index(x) as an exact int. TypeError "'X' object cannot be interpreted as an integer".
object index_of(ref x) noexcept;

}  // namespace cowith
