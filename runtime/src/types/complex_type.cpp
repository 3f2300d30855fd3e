// complex (Objects/complexobject.c). As in C99's annex G and CPython 3.14, a real operand isn't made complex first.
#include "../objects/reduce.hpp"
#include "types/arguments.hpp"
#include "types/complex_object.hpp"
#include "types/float_ops.hpp"
#include "types/format.hpp"
#include "types/int_object.hpp"
#include "types/text.hpp"

#include <cmath>
#include <complex>

namespace cowith {

namespace {

const complex_object& value_of(ref x) noexcept { return *x.as<complex_object>(); }
bool is_complex(ref x) noexcept { return x.is_heap() && has_type(x, complex_type); }

/// An operand: complex, or real (float, int).
struct operand {
    double real = 0, imaginary = 0;
    bool is_real = false;
};
enum class outcome { good, other, failed };

outcome read(ref x, operand& out) noexcept {
    if (is_complex(x)) {
        out = {value_of(x).real, value_of(x).imaginary, false};
        return outcome::good;
    }
    if (!is_int(x) && !(x.is_heap() && has_type(x, float_type))) return outcome::other;
    out.is_real = true;
    return to_double(x, out.real) ? outcome::good : outcome::failed;
}

using function = object (*)(const operand&, const operand&) noexcept;

template <function F> object for_complex(ref a, ref b) {
    operand x, y;
    outcome state = read(a, x);
    if (state == outcome::good) state = read(b, y);
    if (state == outcome::good) return F(x, y);
    return state == outcome::other ? object(NotImplemented) : object();
}

object add(const operand& a, const operand& b) noexcept {
    return make_complex(a.real + b.real, a.is_real ? b.imaginary : b.is_real ? a.imaginary : a.imaginary + b.imaginary);
}
object subtract(const operand& a, const operand& b) noexcept {
    return make_complex(a.real - b.real, b.is_real   ? a.imaginary
                                         : a.is_real ? -b.imaginary
                                                     : a.imaginary - b.imaginary);
}

object multiply(const operand& a, const operand& b) noexcept {
    if (a.is_real) return make_complex(a.real * b.real, a.real * b.imaginary);
    if (b.is_real) return make_complex(a.real * b.real, a.imaginary * b.real);
    // The compiler's complex product recovers infinities as annex G asks.
    const std::complex<double> product =
        std::complex<double>(a.real, a.imaginary) * std::complex<double>(b.real, b.imaginary);
    return make_complex(product.real(), product.imag());
}

object divide(const operand& a, const operand& b) noexcept {
    if (b.real == 0 && b.imaginary == 0) return raise_error(ZeroDivisionError_type, "division by zero");
    if (b.is_real) return make_complex(a.real / b.real, a.imaginary / b.real);
    // Smith's method: the larger part of the divisor is divided out first.
    const double br = std::fabs(b.real), bi = std::fabs(b.imaginary);
    double real, imaginary;
    if (br >= bi) {
        const double ratio = b.imaginary / b.real, divisor = b.real + b.imaginary * ratio;
        real = (a.real + a.imaginary * ratio) / divisor;
        imaginary = (a.imaginary - a.real * ratio) / divisor;
    } else if (bi >= br) {
        const double ratio = b.real / b.imaginary, divisor = b.real * ratio + b.imaginary;
        real = (a.real * ratio + a.imaginary) / divisor;
        imaginary = (a.imaginary * ratio - a.real) / divisor;
    } else {
        real = imaginary = std::nan("");
    }
    if (std::isnan(real) && std::isnan(imaginary)) {
        // Infinities that the ratio lost come back (annex G.5.1).
        if ((std::isinf(a.real) || std::isinf(a.imaginary)) && std::isfinite(b.real) && std::isfinite(b.imaginary)) {
            const double x = std::copysign(std::isinf(a.real) ? 1.0 : 0.0, a.real);
            const double y = std::copysign(std::isinf(a.imaginary) ? 1.0 : 0.0, a.imaginary);
            real = HUGE_VAL * (x * b.real + y * b.imaginary);
            imaginary = HUGE_VAL * (y * b.real - x * b.imaginary);
        } else if ((std::isinf(br) || std::isinf(bi)) && std::isfinite(a.real) && std::isfinite(a.imaginary)) {
            const double x = std::copysign(std::isinf(b.real) ? 1.0 : 0.0, b.real);
            const double y = std::copysign(std::isinf(b.imaginary) ? 1.0 : 0.0, b.imaginary);
            real = 0.0 * (a.real * x + a.imaginary * y);
            imaginary = 0.0 * (a.imaginary * x - a.real * y);
        }
    }
    return make_complex(real, imaginary);
}

/// base ** n for a whole n from 0 to 100, by repeated squaring.
std::complex<double> whole_power(std::complex<double> base, long n) noexcept {
    std::complex<double> result(1, 0);
    for (long mask = 1; mask > 0 && n >= mask; mask <<= 1) {
        if (n & mask) result *= base;
        base *= base;
    }
    return result;
}

object power(const operand& a, const operand& b) noexcept {
    return complex_power(a.real, a.imaginary, b.real, b.imaginary);
}

object richcompare(ref a, ref b, compare op) {
    if (op != compare::eq && op != compare::ne) return NotImplemented;
    const auto& x = value_of(a);
    bool equal;
    if (is_complex(b))
        equal = x.real == value_of(b).real && x.imaginary == value_of(b).imaginary;
    else if (is_int(b))
        equal = x.imaginary == 0 && compare_int_double(b, x.real) == 0;
    else if (b.is_heap() && has_type(b, float_type))
        equal = x.imaginary == 0 && x.real == b.as<float_object>()->value;
    else
        return NotImplemented;
    return boolean(equal == (op == compare::eq));
}

std::int64_t hash(ref x) {
    const auto& c = value_of(x);
    if (std::isnan(c.real) || std::isnan(c.imaginary)) {
        const std::int64_t identity = hash_pointer(x.heap());
        if (std::isnan(c.real) && c.imaginary == 0) return identity;
        return identity;
    }
    const std::uint64_t combined = static_cast<std::uint64_t>(hash_double(c.real)) +
                                   UINT64_C(1000003) * static_cast<std::uint64_t>(hash_double(c.imaginary));
    return combined == UINT64_MAX ? -2 : static_cast<std::int64_t>(combined);
}

std::string part(double v) noexcept { return double_to_text(v, 'r', 0, false, false); }

object to_text(ref x) {
    const auto& c = value_of(x);
    if (c.real == 0 && !std::signbit(c.real)) return make_str(part(c.imaginary) + "j");
    std::string imaginary = part(c.imaginary);
    if (imaginary[0] != '-') imaginary.insert(imaginary.begin(), '+');
    return make_str("(" + part(c.real) + imaginary + "j)");
}

object absolute_value(ref x) {
    const double length = std::hypot(value_of(x).real, value_of(x).imaginary);
    if (std::isinf(length) && std::isfinite(value_of(x).real) && std::isfinite(value_of(x).imaginary))
        return raise_error(OverflowError_type, "absolute value too large");
    return make_float(length);
}

object method_conjugate(ref self, const ref*, std::size_t, ref) {
    return make_complex(value_of(self).real, -value_of(self).imaginary);
}
object method_real(ref self, const ref*, std::size_t, ref) { return make_float(value_of(self).real); }
object method_imag(ref self, const ref*, std::size_t, ref) { return make_float(value_of(self).imaginary); }
object method_complex(ref self, const ref*, std::size_t, ref) {
    return make_complex(value_of(self).real, value_of(self).imaginary);
}
object method_getnewargs(ref self, const ref*, std::size_t, ref) {
    return tuple(make_float(value_of(self).real), make_float(value_of(self).imaginary));
}
object method_format(ref self, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "__format__() argument must be str, not %T", args[0]);
    return format_complex(value_of(self).real, value_of(self).imaginary, text_of(args[0]), self);
}
object method_pow(ref self, const ref* args, std::size_t, ref) {
    if (args[1] && !args[1].is(None)) return raise_error(ValueError_type, "complex modulo");
    return for_complex<power>(self, args[0]);
}
object method_from_number(ref cls, const ref* args, std::size_t, ref) {
    object value;
    if (args[0].is_instance_exactly(complex_type)) {
        value = args[0];
    } else {
        double real = 0, imaginary = 0;
        if (!complex_number(args[0], real, imaginary)) return failed;
        value = make_complex(real, imaginary);
    }
    return cls.is(ref(&complex_type)) ? value : cls(value);
}

constexpr method_definition complex_methods[] = {
    {"__getnewargs__", exact_new_arguments, "self, /"},
    {"conjugate", method_conjugate, "self, /"},
    {"from_number", method_from_number, "$type, number, /", method_class},
    {"real", method_real, "", method_getter},
    {"imag", method_imag, "", method_getter},
    {"__complex__", method_complex, "self, /"},
    {"__format__", method_format, "self, format_spec, /"},
    {"__pow__", method_pow, "self, value, mod=None, /"},
    {"__getnewargs__", method_getnewargs, "self, /"},
    {nullptr, nullptr},
};

}  // namespace

