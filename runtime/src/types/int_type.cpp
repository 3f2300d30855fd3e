// int and bool as types: slots, constructor, methods.
#include "../objects/reduce.hpp"
#include "cowith/warning.hpp"
#include "types/arguments.hpp"
#include "types/format.hpp"
#include "types/int_object.hpp"
#include "types/text.hpp"

namespace cowith {

namespace {

using binary_function = object (*)(ref, ref) noexcept;

/// A slot that leaves operands other than ints to their types.
template <binary_function F> object for_ints(ref a, ref b) {
    if (!is_int(a) || !is_int(b)) return NotImplemented;
    return F(a, b);
}

object shift_left(ref a, ref b) noexcept { return int_shift(a, b, true); }
object shift_right(ref a, ref b) noexcept { return int_shift(a, b, false); }
object raise_to(ref a, ref b) noexcept { return int_power(a, b, {}); }

template <mp_err (*Big)(const mp_int*, const mp_int*, mp_int*)> object bits(ref a, ref b) noexcept {
    const int_operand x(a), y(b);
    big result;
    result.note(Big(x.get(), y.get(), result.get()));
    return result.finish();
}
object bit_and(ref a, ref b) noexcept {
    return a.is_small() && b.is_small() ? object(a.small() & b.small()) : bits<mp_and>(a, b);
}
object bit_or(ref a, ref b) noexcept {
    return a.is_small() && b.is_small() ? object(a.small() | b.small()) : bits<mp_or>(a, b);
}
object bit_xor(ref a, ref b) noexcept {
    return a.is_small() && b.is_small() ? object(a.small() ^ b.small()) : bits<mp_xor>(a, b);
}

object invert(ref x) {
    if (x.is_small()) return ~x.small();
    const int_operand v(x);
    big result;
    result.note(mp_complement(v.get(), result.get()));
    return result.finish();
}

object magnitude(ref x) {
    if (x.is_small()) return make_int(x.small() < 0 ? -x.small() : x.small());
    const int_operand v(x);
    return v.negative() ? int_negative(x) : exact_int(x);
}

int nonzero(ref x) {
    const int_operand v(x);
    return !v.zero();
}

object int_repr(ref x) {
    std::string text;
    if (!int_to_text(x, 10, text)) return failed;
    return make_str(text);
}

object richcompare(ref a, ref b, compare op) {
    if (!is_int(a) || !is_int(b)) return NotImplemented;
    const int order = int_compare(a, b);
    switch (op) {
    case compare::lt: return boolean(order < 0);
    case compare::le: return boolean(order <= 0);
    case compare::eq: return boolean(order == 0);
    case compare::ne: return boolean(order != 0);
    case compare::gt: return boolean(order > 0);
    default: return boolean(order >= 0);
    }
}

void dealloc(header* dead) noexcept {
    mp_clear(&static_cast<int_object*>(dead)->value);
    destroy<int_object>(dead);
}

/// An instance of a subclass with the value of an exact int.
object new_subclass_instance(type_object& cls, ref exact) noexcept {
    mp_int copy;
    const int_operand v(exact);
    if (mp_init_copy(&copy, v.get()) != MP_OKAY) return raise_error(MemoryError_type, "");
    return object::take(make_for<int_object>(cls, &int_type, copy));
}

object new_int(type_object& cls, const ref* args, std::size_t count, ref names) {
    ref x, base;
    if (count + keyword_count(names) > 2)
        return raise_error(TypeError_type, "int expected at most 2 arguments, got %zd", count + keyword_count(names));
    if (count > 0) x = args[0];
    if (count > 1) base = args[1];
    for (std::size_t i = 0; i < keyword_count(names); ++i) {
        const ref name = keyword_name(names, i);
        if (text_of(name) != "base")
            return raise_error(TypeError_type, "int() got an unexpected keyword argument '%S'", name);
        if (base) return raise_error(TypeError_type, "argument for int() given by name ('base') and position (2)");
        base = args[count + i];
    }
    object value;
    if (!x) {
        if (base) return raise_error(TypeError_type, "int() missing string argument");
        value = object(0);
    } else if (!base) {
        value = int_from(x);
    } else {
        const object index = index_of(base);
        if (!index) return failed;
        std::int64_t radix;
        if (!int_value(index, radix) || (radix != 0 && radix < 2) || radix > 36)
            return raise_error(ValueError_type, "int() base must be >= 2 and <= 36, or 0");
        std::string_view data;
        if (is_str(x))
            data = text_of(x);
        else if (!is_bytes_or_bytearray(x, data))
            return raise_error(TypeError_type, "int() can't convert non-string with explicit base");
        value = int_from_text(data, static_cast<int>(radix), x);
    }
    if (!value || &cls == &int_type) return value;
    return new_subclass_instance(cls, value);
}

object method_bit_length(ref self, const ref*, std::size_t, ref) {
    const int_operand v(self);
    return make_uint(bit_length(*v.get()));
}

object method_bit_count(ref self, const ref*, std::size_t, ref) {
    const int_operand v(self);
    std::int64_t count = 0;
    for (int i = 0; i < v->used; ++i) count += __builtin_popcountll(v->dp[i]);
    return count;
}

object method_self(ref self, const ref*, std::size_t, ref) { return exact_int(self); }
object method_zero(ref, const ref*, std::size_t, ref) { return 0; }
object method_one(ref, const ref*, std::size_t, ref) { return 1; }
object method_true(ref, const ref*, std::size_t, ref) { return True; }
object method_ratio(ref self, const ref*, std::size_t, ref) { return tuple(exact_int(self), ref(1)); }
object method_getnewargs(ref self, const ref*, std::size_t, ref) { return tuple(exact_int(self)); }

object method_sizeof(ref self, const ref*, std::size_t, ref) {
    const int_operand v(self);
    const std::uint64_t digits = (bit_length(*v.get()) + 29) / 30;
    return make_uint(24 + 4 * (digits ? digits : 1));
}

object method_round(ref self, const ref* args, std::size_t, ref) {
    if (!args[0] || args[0].is(None)) return exact_int(self);
    const object digits = index_of(args[0]);
    if (!digits) return failed;
    if (int_compare(digits, 0) >= 0) return exact_int(self);
    const object power = int_power(10, int_negative(digits), {});
    if (!power) return failed;
    const object parts = int_divmod(self, power);
    if (!parts) return failed;
    object quotient = parts.as<tuple_object>()->items[0];
    const int order = int_compare(int_multiply(parts.as<tuple_object>()->items[1], 2), power);
    const int_operand q(quotient);
    if (order > 0 || (order == 0 && mp_isodd(q.get()))) return int_multiply(int_add(quotient, 1), power);
    return int_multiply(quotient, power);
}

object method_pow(ref self, const ref* args, std::size_t, ref) {
    if (!is_int(args[0])) return NotImplemented;
    if (args[1] && !args[1].is(None) && !is_int(args[1]))
        return raise_error(TypeError_type, "pow() 3rd argument not allowed unless all arguments are integers");
    return int_power(self, args[0], args[1]);
}

object method_format(ref self, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "__format__() argument must be str, not %T", args[0]);
    return format_int(self, text_of(args[0]));
}

/// 'little' or 'big': sets `little`; false: failed.
bool byte_order(ref order, bool& little) noexcept {
    if (!order) return true;
    if (!is_str(order)) {
        raise_error(TypeError_type, "argument 'byteorder' must be str, not %T", order);
        return false;
    }
    little = text_of(order) == "little";
    if (little || text_of(order) == "big") return true;
    raise_error(ValueError_type, "byteorder must be either 'little' or 'big'");
    return false;
}

object method_to_bytes(ref self, const ref* args, std::size_t, ref) {
    std::int64_t length = 1;
    bool little = false;
    if (args[0] && !to_index(args[0], length)) return failed;
    if (!byte_order(args[1], little)) return failed;
    const bool is_signed = args[2] && truth(args[2]);
    if (is_failed()) return failed;
    if (length < 0) return raise_error(ValueError_type, "length argument must be non-negative");
    const int_operand v(self);
    if (v.negative() && !is_signed) return raise_error(OverflowError_type, "can't convert negative int to unsigned");
    std::uint64_t needed = bit_length(*v.get());
    if (is_signed) {
        // One bit more for the sign, but for -2**n.
        bool power = v.negative();
        for (int i = 0; power && i < v->used; ++i)
            power = i + 1 < v->used ? v->dp[i] == 0 : (v->dp[i] & (v->dp[i] - 1)) == 0;
        if (!power && !(v.zero())) ++needed;
    }
    if (needed > static_cast<std::uint64_t>(length) * 8)
        return raise_error(OverflowError_type, "int too big to convert");
    std::string bytes(static_cast<std::size_t>(length), '\0');
    bool carry = true;  // two's complement of negative numbers: invert and add one
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t word = i * 8 / MP_DIGIT_BIT, shift = i * 8 % MP_DIGIT_BIT;
        std::uint64_t bits = 0;
        if (word < static_cast<std::size_t>(v->used)) bits = v->dp[word] >> shift;
        if (shift > MP_DIGIT_BIT - 8 && word + 1 < static_cast<std::size_t>(v->used))
            bits |= v->dp[word + 1] << (MP_DIGIT_BIT - shift);
        auto byte = static_cast<unsigned char>(bits);
        if (v.negative()) {
            byte = static_cast<unsigned char>(~byte + (carry ? 1 : 0));
            carry = carry && byte == 0;
        }
        bytes[little ? i : bytes.size() - 1 - i] = static_cast<char>(byte);
    }
    return make_bytes(bytes);
}

