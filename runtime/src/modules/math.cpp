// math (Modules/mathmodule.c), with the messages of 3.14.
#include "modules/native_code.hpp"

#include <cowith/native_modules.hpp>

#include <cerrno>
#include <cmath>
#include <limits>
#include <string>

namespace cowith {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

object domain_error(const char* expected, double got) noexcept {
    object shown = repr(make_float(got));
    return raise_error(ValueError_type, "expected %s, got %S", expected, ref(shown));
}
object range_error() noexcept { return raise_error(OverflowError_type, "math range error"); }

/// A function of one float: NaN out of a number is a domain error, infinity out of a finite one an overflow.
template <double (*Function)(double)> object checked(double x, const char* expected) noexcept {
    const double result = Function(x);
    if (std::isnan(result) && !std::isnan(x)) {
        if (expected) return domain_error(expected, x);
        return raise_error(ValueError_type, "math domain error");
    }
    if (std::isinf(result) && std::isfinite(x))
        return expected && std::string_view(expected).starts_with("a non") ? domain_error(expected, x) : range_error();
    return make_float(result);
}

#define COWITH_UNARY(name, expected)                                                                                   \
    double c_##name(double x) { return std::name(x); }                                                                 \
    object name(ref, const ref* args, std::size_t, ref) {                                                              \
        double x;                                                                                                      \
        return to_double(args[0], x) ? checked<c_##name>(x, expected) : object();                                      \
    }
constexpr const char* unit_range = "a number in range from -1 up to 1";
constexpr const char* finite = "a finite input";
COWITH_UNARY(acos, unit_range)
COWITH_UNARY(asin, unit_range)
COWITH_UNARY(atan, nullptr)
COWITH_UNARY(sin, finite)
COWITH_UNARY(cos, finite)
COWITH_UNARY(tan, finite)
COWITH_UNARY(sinh, nullptr)
COWITH_UNARY(cosh, nullptr)
COWITH_UNARY(tanh, nullptr)
COWITH_UNARY(asinh, nullptr)
COWITH_UNARY(acosh, "argument value not less than 1")
COWITH_UNARY(exp, nullptr)
COWITH_UNARY(exp2, nullptr)
COWITH_UNARY(expm1, nullptr)
COWITH_UNARY(sqrt, "a nonnegative input")
COWITH_UNARY(cbrt, nullptr)
COWITH_UNARY(erf, nullptr)
COWITH_UNARY(erfc, nullptr)
COWITH_UNARY(fabs, nullptr)
#undef COWITH_UNARY

object atanh(ref, const ref* args, std::size_t, ref) {
    double x;
    if (!to_double(args[0], x)) return {};
    if (!(std::fabs(x) < 1) && !std::isnan(x)) return domain_error("a number between -1 and 1", x);
    return make_float(std::atanh(x));
}
object log1p(ref, const ref* args, std::size_t, ref) {
    double x;
    if (!to_double(args[0], x)) return {};
    if (x <= -1) return domain_error("argument value > -1", x);
    return make_float(std::log1p(x));
}
object gamma(ref, const ref* args, std::size_t, ref) {
    double x;
    if (!to_double(args[0], x)) return {};
    if (x == -infinity || (x <= 0 && x == std::floor(x))) return domain_error("a noninteger or positive integer", x);
    const double result = std::tgamma(x);
    return std::isinf(result) && std::isfinite(x) ? range_error() : make_float(result);
}
object lgamma(ref, const ref* args, std::size_t, ref) {
    double x;
    if (!to_double(args[0], x)) return {};
    if (x <= 0 && x == std::floor(x) && std::isfinite(x)) return domain_error("a noninteger or positive integer", x);
    int sign;
    return make_float(::lgamma_r(x, &sign));
}

/// log of an int of any size or of a float; false: failed.
template <double (*Log)(double)> bool log_of(ref x, double& out) noexcept {
    if (is_int(x)) {
        if (!greater(x, 0)) return raise_error(ValueError_type, "expected a positive input"), false;
        std::int64_t small;
        if (int_value(x, small)) return out = Log(static_cast<double>(small)), true;
        object bits = x.call(intern("bit_length"));
        const std::int64_t shift = bits.small() - 62;
        double top;
        if (!to_double(x >> ref(shift), top)) return false;
        out = Log(top) + Log(2.0) * static_cast<double>(shift);
        return true;
    }
    double value;
    if (!to_double(x, value)) return false;
    if (value <= 0) return raise_error(ValueError_type, "expected a positive input"), false;
    out = Log(value);
    return true;
}
double natural(double x) { return std::log(x); }
double binary_log(double x) { return std::log2(x); }
double decimal_log(double x) { return std::log10(x); }
object log(ref, const ref* args, std::size_t, ref) {
    double x, base;
    if (!log_of<natural>(args[0], x)) return {};
    if (!args[1]) return make_float(x);
    if (!log_of<natural>(args[1], base)) return {};
    if (base == 0) return raise_error(ZeroDivisionError_type, "division by zero");
    return make_float(x / base);
}
object log2(ref, const ref* args, std::size_t, ref) {
    double x;
    return log_of<binary_log>(args[0], x) ? make_float(x) : object();
}
object log10(ref, const ref* args, std::size_t, ref) {
    double x;
    return log_of<decimal_log>(args[0], x) ? make_float(x) : object();
}

bool two(const ref* args, double& a, double& b) noexcept { return to_double(args[0], a) && to_double(args[1], b); }
object pow(ref, const ref* args, std::size_t, ref) {
    double a, b;
    if (!two(args, a, b)) return {};
    const double result = std::pow(a, b);
    if (std::isfinite(a) && std::isfinite(b)) {
        if (std::isnan(result) || (std::isinf(result) && a == 0))
            return raise_error(ValueError_type, "math domain error");
        if (std::isinf(result)) return range_error();
    }
    return make_float(result);
}
object fmod(ref, const ref* args, std::size_t, ref) {
    double a, b;
    if (!two(args, a, b)) return {};
    const double result = std::fmod(a, b);
    if (std::isnan(result) && !std::isnan(a) && !std::isnan(b))
        return raise_error(ValueError_type, "math domain error");
    return make_float(result);
}
object remainder(ref, const ref* args, std::size_t, ref) {
    double a, b;
    if (!two(args, a, b)) return {};
    const double result = std::remainder(a, b);
    if (std::isnan(result) && !std::isnan(a) && !std::isnan(b))
        return raise_error(ValueError_type, "math domain error");
    return make_float(result);
}
object atan2(ref, const ref* args, std::size_t, ref) {
    double a, b;
    return two(args, a, b) ? make_float(std::atan2(a, b)) : object();
}
object copysign(ref, const ref* args, std::size_t, ref) {
    double a, b;
    return two(args, a, b) ? make_float(std::copysign(a, b)) : object();
}
object nextafter(ref, const ref* args, std::size_t, ref) {
    double a, b;
    if (!two(args, a, b)) return {};
    std::int64_t steps = 1;
    if (args[2] && !args[2].is(None) && !to_size(args[2], steps)) return {};
    if (steps < 0) return raise_error(ValueError_type, "steps must be a non-negative integer");
    for (; steps > 0 && a != b; --steps) a = std::nextafter(a, b);
    return make_float(a);
}
object fma(ref, const ref* args, std::size_t, ref) {
    double a, b, c;
    return two(args, a, b) && to_double(args[2], c) ? make_float(std::fma(a, b, c)) : object();
}
object ldexp(ref, const ref* args, std::size_t, ref) {
    double x;
    if (!to_double(args[0], x)) return {};
    if (!is_int(args[1])) return raise_error(TypeError_type, "Expected an int as second argument to ldexp.");
    std::int64_t e;
    if (!int_value(args[1], e)) e = less(args[1], 0) ? -100000 : 100000;
    const double result = std::ldexp(x, static_cast<int>(e < -100000 ? -100000 : e > 100000 ? 100000 : e));
    return std::isinf(result) && std::isfinite(x) ? range_error() : make_float(result);
}
object frexp(ref, const ref* args, std::size_t, ref) {
    double x;
    int e = 0;
    if (!to_double(args[0], x)) return {};
    const double m = std::isfinite(x) ? std::frexp(x, &e) : x;
    return tuple(make_float(m), e);
}
object modf(ref, const ref* args, std::size_t, ref) {
    double x, whole;
    if (!to_double(args[0], x)) return {};
    const double fraction = std::modf(x, &whole);
    return tuple(make_float(fraction), make_float(whole));
}
object degrees(ref, const ref* args, std::size_t, ref) {
    double x;
    return to_double(args[0], x) ? make_float(x * (180.0 / M_PI)) : object();
}
object radians(ref, const ref* args, std::size_t, ref) {
    double x;
    return to_double(args[0], x) ? make_float(x * (M_PI / 180.0)) : object();
}
object ulp(ref, const ref* args, std::size_t, ref) {
    double x;
    if (!to_double(args[0], x)) return {};
    x = std::fabs(x);
    if (!std::isfinite(x)) return make_float(x);
    const double above = std::nextafter(x, infinity);
    return make_float(std::isinf(above) ? x - std::nextafter(x, -infinity) : above - x);
}
object isnan(ref, const ref* args, std::size_t, ref) {
    double x;
    return to_double(args[0], x) ? object(boolean(std::isnan(x))) : object();
}
object isinf(ref, const ref* args, std::size_t, ref) {
    double x;
    return to_double(args[0], x) ? object(boolean(std::isinf(x))) : object();
}
object isfinite(ref, const ref* args, std::size_t, ref) {
    double x;
    return to_double(args[0], x) ? object(boolean(std::isfinite(x))) : object();
}
object isclose(ref, const ref* args, std::size_t, ref) {
    double a, b, relative = 1e-9, absolute = 0;
    if (!two(args, a, b) || (args[2] && !to_double(args[2], relative)) || (args[3] && !to_double(args[3], absolute)))
        return {};
    if (relative < 0 || absolute < 0) return raise_error(ValueError_type, "tolerances must be non-negative");
    if (a == b) return True;
    if (std::isinf(a) || std::isinf(b)) return False;
    const double difference = std::fabs(b - a);
    return boolean(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) ||
                   difference <= absolute);
}

