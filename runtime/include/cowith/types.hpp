// The layouts of the builtin value types, and how native code makes and reads them.
#pragma once
#include "ops.hpp"

#include <string>

namespace cowith {

// ---- int: small ints are tagged; anything else is a heap integer over libtommath (src/types/int*.cpp)
object make_int(std::int64_t v) noexcept;
object make_uint(std::uint64_t v) noexcept;
object parse_int(std::string_view digits, int base = 10) noexcept;
bool is_int(ref x) noexcept;  // int or a subclass (bool too)
/// The value as int64; false (and nothing pending) when it doesn't fit. `x` must be an int.
bool int_value(ref x, std::int64_t& out) noexcept;

// ---- float
struct float_object : header {
    double value;
    explicit float_object(double v) noexcept : header(&float_type), value(v) {}
};
object make_float(double v) noexcept;
/// float(x) of a number for native code (int, float, __float__, __index__); false: failed with TypeError "must be real number, not X".
bool to_double(ref x, double& out) noexcept;
object make_complex(double real, double imaginary) noexcept;

// ---- str: WTF-8 (UTF-8 that may hold lone surrogates), with its length in code points. ASCII strings index directly.
struct str_object : header {
    std::uint32_t size;                      // bytes
    std::uint32_t length;                    // code points; == size for ASCII
    mutable std::int64_t hash = -1;          // -1: not yet computed
    mutable std::uint32_t* index = nullptr;  // byte offset of every 64th code point, made on demand (not for ASCII)
    char text[8];                            // size bytes and a NUL; allocated to fit
    explicit str_object(std::uint32_t bytes, std::uint32_t points) noexcept
        : header(&str_type), size(bytes), length(points) {}
    std::string_view view() const noexcept { return {text, size}; }
    bool is_ascii() const noexcept { return size == length; }
};
enum str_flag : std::uint32_t { flag_interned = flag_user };
object make_str(std::string_view wtf8) noexcept;             // must be valid WTF-8
object make_str_from_utf8(std::string_view bytes) noexcept;  // invalid bytes become surrogate escapes
inline std::string_view text_of(ref str) noexcept { return str.as<str_object>()->view(); }
inline bool is_str(ref x) noexcept { return x.is_heap() && has_flag(x, is_string); }
/// The one interned str of this text (immortal).
ref intern(std::string_view text) noexcept;
/// The interned twin of a str object (interning it if need be).
ref intern_str(ref str) noexcept;
/// Builds a str piece by piece.
class str_builder {
  public:
    void add(std::string_view text) { text_.append(text); }
    void add(char c) { text_.push_back(c); }
    void add_point(std::uint32_t code_point);
    bool add_str(ref x) noexcept;  // appends str(x); false: failed
    bool add_repr(ref x) noexcept;
    object finish() noexcept { return make_str(text_); }
    std::string& text() noexcept { return text_; }