object method_from_bytes(ref cls, const ref* args, std::size_t, ref) {
    bool little = false;
    if (!byte_order(args[1], little)) return failed;
    const object data = bytes_from(args[0]);
    if (!data) return failed;
    const bool is_signed = args[2] && truth(args[2]);
    if (is_failed()) return failed;
    std::string_view bytes = data.as<bytes_object>()->view();
    big result(static_cast<int>(bytes.size() * 8 / MP_DIGIT_BIT) + 2);
    if (!result.ok()) return result.finish();
    int used = 0;
    unsigned __int128 pending = 0;
    unsigned have = 0;
    const std::size_t n = bytes.size();
    auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[little ? i : n - 1 - i]); };
    const bool negative = is_signed && n && byte_at(n - 1) & 0x80;
    for (std::size_t i = 0; i < n; ++i) {
        pending |= static_cast<unsigned __int128>(byte_at(i)) << have;
        have += 8;
        if (have >= MP_DIGIT_BIT) {
            result->dp[used++] = static_cast<mp_digit>(pending) & MP_MASK;
            pending >>= MP_DIGIT_BIT;
            have -= MP_DIGIT_BIT;
        }
    }
    result->dp[used++] = static_cast<mp_digit>(pending);
    while (used > 0 && result->dp[used - 1] == 0) --used;
    result->used = used;
    if (negative) {
        big whole;
        result.note(mp_2expt(whole.get(), static_cast<int>(n * 8)));
        result.note(mp_sub(result.get(), whole.get(), result.get()));
    }
    object value = result.finish();
    if (!value || cls.is(ref(&int_type))) return value;
    return cls(value);
}

