// C++ values to Python's and back. Nothing here fails silently: a Python value of another type is a TypeError, an int that doesn't fit an
// OverflowError. All of it runs with the lock held.
#pragma once
#include "../types.hpp"
#include "errors.hpp"

#include <concepts>
#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <vector>

namespace cowith {

/// What a C++ type is in Python. A project may specialise it for types of its own:
///     static std::string name();               the Python type, for messages
///     static object to(const T& value);         empty: failed
///     static bool from(ref value, T& into);     false: of another type (nothing pending), or failed (pending)
template <class T> struct conversion;

namespace detail {
/// "is not a float": TypeError, unless something is pending already.
void raise_unfit(const char* function, const char* parameter, ref value, const std::string& wanted) noexcept;
bool raise_too_big(const char* type) noexcept;
/// Reads an int; false: it is none, or it doesn't fit (OverflowError pending).
bool read_int(ref value, std::int64_t& into) noexcept;
bool read_uint(ref value, std::uint64_t& into) noexcept;
bool read_float(ref value, double& into) noexcept;
}  // namespace detail

namespace detail {
/// A value that need not have a default constructor: its conversion has `std::optional<T> read(ref)` instead of `from`.
template <class T> std::optional<T> read(ref value) {
    if constexpr (requires { conversion<T>::read(value); }) {
        return conversion<T>::read(value);
    } else {
        std::optional<T> into(std::in_place);
        if (!conversion<T>::from(value, *into)) into.reset();
        return into;
    }
}
}  // namespace detail

template <> struct conversion<object> {
    static std::string name() { return "object"; }
    static object to(ref value) { return object(value); }
    static bool from(ref value, object& into) {
        into = value;
        return true;
    }
};
template <> struct conversion<ref> : conversion<object> {};
template <> struct conversion<held> {
    static std::string name() { return "object"; }
    static object to(const held& value) { return object(value.get()); }
    static bool from(ref value, held& into) {
        into = held(object(value));
        return true;
    }
};
template <> struct conversion<bool> {
    static std::string name() { return "bool"; }
    static object to(bool value) { return boolean(value); }
    static bool from(ref value, bool& into) {
        into = value.is(True);
        return into || value.is(False);
    }
};
template <std::signed_integral T> struct conversion<T> {
    static std::string name() { return "int"; }
    static object to(T value) { return make_int(value); }
    static bool from(ref value, T& into) {
        std::int64_t wide = 0;
        if (!detail::read_int(value, wide)) return false;
        if (wide < std::numeric_limits<T>::min() || wide > std::numeric_limits<T>::max())
            return detail::raise_too_big("integer");
        into = static_cast<T>(wide);
        return true;
    }
};
template <std::unsigned_integral T> struct conversion<T> {
    static std::string name() { return "int"; }
    static object to(T value) { return make_uint(value); }
    static bool from(ref value, T& into) {
        std::uint64_t wide = 0;
        if (!detail::read_uint(value, wide)) return false;
        if (wide > std::numeric_limits<T>::max()) return detail::raise_too_big("integer");
        into = static_cast<T>(wide);
        return true;
    }
};
template <std::floating_point T> struct conversion<T> {
    static std::string name() { return "float"; }
    static object to(T value) { return make_float(static_cast<double>(value)); }
    static bool from(ref value, T& into) {
        double wide = 0;
        if (!detail::read_float(value, wide)) return false;
        into = static_cast<T>(wide);
        return true;
    }
};
template <> struct conversion<std::string> {
    static std::string name() { return "str"; }
    static object to(std::string_view value) { return make_str_from_utf8(value); }
    static bool from(ref value, std::string& into) {
        if (!is_str(value)) return false;
        into = std::string(text_of(value));
        return true;
    }
};
template <> struct conversion<std::string_view> : conversion<std::string> {};
template <> struct conversion<const char*> : conversion<std::string> {};
template <std::size_t N> struct conversion<char[N]> : conversion<std::string> {};
template <> struct conversion<std::vector<std::byte>> {
    static std::string name() { return "bytes"; }
    static object to(std::span<const std::byte> value) {
        return make_bytes({reinterpret_cast<const char*>(value.data()), value.size()});
    }
    static bool from(ref value, std::vector<std::byte>& into) {
        if (!has_flag(value, is_bytes)) return false;
        const std::string_view data = value.as<bytes_object>()->view();
        const auto* first = reinterpret_cast<const std::byte*>(data.data());
        into.assign(first, first + data.size());
        return true;
    }
};
template <> struct conversion<std::span<const std::byte>> : conversion<std::vector<std::byte>> {};
template <class T> struct conversion<std::optional<T>> {
    static std::string name() { return conversion<T>::name() + " | None"; }
    static object to(const std::optional<T>& value) { return value ? conversion<T>::to(*value) : object(None); }
    static bool from(ref value, std::optional<T>& into) {
        into.reset();
        return value.is(None) || (into = detail::read<T>(value)).has_value();
    }
};
template <class T> struct conversion<std::vector<T>> {
    static std::string name() { return "list[" + conversion<T>::name() + "]"; }
    static object to(const std::vector<T>& values) {
        object list = make_list();
        for (const auto& value : values) {
            object item = conversion<T>::to(value);
            if (!item || !list_append(list, item)) return {};
        }
        return list;
    }
    static bool from(ref value, std::vector<T>& into) {
        if (!has_flag(value, is_list)) return false;
        into.clear();
        for (std::uint64_t i = 0; i < value.as<list_object>()->size; ++i) {
            auto item = detail::read<T>(value.as<list_object>()->items[i]);
            if (!item) return false;
            into.push_back(std::move(*item));
        }
        return true;
    }
};
template <class K, class V> struct conversion<std::map<K, V>> {
    static std::string name() { return "dict[" + conversion<K>::name() + ", " + conversion<V>::name() + "]"; }
    static object to(const std::map<K, V>& values) {
        object dict = make_dict();
        for (const auto& [key, value] : values) {
            object k = conversion<K>::to(key), v = conversion<V>::to(value);
            if (!k || !v || !dict_set(dict, k, v)) return {};
        }
        return dict;
    }
    static bool from(ref value, std::map<K, V>& into) {
        if (!has_flag(value, is_dict)) return false;
        into.clear();
        ref key, item;
        for (std::size_t place = 0; dict_next(value, place, key, item);) {
            auto k = detail::read<K>(key);
            auto v = k ? detail::read<V>(item) : std::nullopt;
            if (!v) return false;
            into.insert_or_assign(std::move(*k), std::move(*v));
        }
        return true;
    }
};
template <class T> struct conversion<std::set<T>> {
    static std::string name() { return "set[" + conversion<T>::name() + "]"; }
    static object to(const std::set<T>& values) {
        object set = make_set();
        for (const auto& value : values) {
            object item = conversion<T>::to(value);
            if (!item || !set_add(set, item)) return {};
        }
        return set;
    }
    static bool from(ref value, std::set<T>& into) {
        if (value.type() != &set_type && value.type() != &frozenset_type) return false;
        into.clear();
        ref item;
        for (std::size_t place = 0; set_next(value, place, item);) {
            auto t = detail::read<T>(item);
            if (!t) return false;
            into.insert(std::move(*t));
        }
        return true;
    }
};
template <class... T> struct conversion<std::tuple<T...>> {
    static std::string name() {
        std::string list;
        ((list += (list.empty() ? "" : ", ") + conversion<T>::name()), ...);
        return "tuple[" + list + "]";
    }
    static object to(const std::tuple<T...>& values) {
        return std::apply([](const T&... v) { return tuple(conversion<T>::to(v)...); }, values);
    }
    static std::optional<std::tuple<T...>> read(ref value) {
        if (!has_flag(value, is_tuple) || value.as<tuple_object>()->size != sizeof...(T)) return {};
        std::size_t i = 0;
        std::tuple<std::optional<T>...> items;
        return std::apply(
            [&](std::optional<T>&... item) -> std::optional<std::tuple<T...>> {
                if (!((item = detail::read<T>(value.as<tuple_object>()->items[i++])).has_value() && ...)) return {};
                return std::tuple<T...>(std::move(*item)...);
            },
            items);
    }
    static bool from(ref value, std::tuple<T...>& into) {
        auto items = read(value);
        if (items) into = std::move(*items);
        return items.has_value();
    }
};
template <class A, class B> struct conversion<std::pair<A, B>> {
    static std::string name() { return conversion<std::tuple<A, B>>::name(); }
    static object to(const std::pair<A, B>& value) {
        return tuple(conversion<A>::to(value.first), conversion<B>::to(value.second));
    }
    static std::optional<std::pair<A, B>> read(ref value) {
        auto items = conversion<std::tuple<A, B>>::read(value);
        if (!items) return {};
        return std::pair<A, B>(std::move(std::get<0>(*items)), std::move(std::get<1>(*items)));
    }
    static bool from(ref value, std::pair<A, B>& into) {
        auto items = read(value);
        if (items) into = std::move(*items);
        return items.has_value();
    }
};

/// A Python value as a C++ one, at the boundary: with the lock, and the outcome as a result.
template <class T> result<T> convert(ref value) {
    const interpreter_lock lock;
    T into{};
    if (conversion<T>::from(value, into)) return into;
    detail::raise_unfit(nullptr, nullptr, value, conversion<T>::name());
    return detail::pending_exception();
}
/// And back.
template <class T> held to_python(const T& value) {
    const interpreter_lock lock;
    return held(conversion<T>::to(value));
}

}  // namespace cowith
