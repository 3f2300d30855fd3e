// More of the standard library's types: what headers use that Python binds, beyond what annotations of typed headers can name.
#pragma once
#include "convert.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <deque>
#include <list>
#include <unordered_map>
#include <unordered_set>
#include <variant>

namespace cowith {

namespace detail {
/// Whatever a str is, or has __fspath__ (os.fspath, PEP 519); bytes are not.
bool read_path(ref value, std::string& into) noexcept;
/// OverflowError: it doesn't fit into the C++ type.
bool raise_out_of_range(const char* what) noexcept;

/// Of any container: the conversions of std::vector, std::set and std::map, by way of them.
template <class Container, class Plain> struct container_conversion {
    static std::string name() { return conversion<Plain>::name(); }
    static object to(const Container& values) { return conversion<Plain>::to(Plain(values.begin(), values.end())); }
    static bool from(ref value, Container& into) {
        Plain items;
        if (!conversion<Plain>::from(value, items)) return false;
        into = Container(std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
        return true;
    }
};
}  // namespace detail

template <class T> struct conversion<std::deque<T>> : detail::container_conversion<std::deque<T>, std::vector<T>> {};
template <class T> struct conversion<std::list<T>> : detail::container_conversion<std::list<T>, std::vector<T>> {};
template <class T>
struct conversion<std::unordered_set<T>> : detail::container_conversion<std::unordered_set<T>, std::set<T>> {};

/// In the order of its own, as a dict.
template <class K, class V> struct conversion<std::unordered_map<K, V>> {
    static std::string name() { return conversion<std::map<K, V>>::name(); }
    static object to(const std::unordered_map<K, V>& values) {
        object dict = make_dict();
        for (const auto& [key, value] : values) {
            object k = conversion<K>::to(key), v = conversion<V>::to(value);
            if (!k || !v || !dict_set(dict, k, v)) return {};
        }
        return dict;
    }
    static bool from(ref value, std::unordered_map<K, V>& into) {
        std::map<K, V> items;
        if (!conversion<std::map<K, V>>::from(value, items)) return false;
        into.clear();
        for (auto& [key, item] : items) into.insert_or_assign(key, std::move(item));
        return true;
    }
};

/// Views are copied.
template <class T> struct conversion<std::span<const T>> {
    static std::string name() { return conversion<std::vector<T>>::name(); }
    static object to(std::span<const T> values) {
        return conversion<std::vector<T>>::to(std::vector<T>(values.begin(), values.end()));
    }
};

/// A list of so many items.
template <class T, std::size_t N> struct conversion<std::array<T, N>> {
    static std::string name() { return conversion<std::vector<T>>::name() + " of " + std::to_string(N) + " items"; }
    static object to(const std::array<T, N>& values) {
        return conversion<std::vector<T>>::to(std::vector<T>(values.begin(), values.end()));
    }
    static std::optional<std::array<T, N>> read(ref value) {
        std::vector<T> items;
        if (!conversion<std::vector<T>>::from(value, items) || items.size() != N) return {};
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::array<T, N>{std::move(items[I])...};
        }(std::make_index_sequence<N>());
    }
};

template <> struct conversion<std::monostate> {
    static std::string name() { return "None"; }
    static object to(std::monostate) { return None; }
    static bool from(ref value, std::monostate&) { return value.is(None); }
};

/// The first alternative that takes the value, bool before ints and ints before all others: they fit into float, too.
template <class... T> struct conversion<std::variant<T...>> {
    static std::string name() {
        std::string list;
        ((list += (list.empty() ? "" : " | ") + conversion<T>::name()), ...);
        return list;
    }
    static object to(const std::variant<T...>& value) {
        return std::visit([]<class V>(const V& v) { return conversion<V>::to(v); }, value);
    }
    static std::optional<std::variant<T...>> read(ref value) {
        std::optional<std::variant<T...>> found;
        const auto attempt = [&]<std::size_t I, class V>(int round) {
            constexpr int own = std::same_as<V, bool> ? 0 : std::integral<V> ? 1 : 2;
            if (round != own) return false;
            auto one = detail::read<V>(value);
            if (one) found.emplace(std::in_place_index<I>, std::move(*one));
            return one.has_value() || is_failed();
        };
        const auto any = [&]<std::size_t... I>(int round, std::index_sequence<I...>) {
            return (attempt.template operator()<I, T>(round) || ...);
        };
        const auto all = std::index_sequence_for<T...>();
        if (!any(0, all) && !any(1, all)) any(2, all);
        return found;
    }
};

/// Seconds, as asyncio's functions have them.
template <class Rep, class Period> struct conversion<std::chrono::duration<Rep, Period>> {
    using duration = std::chrono::duration<Rep, Period>;
    static std::string name() { return "float"; }
    static object to(duration value) { return make_float(std::chrono::duration<double>(value).count()); }
    static bool from(ref value, duration& into) {
        double seconds = 0;
        if (!detail::read_float(value, seconds)) return false;
        if constexpr (std::is_floating_point_v<Rep>) {
            into = std::chrono::duration<double>(seconds);
        } else {
            const double ticks = seconds * Period::den / Period::num;
            // 2^63 is the first double that is too big; a NaN compares as false.
            if (!(ticks >= static_cast<double>(std::numeric_limits<Rep>::min()) &&
                  ticks < static_cast<double>(std::numeric_limits<Rep>::max())))
                return detail::raise_out_of_range("seconds");
            into = duration(static_cast<Rep>(std::nearbyint(ticks)));
        }
        return true;
    }
};

/// std::filesystem::path, known by its members: <filesystem> is left to headers that use it.
template <class T>
    requires requires(const T& path) {
        typename T::string_type;
        T::preferred_separator;
        path.lexically_normal();
    }
struct conversion<T> {
    static std::string name() { return "str | PathLike[str]"; }
    static object to(const T& value) { return make_str_from_utf8(value.string()); }
    static bool from(ref value, T& into) {
        std::string text;
        if (!detail::read_path(value, text)) return false;
        into = T(text);
        return true;
    }
};

}  // namespace cowith