constexpr method_definition int_methods[] = {
    {"__getnewargs__", exact_new_arguments, "self, /"},
    {"conjugate", method_self, "self, /"},
    {"bit_length", method_bit_length, "self, /"},
    {"bit_count", method_bit_count, "self, /"},
    {"to_bytes", method_to_bytes, "self, /, length=1, byteorder='big', *, signed=False"},
    {"from_bytes", method_from_bytes, "$type, /, bytes, byteorder='big', *, signed=False", method_class},
    {"as_integer_ratio", method_ratio, "self, /"},
    {"is_integer", method_true, "self, /"},
    {"real", method_self, "", method_getter},
    {"imag", method_zero, "", method_getter},
    {"numerator", method_self, "", method_getter},
    {"denominator", method_one, "", method_getter},
    {"__trunc__", method_self, "self, /"},
    {"__floor__", method_self, "self, /"},
    {"__ceil__", method_self, "self, /"},
    {"__round__", method_round, "self, ndigits=None, /"},
    {"__format__", method_format, "self, format_spec, /"},
    {"__pow__", method_pow, "self, value, mod=None, /"},
    {"__getnewargs__", method_getnewargs, "self, /"},
    {"__sizeof__", method_sizeof, "self, /"},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object int_type("int", &object_type, type_subclassable | is_long, [](type_object& t) {
    t.instance_size = sizeof(int_object);
    t.methods = int_methods;
    t.dealloc = dealloc;
    t.new_ = new_int;
    t.repr = int_repr;
    t.hash = [](ref x) -> std::int64_t { return hash_int(x); };
    t.richcompare = richcompare;
    t.truth = nonzero;
    t.negative = [](ref x) -> object { return int_negative(x); };
    t.positive = [](ref x) -> object { return exact_int(x); };
    t.invert = invert;
    t.absolute = magnitude;
    t.as_int = [](ref x) -> object { return exact_int(x); };
    t.as_index = [](ref x) -> object { return exact_int(x); };
    t.as_float = [](ref x) -> object {
        double value;
        return to_double(x, value) ? make_float(value) : object();
    };
    t.set_number(number_op::add, for_ints<int_add>);
    t.set_number(number_op::sub, for_ints<int_subtract>);
    t.set_number(number_op::mul, for_ints<int_multiply>);
    t.set_number(number_op::truediv, for_ints<int_truediv>);
    t.set_number(number_op::floordiv, for_ints<int_floordiv>);
    t.set_number(number_op::mod, for_ints<int_mod>);
    t.set_number(number_op::divmod, for_ints<int_divmod>);
    t.set_number(number_op::pow, for_ints<raise_to>);
    t.set_number(number_op::lshift, for_ints<shift_left>);
    t.set_number(number_op::rshift, for_ints<shift_right>);
    t.set_number(number_op::bit_and, for_ints<bit_and>);
    t.set_number(number_op::bit_or, for_ints<bit_or>);
    t.set_number(number_op::bit_xor, for_ints<bit_xor>);
    t.doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
            "Convert a number or string to an integer, or return 0 if no arguments\n"
            "are given.  If x is a number, return x.__int__().  For floating-point\n"
            "numbers, this truncates towards zero.\n\n"
            "If x is not a number or if base is given, then x must be a string,\n"
            "bytes, or bytearray instance representing an integer literal in the\n"
            "given base.  The literal can be preceded by '+' or '-' and be surrounded\n"
            "by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\n"
            "Base 0 means to interpret the base from the string as an integer literal.\n"
            ">>> int('0b100', base=0)\n4";
});

// ---- bool

namespace {

bool is_bool(ref x) noexcept { return x.is_heap() && x.type() == &bool_type; }

object new_bool(type_object&, const ref* args, std::size_t count, ref names) {
    if (keyword_count(names)) return raise_error(TypeError_type, "bool() takes no keyword arguments");
    if (count > 1) return raise_error(TypeError_type, "bool expected at most 1 argument, got %zd", count);
    if (count == 0) return False;
    const bool value = truth(args[0]);
    if (!value && is_failed()) return failed;
    return boolean(value);
}

template <binary_slot Int, bool (*F)(bool, bool)> object for_bools(ref a, ref b) {
    if (is_bool(a) && is_bool(b)) return boolean(F(a.is(True), b.is(True)));
    return Int(a, b);
}
object invert_bool(ref x) {
    issue_warning(
        DeprecationWarning_type,
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise "
        "inversion of the underlying int object and is usually not what you expect from negating a bool. Use the "
        "'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying "
        "int.");
    return is_failed() ? object() : invert(x);
}

bool both(bool a, bool b) { return a && b; }
bool either(bool a, bool b) { return a || b; }
bool one_only(bool a, bool b) { return a != b; }

}  // namespace

constinit type_object bool_type("bool", &int_type, is_long, [](type_object& t) {
    t.instance_size = sizeof(header);
    t.new_ = new_bool;
    t.repr = [](ref x) -> object { return intern(x.is(True) ? "True" : "False"); };
    t.truth = [](ref x) -> int { return x.is(True); };
    t.invert = invert_bool;
    t.set_number(number_op::bit_and, for_bools<for_ints<bit_and>, both>);
    t.set_number(number_op::bit_or, for_bools<for_ints<bit_or>, either>);
    t.set_number(number_op::bit_xor, for_bools<for_ints<bit_xor>, one_only>);
    t.doc = "Returns True when the argument is true, False otherwise.";
});

}  // namespace cowith
