// float as a type: slots, constructor, methods.
#include "../objects/reduce.hpp"
#include "types/arguments.hpp"
#include "types/float_ops.hpp"
#include "types/format.hpp"
#include "types/int_object.hpp"
#include "types/text.hpp"

#include <cmath>

namespace cowith {

namespace {

double value_of(ref x) noexcept { return x.as<float_object>()->value; }
bool is_float(ref x) noexcept { return x.is_heap() && has_type(x, float_type); }

enum class operand { good, other, failed };

/// The value of a float or int operand; `other`: the operation isn't ours.
operand read(ref x, double& out) noexcept {
    if (x.is_small()) {
        out = static_cast<double>(x.small());
        return operand::good;
    }
    if (is_float(x)) {
        out = value_of(x);
        return operand::good;
    }
    if (!is_int(x)) return operand::other;
    return to_double(x, out) ? operand::good : operand::failed;
}

using double_function = object (*)(double, double) noexcept;

template <double_function F> object for_floats(ref a, ref b) {
    double x, y;
    operand state = read(a, x);
    if (state == operand::good) state = read(b, y);
    if (state == operand::good) return F(x, y);
    return state == operand::other ? object(NotImplemented) : object();
}

failed_t division_by_zero() noexcept { return raise_error(ZeroDivisionError_type, "division by zero"); }

object add(double a, double b) noexcept { return make_float(a + b); }
object subtract(double a, double b) noexcept { return make_float(a - b); }
object multiply(double a, double b) noexcept { return make_float(a * b); }
object divide(double a, double b) noexcept { return b == 0 ? object(division_by_zero()) : make_float(a / b); }
object floor_div(double a, double b) noexcept {
    if (b == 0) return division_by_zero();
    double quotient, remainder;
    float_floor_divide(a, b, quotient, remainder);
    return make_float(quotient);
}
object modulo(double a, double b) noexcept {
    if (b == 0) return division_by_zero();
    double mod = std::fmod(a, b);
    if (mod != 0) {
        if ((b < 0) != (mod < 0)) mod += b;
    } else {
        mod = std::copysign(0.0, b);
    }
    return make_float(mod);
}
object div_mod(double a, double b) noexcept {
    if (b == 0) return division_by_zero();
    double quotient, remainder;
    float_floor_divide(a, b, quotient, remainder);
    return tuple(make_float(quotient), make_float(remainder));
}

object richcompare(ref a, ref b, compare op) {
    int order;  // 2: unordered
    const double x = value_of(a);
    if (is_float(b)) {
        const double y = value_of(b);
        order = x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
    } else if (is_int(b)) {
        order = compare_int_double(b, x);
        if (order != 2) order = -order;
    } else {
        return NotImplemented;
    }
    switch (op) {
    case compare::lt: return boolean(order == -1);
    case compare::le: return boolean(order == -1 || order == 0);
    case compare::eq: return boolean(order == 0);
    case compare::ne: return boolean(order != 0);
    case compare::gt: return boolean(order == 1);
    default: return boolean(order == 1 || order == 0);
    }
}

std::int64_t hash(ref x) {
    const double v = value_of(x);
    if (!std::isnan(v)) return hash_double(v);
    const auto address = static_cast<std::int64_t>(x.bits() >> 4 | x.bits() << 60);
    return address == -1 ? -2 : address;
}

object to_int(ref x) {
    const double v = value_of(x);
    if (std::isnan(v)) return raise_error(ValueError_type, "cannot convert float NaN to integer");
    if (std::isinf(v)) return raise_error(OverflowError_type, "cannot convert float infinity to integer");
    return int_from_double(std::trunc(v));
}

object rounded(double v) noexcept {
    const object x = make_float(v);
    return to_int(x);
}

/// float(text) or float(bytes); `x` is shown in the error.
object from_text(std::string_view text, ref x) noexcept {
    double value;
    if (double_from_text(text, value)) return make_float(value);
    return raise_error(ValueError_type, "could not convert string to float: %R", x);
}

object float_from(ref x) noexcept {
    if (x.is_heap() && x.type() == &float_type) return x;
    std::string_view data;
    if (is_str(x)) return from_text(text_of(x), x);
    if (is_bytes_or_bytearray(x, data)) return from_text(data, x);
    const type_object& type = *x.type();
    if (!is_int(x) && !is_float(x)) {
        if (!(type.type_flags & type_ready)) ready(*x.type());
        if (!type.as_float && !type.as_index)
            return raise_error(TypeError_type, "float() argument must be a string or a real number, not '%T'", x);
    } else if (is_float(x) && type.as_float && type.as_float != float_type.as_float) {
        const object result = type.as_float(x);  // a subclass with a __float__ of its own
        if (result && !is_float(result))
            return raise_error(TypeError_type, "%T.__float__ returned non-float (type %T)", x, ref(result));
        return result ? make_float(value_of(result)) : object();
    }
    double value;
    return to_double(x, value) ? make_float(value) : object();
}

object new_float(type_object& cls, const ref* args, std::size_t count, ref names) {
    // A subclass whose __init__ takes keywords may be called with them.
    if (keyword_count(names) && cls.init == float_type.init)
        return raise_error(TypeError_type, "float() takes no keyword arguments");
    if (count > 1) return raise_error(TypeError_type, "float expected at most 1 argument, got %zd", count);
    const object value = count ? float_from(args[0]) : make_float(0.0);
    if (!value || &cls == &float_type) return value;
    return object::take(make_for<float_object>(cls, value_of(value)));
}

object method_self(ref self, const ref*, std::size_t, ref) { return make_float(value_of(self)); }
object method_zero(ref, const ref*, std::size_t, ref) { return make_float(0.0); }
object method_trunc(ref self, const ref*, std::size_t, ref) { return to_int(self); }
object method_floor(ref self, const ref*, std::size_t, ref) { return rounded(std::floor(value_of(self))); }
object method_ceil(ref self, const ref*, std::size_t, ref) { return rounded(std::ceil(value_of(self))); }
object method_round(ref self, const ref* args, std::size_t, ref) { return float_round(value_of(self), args[0]); }
object method_hex(ref self, const ref*, std::size_t, ref) { return make_str(float_hex(value_of(self))); }
object method_getnewargs(ref self, const ref*, std::size_t, ref) { return tuple(make_float(value_of(self))); }
object method_is_integer(ref self, const ref*, std::size_t, ref) {
    const double v = value_of(self);
    return boolean(std::isfinite(v) && std::floor(v) == v);
}
object method_pow(ref self, const ref* args, std::size_t, ref) {
    if (args[1] && !args[1].is(None))
        return raise_error(TypeError_type, "pow() 3rd argument not allowed unless all arguments are integers");
    return for_floats<float_power>(self, args[0]);
}

object method_ratio(ref self, const ref*, std::size_t, ref) {
    const double v = value_of(self);
    if (std::isinf(v)) return raise_error(OverflowError_type, "cannot convert Infinity to integer ratio");
    if (std::isnan(v)) return raise_error(ValueError_type, "cannot convert NaN to integer ratio");
    int exponent;
    double fraction = std::frexp(v, &exponent);
    for (int i = 0; i < 300 && fraction != std::floor(fraction); ++i) {
        fraction *= 2.0;
        --exponent;
    }
    const object numerator = int_from_double(fraction);
    if (exponent > 0) return tuple(int_shift(numerator, exponent, true), ref(1));
    return tuple(numerator, int_shift(1, -exponent, true));
}

object method_from_hex(ref cls, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "bad argument type for built-in operation");
    object value = float_from_hex(text_of(args[0]));
    if (!value || cls.is(ref(&float_type))) return value;
    return cls(value);
}

object method_from_number(ref cls, const ref* args, std::size_t, ref) {
    double value;
    if (!to_double(args[0], value)) return failed;
    const object result = make_float(value);
    if (cls.is(ref(&float_type))) return result;
    return cls(result);
}

object method_get_format(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "__getformat__() argument must be str, not %T", args[0]);
    if (text_of(args[0]) != "double" && text_of(args[0]) != "float")
        return raise_error(ValueError_type, "__getformat__() argument 1 must be 'double' or 'float'");
    return make_str("IEEE, little-endian");
}

