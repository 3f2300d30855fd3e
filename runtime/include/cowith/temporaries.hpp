// Operators over temporaries, which die with the operation as CPython's instructions let go of the values they take from the stack:
// first to last for those of numbers and for subscripts, last to first for comparisons.
#pragma once
#include "ops.hpp"

#include <concepts>

namespace cowith {

/// Something that an operation is the last to need: an object without a name, or a named temporary.
template <class T>
concept temporary = std::same_as<T, object> || std::same_as<std::remove_cvref_t<T>, operand>;
template <class A, class B>
concept some_temporary = (temporary<A> || temporary<B>) && std::convertible_to<A, ref> && std::convertible_to<B, ref>;

#define COWITH_FIRST_TO_LAST(name)                                                                                     \
    template <class A, class B>                                                                                        \
        requires some_temporary<A, B>                                                                                  \
    [[gnu::always_inline]] inline object name(A&& a, B&& b) noexcept {                                                 \
        object result = name(ref(a), ref(b));                                                                          \
        let_go(std::forward<A>(a));                                                                                    \
        let_go(std::forward<B>(b));                                                                                    \
        return result;                                                                                                 \
    }
COWITH_FIRST_TO_LAST(operator+)
COWITH_FIRST_TO_LAST(operator-)
COWITH_FIRST_TO_LAST(operator*)
COWITH_FIRST_TO_LAST(operator/)
COWITH_FIRST_TO_LAST(operator%)
COWITH_FIRST_TO_LAST(operator<<)
COWITH_FIRST_TO_LAST(operator>>)
COWITH_FIRST_TO_LAST(operator&)
COWITH_FIRST_TO_LAST(operator|)
COWITH_FIRST_TO_LAST(operator^)
COWITH_FIRST_TO_LAST(floor_divide)
COWITH_FIRST_TO_LAST(matmul)
COWITH_FIRST_TO_LAST(power)
#undef COWITH_FIRST_TO_LAST

#define COWITH_LAST_TO_FIRST(type, name)                                                                               \
    template <class A, class B>                                                                                        \
        requires some_temporary<A, B>                                                                                  \
    [[gnu::always_inline]] inline type name(A&& a, B&& b) noexcept {                                                   \
        type result = name(ref(a), ref(b));                                                                            \
        let_go_of(std::forward<A>(a), std::forward<B>(b));                                                             \
        return result;                                                                                                 \
    }
COWITH_LAST_TO_FIRST(object, lt)
COWITH_LAST_TO_FIRST(object, le)
COWITH_LAST_TO_FIRST(object, eq)
COWITH_LAST_TO_FIRST(object, ne)
COWITH_LAST_TO_FIRST(object, gt)
COWITH_LAST_TO_FIRST(object, ge)
COWITH_LAST_TO_FIRST(bool, less)
COWITH_LAST_TO_FIRST(bool, less_equal)
COWITH_LAST_TO_FIRST(bool, equal)
COWITH_LAST_TO_FIRST(bool, not_equal)
COWITH_LAST_TO_FIRST(bool, greater)
COWITH_LAST_TO_FIRST(bool, greater_equal)
COWITH_LAST_TO_FIRST(bool, in)
COWITH_LAST_TO_FIRST(bool, not_in)
COWITH_LAST_TO_FIRST(bool, is_not)
#undef COWITH_LAST_TO_FIRST

/// -x, +x, ~x, not x
template <temporary A> object operator-(A&& x) noexcept {
    object result = -ref(x);
    let_go(std::forward<A>(x));
    return result;
}
template <temporary A> object operator+(A&& x) noexcept {
    object result = +ref(x);
    let_go(std::forward<A>(x));
    return result;
}
template <temporary A> object operator~(A&& x) noexcept {
    object result = ~ref(x);
    let_go(std::forward<A>(x));
    return result;
}
template <temporary A> bool negate(A&& x) noexcept {
    const bool result = negate(ref(x));
    let_go(std::forward<A>(x));
    return result;
}
template <temporary A> bool truth(A&& x) noexcept {
    const bool result = truth(ref(x));
    let_go(std::forward<A>(x));
    return result;
}

}  // namespace cowith