/// floor, ceil and trunc: the type's own method first, the float's value otherwise.
template <double (*Round)(double)> object rounded(ref x, const char* method_name) noexcept {
    if (!x.is_instance_exactly(float_type)) {
        object method = lookup_special(x, intern(method_name));
        if (method) return method();
        if (is_failed()) return {};
        if (std::string_view(method_name) == "__trunc__")
            return raise_error(TypeError_type, "type %T doesn't define __trunc__ method", x);
    }
    double value;
    if (!to_double(x, value)) return {};
    object result = make_float(Round(value));
    return result.call(intern("__int__"));
}
double c_floor(double x) { return std::floor(x); }
double c_ceil(double x) { return std::ceil(x); }
double c_trunc(double x) { return std::trunc(x); }
object floor(ref, const ref* args, std::size_t, ref) { return rounded<c_floor>(args[0], "__floor__"); }
object ceil(ref, const ref* args, std::size_t, ref) { return rounded<c_ceil>(args[0], "__ceil__"); }
object trunc(ref, const ref* args, std::size_t, ref) { return rounded<c_trunc>(args[0], "__trunc__"); }

object factorial(ref, const ref* args, std::size_t, ref) {
    object n = to_index_object(args[0]);
    std::int64_t value;
    if (!n) return {};
    if (less(n, 0)) return raise_error(ValueError_type, "factorial() not defined for negative values");
    if (!int_value(n, value) || value > 1 << 24)
        return raise_error(OverflowError_type, "factorial() argument should not exceed %lld",
                           static_cast<long long>(INT64_MAX));
    object result = 1;
    for (std::int64_t i = 2; i <= value; ++i) result = result * ref(i);
    return result;
}
object gcd_of(ref a, ref b) noexcept {
    object x = absolute(a), y = absolute(b);
    while (x && y && truth(y)) {
        object rest = x % y;
        x = std::move(y);
        y = std::move(rest);
    }
    return y ? x : object();
}
object gcd(ref, const ref* args, std::size_t, ref) {
    object result = 0;
    auto* t = args[0].as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) {
        object n = to_index_object(t->items[i]);
        if (!n || !(result = gcd_of(result, n))) return {};
    }
    return result;
}
object lcm(ref, const ref* args, std::size_t, ref) {
    object result = 1;
    auto* t = args[0].as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) {
        object n = to_index_object(t->items[i]);
        if (!n) return {};
        if (equal(n, 0)) return 0;
        object divisor = gcd_of(result, n);
        result = absolute(floor_divide(result, divisor) * n);
    }
    return result;
}
object isqrt(ref, const ref* args, std::size_t, ref) {
    object n = to_index_object(args[0]);
    if (!n) return {};
    if (less(n, 0)) return raise_error(ValueError_type, "isqrt() argument must be nonnegative");
    if (equal(n, 0)) return 0;
    object bits = n.call(intern("bit_length"));
    object x = ref(1) << ref((bits + 1) >> 1);  // Newton's method from above
    for (;;) {
        object next = (x + floor_divide(n, x)) >> 1;
        if (!next) return {};
        if (!less(next, x)) return x;
        x = std::move(next);
    }
}
bool counts(const ref* args, object& n, object& k) noexcept {
    n = to_index_object(args[0]);
    if (!n) return false;
    k = args[1] && !args[1].is(None) ? to_index_object(args[1]) : n;
    if (!k) return false;
    if (less(n, 0)) return raise_error(ValueError_type, "n must be a non-negative integer"), false;
    if (less(k, 0)) return raise_error(ValueError_type, "k must be a non-negative integer"), false;
    return true;
}
object perm(ref, const ref* args, std::size_t, ref) {
    object n, k, result = 1;
    if (!counts(args, n, k)) return {};
    if (greater(k, n)) return 0;
    for (object i = 0; less(i, k); i = i + 1) result = result * ref(n - i);
    return result;
}
object comb(ref, const ref* args, std::size_t, ref) {
    object n, k, result = 1;
    if (!counts(args, n, k)) return {};
    if (greater(k, n)) return 0;
    object other = n - k;
    if (less(other, k)) k = other;
    for (object i = 0; less(i, k); i = i + 1) result = floor_divide(result * ref(n - i), i + 1);
    return result;
}