object make_complex(double real, double imaginary) noexcept {
    return object::take(make<complex_object>(real, imaginary));
}

object complex_power(double real, double imaginary, double exponent_real, double exponent_imaginary) noexcept {
    if (exponent_real == 0 && exponent_imaginary == 0) return make_complex(1, 0);
    if (real == 0 && imaginary == 0) {
        if (exponent_imaginary != 0 || exponent_real < 0)
            return raise_error(ZeroDivisionError_type, "zero to a negative or complex power");
        return make_complex(0, 0);
    }
    std::complex<double> result;
    if (exponent_imaginary == 0 && exponent_real == std::floor(exponent_real) && std::fabs(exponent_real) <= 100) {
        const long n = static_cast<long>(exponent_real);
        const std::complex<double> base(real, imaginary);
        if (n >= 0) {
            result = whole_power(base, n);
        } else {
            const std::complex<double> below = whole_power(base, -n);
            return divide({1, 0, false}, {below.real(), below.imag(), false});
        }
    } else {
        const double absolute = std::hypot(real, imaginary), angle = std::atan2(imaginary, real);
        double length = std::pow(absolute, exponent_real), phase = angle * exponent_real;
        if (exponent_imaginary != 0) {
            length *= std::exp(-angle * exponent_imaginary);
            phase += exponent_imaginary * std::log(absolute);
        }
        result = {length * std::cos(phase), length * std::sin(phase)};
    }
    if (std::isinf(result.real()) || std::isinf(result.imag()))
        return raise_error(OverflowError_type, "complex exponentiation");
    return make_complex(result.real(), result.imag());
}

constinit type_object complex_type("complex", &object_type, type_subclassable, [](type_object& t) {
    t.instance_size = sizeof(complex_object);
    t.methods = complex_methods;
    t.dealloc = destroy<complex_object>;
    t.new_ = new_complex;
    t.repr = to_text;
    t.hash = hash;
    t.richcompare = richcompare;
    t.truth = [](ref x) -> int { return value_of(x).real != 0 || value_of(x).imaginary != 0; };
    t.negative = [](ref x) -> object { return make_complex(-value_of(x).real, -value_of(x).imaginary); };
    t.positive = [](ref x) -> object { return make_complex(value_of(x).real, value_of(x).imaginary); };
    t.absolute = absolute_value;
    t.set_number(number_op::add, for_complex<add>);
    t.set_number(number_op::sub, for_complex<subtract>);
    t.set_number(number_op::mul, for_complex<multiply>);
    t.set_number(number_op::truediv, for_complex<divide>);
    t.set_number(number_op::pow, for_complex<power>);
    t.doc = "Create a complex number from a string or numbers.";
});

}  // namespace cowith
