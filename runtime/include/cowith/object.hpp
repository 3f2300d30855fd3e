// The value model: every Python value is 8 bytes, either a small int (low bit set) or a pointer to a
// reference-counted object. No bits at all mean "no value": an operation that failed, or an unbound variable.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace cowith {

struct type_object;
struct exception;
class started;

/// Every heap object begins with this. Immortal objects start with a count that no program brings to zero.
struct header {
    std::uint32_t refs = 1;
    std::uint32_t flags = 0;  // bits of object_flag
    type_object* type;

    static constexpr std::uint32_t immortal = 1u << 30;
    explicit constexpr header(type_object* t, std::uint32_t count = 1) noexcept : refs(count), type(t) {}
};

enum object_flag : std::uint32_t {
    flag_tracked = 1,      // in the collector's list
    flag_finalized = 2,    // __del__ or close has run (PEP 442: once only)
    flag_collecting = 4,   // used by the collector while it runs
    flag_unreachable = 8,  // used by the collector while it runs
    flag_old = 16,         // tracked, and has survived a collection
    flag_user = 256,       // first bit that a type may use for itself
};

/// An object that can take part in a reference cycle. The links belong to the collector (gc.hpp).
struct gc_header : header {
    gc_header* gc_prev = nullptr;
    gc_header* gc_next = nullptr;
    using header::header;
};

/// Calls the type's deallocator; never inlined, so that the release of a reference stays small.
void deallocate(header* dead) noexcept;

/// The text of a string literal as a template argument.
template <std::size_t N> struct fixed_text {
    char text[N];
    constexpr fixed_text(const char (&s)[N]) noexcept {
        for (std::size_t i = 0; i < N; ++i) text[i] = s[i];
    }
};
template <fixed_text T> struct member_name;  // members.hpp

/// A borrowed handle: trivially copyable, owns nothing. Plain functions take their parameters as `ref`.
class ref {
  public:
    constexpr ref() noexcept : bits_(0) {}
    constexpr ref(std::int64_t small) noexcept : bits_((static_cast<std::uint64_t>(small) << 1) | 1) {}
    constexpr ref(int small) noexcept : ref(static_cast<std::int64_t>(small)) {}
    constexpr ref(const header* o) noexcept : pointer_(o) {}
    ref(bool) = delete;  // write None/True/False by name: py::boolean(b)

    /// False for "failed" or "unbound"; Python's truth is truth(x).
    explicit operator bool() const noexcept { return bits_ != 0; }
    bool is(ref other) const noexcept { return bits_ == other.bits_; }
    bool is_small() const noexcept { return bits_ & 1; }
    std::int64_t small() const noexcept { return static_cast<std::int64_t>(bits_) >> 1; }
    static bool fits_small(std::int64_t v) noexcept { return v >= -(INT64_C(1) << 62) && v < (INT64_C(1) << 62); }
    /// Neither small nor empty: one comparison for both, because this is asked at every release.
    bool is_heap() const noexcept { return static_cast<std::int64_t>(std::rotr(bits_ - 1, 1)) < -1; }
    header* heap() const noexcept { return reinterpret_cast<header*>(bits_); }
    template <class T> T* as() const noexcept { return static_cast<T*>(heap()); }
    std::uint64_t bits() const noexcept { return bits_; }

    /// type(x), borrowed. `*this` must hold a value.
    inline type_object* type() const noexcept;
    bool is_instance_exactly(const type_object& t) const noexcept { return type() == &t; }

    // ---- Python's operations, as members so that generated code reads from left to right. Each gives an empty
    // ---- object and sets the pending exception when it fails, and passes a failed operand on (error.hpp). Temporaries
    // ---- among the operands of a call die with the call, last to first, as CPython's do (call.hpp).
    inline class object attr(ref name) const&;                        // x.name
    inline bool set_attr(ref name, ref value) const;                  // x.name = value; false: failed
    inline bool del_attr(ref name) const;                             // del x.name
    inline class object operator[](ref key) const&;                   // x[key]
    inline bool set_item(ref key, ref value) const;                   // x[key] = value
    inline bool del_item(ref key) const;                              // del x[key]
    template <class... A> object operator()(A&&... args) const&;      // x(args...), kw("k", v), star(a), star_star(k)
    template <class... A> object call(ref name, A&&... args) const&;  // x.name(args...)
    // The same for names in generated code (members.hpp).
    template <fixed_text T> object attr(member_name<T> name) const& noexcept;
    template <fixed_text T> bool set_attr(member_name<T> name, ref value) const noexcept;
    template <fixed_text T, class... A> object call(member_name<T> name, A&&... args) const& noexcept;
    template <fixed_text T, class... A> started start_call(member_name<T> name, A&&... args) const& noexcept;
    /// The same as the operand of an await: a coroutine function that never suspends runs at once, without a coroutine.
    template <class... A> started start(A&&... args) const&;
    template <class... A> started start_call(ref name, A&&... args) const&;
    /// The variable inside a cell (a variable shared with an inner function).
    inline class object& operator*() const noexcept;

    static ref from_bits(std::uint64_t bits) noexcept {
        ref r;
        r.bits_ = bits;
        return r;
    }

  protected:
    union {
        std::uint64_t bits_;
        const header* pointer_;  // what a constant is initialised with
    };
};

