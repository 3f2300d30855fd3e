// What the containers share.
#pragma once
#include <cowith/binding.hpp>
#include <cowith/gc.hpp>
#include <cowith/types.hpp>

// Objects are no standard-layout classes; both compilers define offsetof all the same.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

namespace cowith {

inline object self_iter(ref self) { return self; }  // iter(iterator) is the iterator

/// The signature of class_getitem.
inline constexpr const char* class_getitem_signature = "cls, item, /";

/// A bound of x.index(value, start, stop), which must have __index__; false: failed.
bool search_bound(ref bound, std::int64_t length, std::int64_t& out) noexcept;

/// The repetition count of `sequence * n`; TypeError "can't multiply sequence by non-int of type 'X'".
bool repeat_count(ref n, std::int64_t& out) noexcept;

/// Refuses keywords: TypeError "list() takes no keyword arguments".
bool no_keywords(const char* function, ref names) noexcept;
/// TypeError "list expected at most 1 argument, got 2".
bool count_between(const char* function, std::size_t count, std::size_t least, std::size_t most) noexcept;

/// iter(callable, sentinel)
object make_callable_iterator(ref callable, ref sentinel) noexcept;

/// a < b for sort, min, max: -1 failed.
int less_than(ref a, ref b) noexcept;

/// The result of comparing two sizes.
inline bool compare_sizes(std::uint64_t a, std::uint64_t b, compare op) noexcept {
    switch (op) {
    case compare::lt: return a < b;
    case compare::le: return a <= b;
    case compare::eq: return a == b;
    case compare::ne: return a != b;
    case compare::gt: return a > b;
    default: return a >= b;
    }
}

/// A raw block of owned values, grown by moving bits (values don't care where they live).
inline object* allocate_values(std::size_t n) noexcept {
    return n ? static_cast<object*>(allocate(n * sizeof(object))) : nullptr;
}
inline void release_values(object* values, std::size_t n) noexcept {
    if (values) release(values, n * sizeof(object));
}
inline void move_values(object* to, const object* from, std::size_t n) noexcept {
    if (n) __builtin_memmove(static_cast<void*>(to), static_cast<const void*>(from), n * sizeof(object));
}

}  // namespace cowith