object method_format(ref self, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "__format__() argument must be str, not %T", args[0]);
    return format_float(value_of(self), text_of(args[0]), self);
}

constexpr method_definition float_methods[] = {
    {"__getnewargs__", exact_new_arguments, "self, /"},
    {"conjugate", method_self, "self, /"},
    {"is_integer", method_is_integer, "self, /"},
    {"as_integer_ratio", method_ratio, "self, /"},
    {"hex", method_hex, "self, /"},
    {"fromhex", method_from_hex, "$type, string, /", method_class},
    {"from_number", method_from_number, "$type, number, /", method_class},
    {"real", method_self, "", method_getter},
    {"imag", method_zero, "", method_getter},
    {"__trunc__", method_trunc, "self, /"},
    {"__floor__", method_floor, "self, /"},
    {"__ceil__", method_ceil, "self, /"},
    {"__round__", method_round, "self, ndigits=None, /"},
    {"__format__", method_format, "self, format_spec, /"},
    {"__pow__", method_pow, "self, value, mod=None, /"},
    {"__getnewargs__", method_getnewargs, "self, /"},
    {"__getformat__", method_get_format, "$type, typestr, /", method_class},
    {nullptr, nullptr},
};

}  // namespace

object make_float(double v) noexcept { return object::take(make<float_object>(v)); }

constinit type_object float_type("float", &object_type, type_subclassable, [](type_object& t) {
    t.instance_size = sizeof(float_object);
    t.methods = float_methods;
    t.dealloc = destroy<float_object>;
    t.new_ = new_float;
    t.repr = [](ref x) -> object { return make_str(float_repr(value_of(x))); };
    t.hash = hash;
    t.richcompare = richcompare;
    t.truth = [](ref x) -> int { return value_of(x) != 0; };
    t.negative = [](ref x) -> object { return make_float(-value_of(x)); };
    t.positive = [](ref x) -> object { return make_float(value_of(x)); };
    t.absolute = [](ref x) -> object { return make_float(std::fabs(value_of(x))); };
    t.as_int = to_int;
    t.as_float = [](ref x) -> object { return make_float(value_of(x)); };
    t.set_number(number_op::add, for_floats<add>);
    t.set_number(number_op::sub, for_floats<subtract>);
    t.set_number(number_op::mul, for_floats<multiply>);
    t.set_number(number_op::truediv, for_floats<divide>);
    t.set_number(number_op::floordiv, for_floats<floor_div>);
    t.set_number(number_op::mod, for_floats<modulo>);
    t.set_number(number_op::divmod, for_floats<div_mod>);
    t.set_number(number_op::pow, for_floats<float_power>);
    t.doc = "Convert a string or number to a floating-point number, if possible.";
});

}  // namespace cowith
