// Binary, unary and in-place operators: the protocol of Objects/abstract.c (binary_op1, binary_iop1, PyNumber_Add...).
#include "dispatch.hpp"

namespace cowith {
namespace {

constexpr std::size_t index(number_op op) noexcept { return static_cast<std::size_t>(op); }
constexpr std::size_t first_in_place = index(number_op::iadd);

constexpr const char* symbols[index(number_op::count_)] = {
    "+",  "-",  "*",  "@",  "/",  "//",  "%",  "divmod()", "** or pow()", "<<",  ">>", "&",  "|",  "^",
    "+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=",      "<<=",         ">>=", "&=", "|=", "^=",
};

/// The plain operator behind an in-place one.
number_op plain(number_op op) noexcept {
    constexpr number_op plain_of[] = {
        number_op::add,      number_op::sub,    number_op::mul,     number_op::matmul, number_op::truediv,
        number_op::floordiv, number_op::mod,    number_op::pow,     number_op::lshift, number_op::rshift,
        number_op::bit_and,  number_op::bit_or, number_op::bit_xor,
    };
    return plain_of[index(op) - first_in_place];
}

binary_slot numeric_slot(type_object* type, number_op op) noexcept {
    binary_slot slot = type->number[index(op)];
    return slot && is_sequence_slot(type, op) ? nullptr : slot;
}
binary_slot sequence_slot(type_object* type, number_op op) noexcept {
    binary_slot slot = type->number[index(op)];
    return slot && is_sequence_slot(type, op) ? slot : nullptr;
}

/// The numeric part of the protocol; NotImplemented when no operand knows the operation.
object numeric(number_op op, ref a, ref b) noexcept {
    type_object *left = readied_type(a), *right = readied_type(b);
    binary_slot first = numeric_slot(left, op);
    binary_slot second = left == right ? nullptr : numeric_slot(right, op);
    if (second == first) second = nullptr;
    if (first) {
        if (second && is_subtype(right, left)) {
            object result = second(a, b);
            if (!result.is(NotImplemented)) return result;
            second = nullptr;
        }
        object result = first(a, b);
        if (!result.is(NotImplemented)) return result;
    }
    if (second) return second(a, b);
    return NotImplemented;
}

object unsupported(number_op op, ref a, ref b) noexcept {
    return raise_error(TypeError_type, "unsupported operand type(s) for %s: '%T' and '%T'", symbols[index(op)], a, b);
}

/// What is left when no number protocol answered: concatenation and repetition of sequences.
object sequence_operation(number_op op, ref a, ref b) noexcept {
    const bool in_place = index(op) >= first_in_place;
    const number_op base = in_place ? plain(op) : op;
    if (base == number_op::add) {
        binary_slot slot = in_place ? sequence_slot(a.type(), op) : nullptr;
        if (!slot) slot = sequence_slot(a.type(), base);
        if (slot) return slot(a, b);
    } else if (base == number_op::mul) {
        binary_slot slot = in_place ? sequence_slot(a.type(), op) : nullptr;
        if (!slot) slot = sequence_slot(a.type(), base);
        if (slot) return slot(a, b);
        if ((slot = sequence_slot(b.type(), base))) return slot(b, a);
    }
    return unsupported(op, a, b);
}

object unary(ref x, object (*type_object::*slot)(ref), const char* symbol) noexcept {
    if (!x) [[unlikely]]
        return pass_on();
    if (auto function = readied_type(x)->*slot) return function(x);
    return raise_error(TypeError_type, "bad operand type for %s: '%T'", symbol, x);
}

}  // namespace

bool is_sequence_slot(const type_object* type, number_op op) noexcept {
    if (op != number_op::add && op != number_op::mul && op != number_op::iadd && op != number_op::imul) return false;
    const binary_slot slot = type->number[index(op)];
    while (type->type_flags & type_heap) type = type->base;
    return type->number[index(op)] == slot &&
           ((type->type_flags & (type_sequence | is_string | is_bytes)) || type == &bytearray_type);
}

object binary(number_op op, ref a, ref b) noexcept {
    if (!a || !b) [[unlikely]]
        return pass_on();
    if (stack_exhausted()) return {};
    object result = numeric(op, a, b);
    if (!result.is(NotImplemented)) [[likely]]
        return result;
    return sequence_operation(op, a, b);
}

namespace {

/// Two exact floats, or one and a small int that a double holds exactly: the most frequent operands after small ints.
struct float_pair {
    double left, right;
    bool good;
    float_pair(ref a, ref b) noexcept : good(take(a, left) && take(b, right) && !(a.is_small() && b.is_small())) {}
    explicit operator bool() const noexcept { return good; }