/// The exact sum of floats (Shewchuk's partials).
object fsum(ref, const ref* args, std::size_t, ref) {
    object it = get_iterator(args[0]);
    if (!it) return {};
    double special = 0;
    bool has_special = false;
    double p[2048];
    std::size_t n = 0;
    while (object item = next_value(it)) {
        double x;
        if (!to_double(item, x)) return {};
        if (!std::isfinite(x)) {
            special += x;
            has_special = true;
            continue;
        }
        std::size_t kept = 0;
        for (std::size_t j = 0; j < n; ++j) {
            double y = p[j];
            if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
            const double high = x + y, low = y - (high - x);
            if (low != 0) p[kept++] = low;
            x = high;
        }
        n = kept;
        if (x != 0 && n < 2047) {
            if (!std::isfinite(x)) return raise_error(OverflowError_type, "intermediate overflow in fsum");
            p[n++] = x;
        }
    }
    if (is_failed()) return {};
    if (has_special)
        return std::isnan(special) ? raise_error(ValueError_type, "-inf + inf in fsum") : make_float(special);
    double high = 0, low = 0;
    if (n > 0) {
        high = p[--n];
        while (n > 0) {
            const double x = high, y = p[--n];
            high = x + y;
            low = y - (high - x);
            if (low != 0) break;
        }
        if (n > 0 &&
            ((low < 0 && p[n - 1] < 0) || (low > 0 && p[n - 1] > 0))) {  // round half to even over the partials
            const double y = low * 2, x = high + y;
            if (y == x - high) high = x;
        }
    }
    return make_float(high);
}
object prod(ref, const ref* args, std::size_t, ref) {
    object result = args[1] ? object(args[1]) : object(1);
    object it = get_iterator(args[0]);
    if (!it) return {};
    while (object item = next_value(it))
        if (!(result = result * item)) return {};
    return is_failed() ? object() : result;
}
object sumprod(ref, const ref* args, std::size_t, ref) {
    object a = get_iterator(args[0]), b = a ? get_iterator(args[1]) : object(), total = 0;
    if (!b) return {};
    for (;;) {
        object x = next_value(a);
        if (!x && is_failed()) return {};
        object y = next_value(b);
        if (!y && is_failed()) return {};
        if (!x && !y) return total;
        if (!x || !y) return raise_error(ValueError_type, "Inputs are not the same length");
        if (!(total = total + ref(x * y))) return {};
    }
}
/// sqrt of the sum of squares without overflow.
double norm(const double* x, std::size_t n) noexcept {
    double largest = 0;
    bool nan = false;
    for (std::size_t i = 0; i < n; ++i) {
        nan |= std::isnan(x[i]);
        if (std::fabs(x[i]) > largest) largest = std::fabs(x[i]);
    }
    if (std::isinf(largest)) return largest;
    if (nan) return std::numeric_limits<double>::quiet_NaN();
    if (largest == 0) return 0;
    if (n == 2) return std::hypot(x[0], x[1]);
    long double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += static_cast<long double>(x[i] / largest) * (x[i] / largest);
    return static_cast<double>(largest * std::sqrt(sum));
}
object hypot(ref, const ref* args, std::size_t, ref) {
    auto* t = args[0].as<tuple_object>();
    std::string storage(t->size * sizeof(double) + 8, '\0');
    auto* x = reinterpret_cast<double*>(storage.data());
    for (std::size_t i = 0; i < t->size; ++i)
        if (!to_double(t->items[i], x[i])) return {};
    return make_float(norm(x, t->size));
}
object dist(ref, const ref* args, std::size_t, ref) {
    object p = tuple_from(args[0]), q = p ? tuple_from(args[1]) : object();
    if (!q) return {};
    const std::size_t n = p.as<tuple_object>()->size;
    if (n != q.as<tuple_object>()->size)
        return raise_error(ValueError_type, "both points must have the same number of dimensions");
    std::string storage(n * sizeof(double) + 8, '\0');
    auto* x = reinterpret_cast<double*>(storage.data());
    for (std::size_t i = 0; i < n; ++i) {
        double a, b;
        if (!to_double(p.as<tuple_object>()->items[i], a) || !to_double(q.as<tuple_object>()->items[i], b)) return {};
        x[i] = a - b;
    }
    return make_float(norm(x, n));
}