  private:
    std::string text_;
};
/// f"..." pieces joined: every part is a str (or failed, which is passed on).
object join_strings(std::initializer_list<ref> parts) noexcept;
/// One {value!conversion:spec} of an f-string; conversion 0, 'r', 's', 'a'.
object format_field(ref value, char conversion = 0, ref spec = {}) noexcept;

// ---- bytes
struct bytes_object : header {
    std::uint64_t size;
    std::int64_t hash = -1;
    unsigned char data[8];  // allocated to fit, NUL behind
    explicit bytes_object(std::uint64_t n) noexcept : header(&bytes_type), size(n) {}
    std::string_view view() const noexcept { return {reinterpret_cast<const char*>(data), size}; }
};
object make_bytes(std::string_view data) noexcept;

// ---- tuple and list
struct tuple_object : gc_header {
    std::uint64_t size;
    object items[1];  // allocated to fit
    explicit tuple_object(std::uint64_t n) noexcept : gc_header(&tuple_type), size(n) {}
};
/// How many arguments of a call are given by name; `names` may be empty.
inline std::size_t keyword_count(ref names) noexcept { return names ? names.as<tuple_object>()->size : 0; }
/// An untracked tuple of n empty items: fill them all, then track_tuple(). n == 0 gives the immortal ().
object new_tuple(std::size_t n) noexcept;
object make_tuple(const ref* items, std::size_t n) noexcept;
template <class... A> object tuple(A&&... items) noexcept {
    const ref list[sizeof...(A) + 1] = {ref(items)...};
    for (std::size_t i = 0; i < sizeof...(A); ++i)
        if (!list[i]) return pass_on();
    object made = make_tuple(list, sizeof...(A));
    let_go_of(std::forward<A>(items)...);
    return made;
}
struct list_object : gc_header {
    object* items = nullptr;
    std::uint64_t size = 0, capacity = 0;
    list_object() noexcept : gc_header(&list_type) {}
};
object make_list(const ref* items = nullptr, std::size_t n = 0) noexcept;
bool list_append(ref list, ref item) noexcept;
template <class... A> object list(A&&... items) noexcept {
    const ref values[sizeof...(A) + 1] = {ref(items)...};
    for (std::size_t i = 0; i < sizeof...(A); ++i)
        if (!values[i]) return pass_on();
    object made = make_list(values, sizeof...(A));
    let_go_of(std::forward<A>(items)...);
    return made;
}
/// [*a, b]: extends a list display; TypeError "Value after * must be an iterable, not X".
bool list_extend(ref list, ref iterable) noexcept;
object list_to_tuple(object list) noexcept;
/// list[low:high] = values (in range already); the old items die last.
void list_assign_slice(ref list, std::int64_t low, std::int64_t high, const object* values, std::size_t n) noexcept;
/// list.sort(key=..., reverse=...): stable; `key` None or empty: none. False: failed.
bool list_sort(ref list, ref key = {}, bool reverse = false) noexcept;
object tuple_from(ref iterable) noexcept;  // tuple(iterable)
object list_from(ref iterable) noexcept;   // list(iterable)

// ---- dict: compact and ordered (indices + entries), as CPython's
struct dict_entry {
    object key, value;  // empty key: deleted
    std::int64_t hash;
};
struct dict_object : gc_header {
    std::uint32_t* index = nullptr;  // open addressing over entries; size is a power of two
    dict_entry* entries = nullptr;
    std::uint32_t index_size = 0, used = 0, filled = 0, capacity = 0;
    std::uint32_t buried = 0;   // places of the index that say: deleted
    std::uint64_t version = 0;  // changes with every write
    dict_object() noexcept : gc_header(&dict_type) {}
};
object make_dict() noexcept;
/// {k1: v1, k2: v2}: alternating keys and values.
object make_dict(const ref* keys_and_values, std::size_t pairs) noexcept;
template <class... A> object dict(A&&... keys_and_values) noexcept {
    const ref list[sizeof...(A) + 1] = {ref(keys_and_values)...};
    for (std::size_t i = 0; i < sizeof...(A); ++i)
        if (!list[i]) return pass_on();
    object made = make_dict(list, sizeof...(A) / 2);
    let_go_of(std::forward<A>(keys_and_values)...);
    return made;
}
/// Borrowed value, or empty: with nothing pending when absent, with a pending exception when hashing or comparing failed.
ref dict_get(ref dict, ref key) noexcept;
ref dict_get_interned(ref dict, ref interned_name) noexcept;  // identity hit first, never fails
bool dict_set(ref dict, ref key, ref value) noexcept;
/// -1 failed, 0 absent, 1 removed (the old value goes to *old if given).
int dict_remove(ref dict, ref key, object* old = nullptr) noexcept;
bool dict_update(ref dict, ref mapping) noexcept;     // {**mapping}: TypeError "'X' object is not a mapping"
bool dict_update_from(ref dict, ref other) noexcept;  // dict.update(other): a mapping or an iterable of pairs
object dict_copy(ref dict) noexcept;
object make_mappingproxy(ref mapping) noexcept;  // a read-only view: types.MappingProxyType
void dict_clear(ref dict) noexcept;
object dict_keys(ref dict) noexcept;  // the views
object dict_values(ref dict) noexcept;
object dict_items(ref dict) noexcept;
/// Walks entries in order: `for (std::size_t i = 0; dict_next(d, i, key, value);)`, borrowed.
bool dict_next(ref dict, std::size_t& place, ref& key, ref& value) noexcept;
inline std::size_t dict_size(ref d) noexcept { return d.as<dict_object>()->used; }

// ---- set and frozenset: CPython's table layout, so that ints iterate in CPython's order
struct set_entry {
    object key;  // empty: unused (hash 0) or deleted (hash -1)
    std::int64_t hash = 0;
};
struct set_object : gc_header {
    set_entry* table = nullptr;  // null: 8 unused entries, made by the first addition
    std::uint64_t mask = 7, filled = 0, used = 0, finger = 0;
    std::int64_t hash = -1;  // frozenset: -1 as long as it isn't known
    gc_header* weakrefs = nullptr;
    explicit set_object(type_object& t = set_type) noexcept : gc_header(&t) {}
};
object make_set(const ref* items = nullptr, std::size_t n = 0) noexcept;
object make_frozenset(const ref* items = nullptr, std::size_t n = 0) noexcept;
/// A set display of three or more constants: CPython's compiler makes a frozenset first, which shows in the order.
object make_constant_set(const ref* items, std::size_t n) noexcept;
object set_from(ref iterable) noexcept;
bool set_add(ref set, ref item) noexcept;
int set_contains(ref set, ref item) noexcept;  // -1 failed
int set_discard(ref set, ref item) noexcept;   // -1 failed, 0 absent, 1 removed
bool set_update(ref set, ref iterable) noexcept;
bool set_next(ref set, std::size_t& place, ref& item) noexcept;  // walks the items, borrowed
inline std::size_t set_size(ref s) noexcept { return s.as<set_object>()->used; }
template <class... A> object set(A&&... items) noexcept {
    const ref values[sizeof...(A) + 1] = {ref(items)...};
    for (std::size_t i = 0; i < sizeof...(A); ++i)
        if (!values[i]) return pass_on();
    object made = make_set(values, sizeof...(A));
    let_go_of(std::forward<A>(items)...);
    return made;
}

// ---- slice, range
struct slice_object : gc_header {
    object start, stop, step;
    slice_object() noexcept : gc_header(&slice_type) {}
};
object slice(ref start, ref stop, ref step = None) noexcept;
object range(ref start, ref stop, ref step = 1) noexcept;
extern type_object deque_type;  // collections.deque
/// The bounds of a slice as ints. What can change while they are read (__index__ runs Python code) is asked for its length afterwards.
struct slice_bounds {
    std::int64_t start, stop, step;
    /// PySlice_Unpack; false: failed.
    bool read(ref slice) noexcept;
    /// PySlice_AdjustIndices for a sequence of `length`: how many items there are.
    std::int64_t fit(std::int64_t length) noexcept;
};
/// Both for a sequence of `length` that can't change; false: failed.
bool slice_indices(ref slice, std::int64_t length, std::int64_t& start, std::int64_t& stop, std::int64_t& step,
                   std::int64_t& count) noexcept;

// ---- literals in generated code:  "name"_s  is the interned str, 1.5_py a float, 123456789012345678901_py a big int
namespace detail {
template <fixed_text T> struct literal {
    static ref get() noexcept {
        static const ref value = intern(std::string_view(T.text, sizeof(T.text) - 1));
        return value;
    }
};
object number_from_literal(const char* spelling) noexcept;
}  // namespace detail
inline namespace literals {
template <fixed_text T> inline ref operator""_s() noexcept { return detail::literal<T>::get(); }
template <char... C> inline ref operator""_py() noexcept {
    static constexpr char spelling[] = {C..., 0};
    static const object value = detail::number_from_literal(spelling);
    return value;
}
}  // namespace literals
/// b"..." constants: constant(make_bytes({"..", n})), made once where the unit is initialised.

}  // namespace cowith