  private:
    static bool take(ref x, double& to) noexcept {
        if (x.is_small()) {
            to = static_cast<double>(x.small());
            constexpr std::int64_t exact = INT64_C(1) << 53;
            return x.small() <= exact && x.small() >= -exact;
        }
        if (!x || x.heap()->type != &float_type) return false;
        to = x.as<float_object>()->value;
        return true;
    }
};

}  // namespace

object in_place_slow(number_op op, ref a, ref b) noexcept {
    if (!a || !b) [[unlikely]]
        return pass_on();
    if (const float_pair floats(a, b); floats) switch (op) {
        case number_op::iadd: return make_float(floats.left + floats.right);
        case number_op::isub: return make_float(floats.left - floats.right);
        case number_op::imul: return make_float(floats.left * floats.right);
        default: break;
        }
    if (stack_exhausted()) return {};
    if (binary_slot slot = numeric_slot(readied_type(a), op)) {
        object result = slot(a, b);
        if (!result.is(NotImplemented)) return result;
    }
    object result = numeric(plain(op), a, b);
    if (!result.is(NotImplemented)) [[likely]]
        return result;
    return sequence_operation(op, a, b);
}

object add_slow(ref a, ref b) noexcept {
    if (const float_pair floats(a, b); floats) return make_float(floats.left + floats.right);
    return binary(number_op::add, a, b);
}
object sub_slow(ref a, ref b) noexcept {
    if (const float_pair floats(a, b); floats) return make_float(floats.left - floats.right);
    return binary(number_op::sub, a, b);
}
object mul_slow(ref a, ref b) noexcept {
    if (const float_pair floats(a, b); floats) return make_float(floats.left * floats.right);
    return binary(number_op::mul, a, b);
}
object div_slow(ref a, ref b) noexcept {
    if (const float_pair floats(a, b); floats && floats.right != 0) return make_float(floats.left / floats.right);
    return binary(number_op::truediv, a, b);
}

object power(ref a, ref b, ref modulus) noexcept {
    if (!a || !b || !modulus) [[unlikely]]
        return pass_on();
    if (modulus.is(None)) return binary(number_op::pow, a, b);
    // Three operands: __pow__ of the first alone takes part (3.14 asks __rpow__ of the second too when it takes three).
    static const ref pow_name = intern("__pow__"), rpow_name = intern("__rpow__");
    const bool right_first = a.type() != b.type() && is_subtype(b.type(), a.type());
    for (int round = 0; round < 2; ++round) {
        const bool reflected = (round == 0) == right_first;
        if (reflected && a.type() == b.type()) continue;
        object method = lookup_special(reflected ? b : a, reflected ? rpow_name : pow_name);
        if (!method) {
            if (is_failed()) return {};
            continue;
        }
        object result = method(reflected ? a : b, modulus);
        if (!result.is(NotImplemented)) return result;
    }
    return raise_error(TypeError_type, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, modulus);
}

object operator-(ref x) noexcept {
    if (x.is_small() && x.small() != -(INT64_C(1) << 62)) [[likely]]
        return -x.small();
    return unary(x, &type_object::negative, "unary -");
}
object operator+(ref x) noexcept {
    if (x.is_small()) [[likely]]
        return x;
    return unary(x, &type_object::positive, "unary +");
}
object operator~(ref x) noexcept {
    if (x.is_small()) [[likely]]
        return ~x.small();
    return unary(x, &type_object::invert, "unary ~");
}
object absolute(ref x) noexcept { return unary(x, &type_object::absolute, "abs()"); }

}  // namespace cowith
