// Searching bytes; shared by str (whose valid UTF-8 can be searched bytewise) and bytes.
#pragma once
#include <cstddef>
#include <cstring>
#include <string_view>

namespace cowith {

inline constexpr std::size_t not_found = static_cast<std::size_t>(-1);

inline std::size_t find_bytes(std::string_view text, std::string_view what) noexcept {
    if (what.empty()) return 0;
    if (text.size() < what.size()) return not_found;
    const void* at = what.size() == 1 ? std::memchr(text.data(), what[0], text.size())
                                      : ::memmem(text.data(), text.size(), what.data(), what.size());
    return at ? static_cast<std::size_t>(static_cast<const char*>(at) - text.data()) : not_found;
}

inline std::size_t rfind_bytes(std::string_view text, std::string_view what) noexcept {
    if (what.empty()) return text.size();
    std::size_t left = text.size();
    while (left >= what.size()) {
        const void* last = ::memrchr(text.data(), what[0], left - what.size() + 1);
        if (!last) return not_found;
        const auto at = static_cast<std::size_t>(static_cast<const char*>(last) - text.data());
        if (std::memcmp(text.data() + at, what.data(), what.size()) == 0) return at;
        left = at + what.size() - 1;
    }
    return not_found;
}

inline std::size_t count_bytes(std::string_view text, std::string_view what) noexcept {
    std::size_t count = 0;
    for (std::size_t at; (at = find_bytes(text, what)) != not_found; ++count) text.remove_prefix(at + what.size());
    return count;
}

}  // namespace cowith
