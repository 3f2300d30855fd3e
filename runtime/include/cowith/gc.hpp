// Memory: one funnel for all objects, and the cycle collector.
#pragma once
#include "object.hpp"

namespace cowith {

/// Allocates `size` bytes; size classes of 16 bytes up to 512 and of 64 up to 2 KiB have free lists. Never null: out of memory aborts.
void* allocate(std::size_t size) noexcept;
void release(void* memory, std::size_t size) noexcept;

/// Counted by tests: live allocations, and coroutine frames ever made.
struct memory_counts { std::uint64_t live_objects, frames_made, live_frames; };
memory_counts count_memory() noexcept;

/// Puts a gc object in the collector's list. Call it when the object is fully built; may run a collection.
void track(gc_header* o) noexcept;
/// Takes it out again; every dealloc of a gc object does this first.
void untrack(gc_header* o) noexcept;

/// gc.collect(): the number of unreachable objects found.
std::size_t collect() noexcept;
void set_collection_enabled(bool enabled) noexcept;
bool collection_enabled() noexcept;

/// Makes an object of class T: `allocate` + constructor. T's dealloc ends with `destroy<T>(p)`.
template <class T, class... A> T* make(A&&... args) noexcept {
    return ::new (allocate(sizeof(T))) T(static_cast<A&&>(args)...);
}
template <class T> void destroy(header* p) noexcept {
    static_cast<T*>(p)->~T();
    release(p, sizeof(T));
}

/// Ends a dealloc that could recurse deeply: objects die one after the other once nesting is deep ("trashcan").
/// Use: `if (defer_dealloc(o)) return;` first in the dealloc of containers.
bool defer_dealloc(header* o) noexcept;

/// Visits `o` if it holds a heap object.
inline void visit(ref o, void (*v)(header*, void*), void* context) {
    if (o.is_heap()) v(o.heap(), context);
}

}  // namespace cowith