/// An owned handle: copying counts, moving doesn't.
class object : public ref {
  public:
    constexpr object() noexcept = default;
    constexpr object(std::int64_t small) noexcept : ref(small) {}
    constexpr object(int small) noexcept : ref(small) {}
    object(ref borrowed) noexcept : ref(borrowed) { retain(); }
    object(const object& o) noexcept : ref(o) { retain(); }
    object(object&& o) noexcept : ref(o) { o.bits_ = 0; }
    object(bool) = delete;
    object(const header* borrowed) noexcept : ref(borrowed) { retain(); }
    ~object() { release(); }
    object& operator=(const object& o) noexcept { return *this = object(o); }
    object& operator=(object&& o) noexcept {
        object old;
        old.bits_ = bits_;  // the old value dies after the new one is in place, as in CPython
        bits_ = o.bits_;
        o.bits_ = 0;
        return *this;
    }
    object& operator=(ref r) noexcept { return *this = object(r); }
    object& operator=(int small) noexcept { return *this = object(small); }
    object& operator=(std::int64_t small) noexcept { return *this = object(small); }

    /// Takes over a reference that the caller owns.
    static object take(const header* owned) noexcept {
        object o;
        o.bits_ = reinterpret_cast<std::uint64_t>(owned);
        return o;
    }
    /// Gives the reference up; the caller owns it now.
    header* give() noexcept {
        header* h = heap();
        bits_ = 0;
        return h;
    }
    void reset() noexcept { object old(std::move(*this)); }

    // ---- Operations on a temporary, which dies with them.
    bool is(ref other) const& noexcept { return ref::is(other); }
    template <class B> bool is(B&& other) && noexcept;
    using ref::operator(), ref::operator[], ref::attr, ref::call, ref::start, ref::start_call;
    template <class N> object attr(const N& name) && noexcept { return ref(object(std::move(*this))).attr(name); }
    template <class K> object operator[](K&& key) && noexcept;
    template <class... A> object operator()(A&&... args) && noexcept {
        return ref(object(std::move(*this)))(std::forward<A>(args)...);
    }
    template <class N, class... A> object call(const N& name, A&&... args) && noexcept {
        return ref(object(std::move(*this))).call(name, std::forward<A>(args)...);
    }
    template <class... A> started start(A&&... args) && noexcept;
    template <class N, class... A> started start_call(const N& name, A&&... args) && noexcept;

  private:
    void retain() const noexcept {
        if (is_heap()) ++heap()->refs;
    }
    void release() noexcept {
        if (is_heap() && --heap()->refs == 0) [[unlikely]]
            deallocate(heap());
    }
};

/// Whether one of them holds anything; one test for all.
template <class... O> bool any_held(const O&... o) noexcept { return (o.bits() | ...) != 0; }
/// Tells the compiler that they hold nothing: their ends cost nothing.
template <class... O> [[gnu::always_inline]] inline void assume_empty(const O&... o) noexcept {
    ((o ? __builtin_unreachable() : void()), ...);
}

/// A named temporary: it dies with the operation that takes it, as a temporary without a name does.
class operand : public object {
  public:
    using object::object, object::operator=;
    template <class N> object attr(const N& name) noexcept { return dying().attr(name); }
    template <class B> bool is(B&& other) noexcept { return dying().is(std::forward<B>(other)); }
    template <class K> object operator[](K&& key) noexcept { return dying()[std::forward<K>(key)]; }
    template <class... A> object operator()(A&&... args) noexcept { return dying()(std::forward<A>(args)...); }
    template <class N, class... A> object call(const N& name, A&&... args) noexcept {
        return dying().call(name, std::forward<A>(args)...);
    }
    template <class... A> started start(A&&... args) noexcept;
    template <class N, class... A> started start_call(const N& name, A&&... args) noexcept;

  private:
    object&& dying() noexcept { return static_cast<object&&>(*this); }
};

/// What an operation does in the end with an operand: temporaries die.
template <class T> void let_go(const T& o) noexcept {
    if constexpr (requires { o.let_go(); }) o.let_go();
}
inline void let_go(object&& temporary) noexcept { temporary.reset(); }
inline void let_go(operand& temporary) noexcept { temporary.reset(); }
/// The same with all operands of an operation, last to first.
inline void let_go_of() noexcept {}
template <class First, class... Rest>
[[gnu::always_inline]] inline void let_go_of(First&& first, Rest&&... rest) noexcept {
    let_go_of(std::forward<Rest>(rest)...);
    let_go(std::forward<First>(first));
}

template <class B> bool object::is(B&& other) && noexcept {
    const bool same = ref::is(ref(other));
    let_go(std::forward<B>(other));
    reset();
    return same;
}
template <class K> object object::operator[](K&& key) && noexcept {
    object item = ref(object(std::move(*this)))[ref(key)];
    let_go(std::forward<K>(key));
    return item;
}

// The singletons; immortal.
extern header none_object, true_object, false_object, ellipsis_object, not_implemented_object;
inline constexpr ref None{&none_object};
inline constexpr ref True{&true_object};
inline constexpr ref False{&false_object};
inline constexpr ref Ellipsis{&ellipsis_object};
inline constexpr ref NotImplemented{&not_implemented_object};

/// True or False.
inline ref boolean(bool b) noexcept { return b ? ref(&true_object) : ref(&false_object); }

}  // namespace cowith
