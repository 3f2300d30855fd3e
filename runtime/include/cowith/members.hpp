// Attributes and methods by name, with what the name meant last time kept beside it: `x.attr("key"_n)`, `x.call("get"_n, y)`.
#pragma once
#include "call.hpp"
#include "types.hpp"

namespace cowith {

/// The name of an attribute or method in generated code.
template <fixed_text T> struct member_name {
    operator ref() const noexcept { return detail::literal<T>::get(); }
};
inline namespace literals {
template <fixed_text T> constexpr member_name<T> operator""_n() noexcept { return {}; }
}  // namespace literals

/// The value that lies `offset` bytes behind the start of an object.
inline object& member_at(header* h, std::int32_t offset) noexcept {
    return *reinterpret_cast<object*>(reinterpret_cast<char*>(h) + offset);
}

namespace detail {

/// What a name meant on the class whose instance came last: good while that class has the same version. Programs have few classes for
/// a name. Only fields inside the instance and methods that nothing shadows are kept; everything else takes the ordinary look-up.
struct member_cache {
    static constexpr std::uint32_t never = UINT32_MAX;
    std::uint32_t read_version = never, write_version = never, call_version = never;
    std::int32_t field_offset = 0;  // from the object's start
    std::int32_t dict_offset = 0;   // where an instance dict would shadow the method; 0: there is none
    ref method;                     // a function or method descriptor on the class
};
template <fixed_text T> inline member_cache cache_of;

// The ordinary look-ups, which fill the cache.
object get_member(ref x, ref name, member_cache& cache) noexcept;
bool set_member(ref x, ref name, ref value, member_cache& cache) noexcept;
/// The function that x.name(...) calls with x in front; empty: it takes an ordinary attribute look-up (nothing pending).
ref find_method(ref x, ref name, member_cache& cache) noexcept;

/// method(x, ...): `values` begins with x, `count` counts it.
object call_method_found(ref method, const ref* values, std::size_t count, ref names) noexcept;
started start_method_found(ref method, const ref* values, std::size_t count, ref names) noexcept;
/// x.name(...) where the cache doesn't know the method; `values` and `count` as before.
object call_member(ref name, member_cache& cache, const ref* values, std::size_t count, ref names) noexcept;
started start_member(ref name, member_cache& cache, const ref* values, std::size_t count, ref names) noexcept;

/// A call of a method counts as two operations: the look-up, which passes the call when it fails, and the call.
inline object pass_on_call() noexcept { return pass_on(), pass_on(); }

template <class Result, class... A>
Result dispatch_member(ref x, ref name, member_cache& cache, const A&... args) noexcept {
    if constexpr ((is_star<A> || ...)) {
        return dispatch<true, Result>(x, name, args...);
    } else {
        if (!x) [[unlikely]]
            return Result(pass_on_call());
        const bool known = x.is_heap() && x.heap()->type->version == cache.call_version &&
                           (!cache.dict_offset || !member_at(x.heap(), cache.dict_offset));
        constexpr std::size_t total = sizeof...(A) + 1;
        constexpr std::size_t keywords = (0 + ... + (is_kw<A> ? 1 : 0));
        const ref values[total] = {x, value_of(args)...};
        for (std::size_t i = 1; i < total; ++i)
            if (!values[i]) [[unlikely]]
                return Result(pass_on_call());
        ref names;
        if constexpr (keywords != 0) names = names_of(args...);
        if constexpr (std::is_same_v<Result, started>)
            return known ? start_method_found(cache.method, values, total - keywords, names)
                         : start_member(name, cache, values, total - keywords, names);
        else
            return known ? call_method_found(cache.method, values, total - keywords, names)
                         : call_member(name, cache, values, total - keywords, names);
    }
}

}  // namespace detail

template <fixed_text T> object ref::attr(member_name<T> name) const& noexcept {
    detail::member_cache& cache = detail::cache_of<T>;
    if (is_heap() && heap()->type->version == cache.read_version) [[likely]]
        if (const object& field = member_at(heap(), cache.field_offset)) [[likely]]
            return field;
    return *this ? detail::get_member(*this, name, cache) : pass_on();
}
template <fixed_text T> bool ref::set_attr(member_name<T> name, ref value) const noexcept {
    detail::member_cache& cache = detail::cache_of<T>;
    if (value && is_heap() && heap()->type->version == cache.write_version) [[likely]]
        if (object& field = member_at(heap(), cache.field_offset)) [[likely]] {
            field = value;
            return true;
        }
    return *this && value ? detail::set_member(*this, name, value, cache) : (pass_on(), false);
}
template <fixed_text T, class... A> object ref::call(member_name<T> name, A&&... args) const& noexcept {
    object result = detail::dispatch_member<object>(*this, name, detail::cache_of<T>, args...);
    let_go_of(std::forward<A>(args)...);
    return result;
}
template <fixed_text T, class... A> started ref::start_call(member_name<T> name, A&&... args) const& noexcept {
    started result = detail::dispatch_member<started>(*this, name, detail::cache_of<T>, args...);
    let_go_of(std::forward<A>(args)...);
    return result;
}

}  // namespace cowith
