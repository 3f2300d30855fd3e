#pragma once
// Storage of one syntax tree: a bump allocator. Nodes are trivially destructible and die together with the arena.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace cowith::frontend {

/// A fixed array in an arena: cheap to copy, never owns. Empty by default.
template <class T> struct node_list {
    T* first = nullptr;
    std::size_t count = 0;

    T* begin() const { return first; }
    T* end() const { return first + count; }
    std::size_t size() const { return count; }
    bool empty() const { return count == 0; }
    T& operator[](std::size_t i) const { return first[i]; }
    T& front() const { return first[0]; }
    T& back() const { return first[count - 1]; }
};

/// Bump allocator for trivially destructible objects, arrays and text.
class arena {
  public:
    arena() = default;
    arena(arena&&) = default;
    arena& operator=(arena&&) = default;

    void* allocate(std::size_t size, std::size_t align) {
        auto at = (reinterpret_cast<std::uintptr_t>(next_) + align - 1) & ~(static_cast<std::uintptr_t>(align) - 1);
        if (next_ == nullptr || at + size > reinterpret_cast<std::uintptr_t>(limit_)) {
            const std::size_t chunk = size + align > chunk_size ? size + align : chunk_size;
            chunks_.push_back(std::make_unique<std::byte[]>(chunk));
            next_ = chunks_.back().get();
            limit_ = next_ + chunk;
            at = (reinterpret_cast<std::uintptr_t>(next_) + align - 1) & ~(static_cast<std::uintptr_t>(align) - 1);
        }
        next_ = reinterpret_cast<std::byte*>(at + size);
        return reinterpret_cast<void*>(at);
    }

    template <class T, class... Args> T* make(Args&&... args) {
        static_assert(std::is_trivially_destructible_v<T>);
        return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
    }

    /// Copies `count` elements.
    template <class T> node_list<T> list(const T* from, std::size_t count) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (count == 0) return {};
        auto* to = static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
        std::memcpy(static_cast<void*>(to), from, sizeof(T) * count);
        return {to, count};
    }
    template <class T> node_list<T> list(const std::vector<T>& from) { return list(from.data(), from.size()); }
    template <class T> node_list<T> list(std::initializer_list<T> from) { return list(from.begin(), from.size()); }

    /// Copies text; the view lives as long as the arena.
    std::string_view text(std::string_view from) {
        if (from.empty()) return {};
        auto* to = static_cast<char*>(allocate(from.size(), 1));
        std::memcpy(to, from.data(), from.size());
        return {to, from.size()};
    }

  private:
    static constexpr std::size_t chunk_size = 64 * 1024;
    std::vector<std::unique_ptr<std::byte[]>> chunks_;
    std::byte* next_ = nullptr;
    std::byte* limit_ = nullptr;
};

}  // namespace cowith::frontend