#define COWITH_ONE(name) {#name, name, "x, /"}
constexpr method_definition functions[] = {
    COWITH_ONE(acos),
    COWITH_ONE(acosh),
    COWITH_ONE(asin),
    COWITH_ONE(asinh),
    COWITH_ONE(atan),
    COWITH_ONE(atanh),
    COWITH_ONE(cbrt),
    COWITH_ONE(ceil),
    COWITH_ONE(cos),
    COWITH_ONE(cosh),
    COWITH_ONE(degrees),
    COWITH_ONE(erf),
    COWITH_ONE(erfc),
    COWITH_ONE(exp),
    COWITH_ONE(exp2),
    COWITH_ONE(expm1),
    COWITH_ONE(fabs),
    COWITH_ONE(floor),
    COWITH_ONE(frexp),
    COWITH_ONE(gamma),
    COWITH_ONE(isfinite),
    COWITH_ONE(isinf),
    COWITH_ONE(isnan),
    COWITH_ONE(lgamma),
    COWITH_ONE(log10),
    COWITH_ONE(log1p),
    COWITH_ONE(log2),
    COWITH_ONE(modf),
    COWITH_ONE(radians),
    COWITH_ONE(sin),
    COWITH_ONE(sinh),
    COWITH_ONE(sqrt),
    COWITH_ONE(tan),
    COWITH_ONE(tanh),
    COWITH_ONE(trunc),
    COWITH_ONE(ulp),
    COWITH_ONE(factorial),
    COWITH_ONE(isqrt),
    {"atan2", atan2, "y, x, /"},
    {"copysign", copysign, "x, y, /"},
    {"fmod", fmod, "x, y, /"},
    {"fma", fma, "x, y, z, /"},
    {"pow", pow, "x, y, /"},
    {"remainder", remainder, "x, y, /"},
    {"ldexp", ldexp, "x, i, /"},
    {"nextafter", nextafter, "x, y, /, *, steps=None"},
    {"log", log, "x, base=<unrepresentable>, /"},
    {"isclose", isclose, "a, b, *, rel_tol=1e-09, abs_tol=0.0"},
    {"comb", comb, "n, k, /"},
    {"perm", perm, "n, k=None, /"},
    {"gcd", gcd, "*integers"},
    {"lcm", lcm, "*integers"},
    {"fsum", fsum, "seq, /"},
    {"prod", prod, "iterable, /, *, start=1"},
    {"sumprod", sumprod, "p, q, /"},
    {"hypot", hypot, "*coordinates"},
    {"dist", dist, "p, q, /"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    return add_functions(dict, functions, "math") && dict_set(dict, intern("pi"), make_float(M_PI)) &&
           dict_set(dict, intern("e"), make_float(M_E)) && dict_set(dict, intern("tau"), make_float(2 * M_PI)) &&
           dict_set(dict, intern("inf"), make_float(infinity)) &&
           dict_set(dict, intern("nan"), make_float(std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace

native_module native_modules::math("math", fill);

}  // namespace cowith
