// Memory: one funnel for all objects, and the cycle collector.
#pragma once
#include "type.hpp"

namespace cowith {

/// Counted by tests: live allocations, and coroutine frames ever made.
struct memory_counts {
    std::uint64_t live_objects, frames_made, live_frames;
};
memory_counts count_memory() noexcept;

struct collector_settings {
    std::int64_t threshold[3];
    std::int64_t young_count, old_count;
};
extern collector_settings collector;

// Under the address sanitizer everything is malloc's, so that it sees each object.
#if defined(__SANITIZE_ADDRESS__)
#define COWITH_PLAIN_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COWITH_PLAIN_MALLOC 1
#endif
#endif

namespace detail {
extern memory_counts counts;

struct free_block {
    free_block* next;
};
inline constexpr std::size_t fine_limit = 512, coarse_limit = 2048;
inline constexpr std::size_t fine_classes = fine_limit / 16, coarse_classes = (coarse_limit - fine_limit) / 64;
extern free_block* free_lists[fine_classes + coarse_classes];
constexpr std::size_t size_class(std::size_t size) noexcept {
    return size <= fine_limit ? (size - 1) / 16 : fine_classes + (size - fine_limit - 1) / 64;
}
void* allocate_fresh(std::size_t size) noexcept;
void release_large(void* memory) noexcept;

/// A circular list of objects with a sentinel.
struct gc_list : gc_header {
    constexpr gc_list() noexcept : gc_header(nullptr) { gc_prev = gc_next = this; }
    bool empty() const noexcept { return gc_next == this; }
    void append(gc_header* o) noexcept {
        o->gc_prev = gc_prev;
        o->gc_next = this;
        gc_prev->gc_next = o;
        gc_prev = o;
    }
};
extern gc_list young;
extern std::int64_t
    young_limit;  // how many young objects call for a collection: threshold[0], or more while none finds anything
/// Has the collector run where Python code may run: at the next call or turn of a loop. Not here, where a finalizer could change what a
/// native function is just working on.
void ask_for_collection() noexcept;
}  // namespace detail

/// Allocates `size` bytes; size classes of 16 bytes up to 512 and of 64 up to 2 KiB have free lists. Never null: out of memory aborts.
inline void* allocate(std::size_t size) noexcept {
    ++detail::counts.live_objects;
#ifndef COWITH_PLAIN_MALLOC
    if (size <= detail::coarse_limit) [[likely]] {
        detail::free_block*& list = detail::free_lists[detail::size_class(size)];
        if (detail::free_block* memory = list) [[likely]] {
            list = memory->next;
            return memory;
        }
    }
#endif
    return detail::allocate_fresh(size);
}
inline void release(void* memory, [[maybe_unused]] std::size_t size) noexcept {
    --detail::counts.live_objects;
#ifndef COWITH_PLAIN_MALLOC
    if (size <= detail::coarse_limit) [[likely]] {
        detail::free_block*& list = detail::free_lists[detail::size_class(size)];
        auto* block = static_cast<detail::free_block*>(memory);
        block->next = list;
        list = block;
        return;
    }
#endif
    detail::release_large(memory);
}

/// Puts a gc object in the collector's list. Call it when the object is fully built.
inline void track(gc_header* o) noexcept {
    if (o->flags & flag_tracked) return;
    o->flags = (o->flags | flag_tracked) & ~std::uint32_t{flag_old};
    detail::young.append(o);
    if (++collector.young_count > detail::young_limit) [[unlikely]]
        detail::ask_for_collection();
}
/// Takes it out again; every dealloc of a gc object does this first.
inline void untrack(gc_header* o) noexcept {
    if (!(o->flags & flag_tracked)) return;
    o->flags &= ~std::uint32_t{flag_tracked};
    o->gc_prev->gc_next = o->gc_next;
    o->gc_next->gc_prev = o->gc_prev;
    o->gc_prev = o->gc_next = nullptr;
    if (collector.young_count > 0) --collector.young_count;
}

/// gc.collect(generation): the number of unreachable objects found. Generation 2 is everything.
std::size_t collect(int generation = 2) noexcept;
/// What the gc module shows.
struct collector_statistics {
    std::size_t collections[3], collected[3], uncollectable[3];
};
extern collector_statistics collector_totals;
/// Calls `f` for every tracked object until it gives false.
void each_tracked(bool (*f)(gc_header* o, void* context), void* context) noexcept;
/// gc.set_threshold: collections then come exactly as often.
void set_collection_threshold(int generation, std::int64_t value) noexcept;
void set_collection_enabled(bool enabled) noexcept;
bool collection_enabled() noexcept;

void* allocate_prefixed(const type_object& cls, std::size_t size) noexcept;
/// Memory for an instance of `cls` whose own (builtin) layout takes `size` bytes; subclasses keep their dict in front of it.
inline void* allocate_instance(const type_object& cls, std::size_t size) noexcept {
    if (cls.prefix_size == 0) [[likely]]
        return allocate(size);
    return allocate_prefixed(cls, size);
}
void release_prefixed(header* o, const type_object& cls, std::size_t size) noexcept;
/// Empties the object's list of weak references, calling their callbacks.
void clear_weakrefs(header* o) noexcept;

/// Makes an object of class T: `allocate` + constructor. T's dealloc ends with `destroy<T>(p)`.
template <class T, class... A> T* make(A&&... args) noexcept {
    return ::new (allocate(sizeof(T))) T(static_cast<A&&>(args)...);
}
/// The same for `cls`, T's type or a subclass of it: what the type's `new_` does.
template <class T, class... A> T* make_for(type_object& cls, A&&... args) noexcept {
    T* o = ::new (allocate_instance(cls, sizeof(T))) T(static_cast<A&&>(args)...);
    o->type = &cls;
    if (cls.type_flags & type_heap) ++cls.refs;
    return o;
}
/// Ends a dealloc whose object holds `size` bytes and is already destructed; `cls`: its type, read before.
inline void release_instance(header* o, const type_object& cls, std::size_t size) noexcept {
    if (cls.prefix_size == 0) [[likely]]
        release(o, size);
    else
        release_prefixed(o, cls, size);
}
template <class T> void destroy(header* p) noexcept {
    const type_object& cls = *p->type;
    if (cls.weakrefs_offset && *reinterpret_cast<gc_header**>(reinterpret_cast<char*>(p) + cls.weakrefs_offset))
        clear_weakrefs(p);
    static_cast<T*>(p)->~T();
    release_instance(p, cls, sizeof(T));
}
/// The same for an object whose fields hold nothing any more.
template <class T> void destroy_emptied(header* p) noexcept {
    const type_object& cls = *p->type;
    if (cls.weakrefs_offset && *reinterpret_cast<gc_header**>(reinterpret_cast<char*>(p) + cls.weakrefs_offset))
        [[unlikely]]
        clear_weakrefs(p);
    release_instance(p, cls, sizeof(T));
}

/// What a dealloc of a type with `finalize` does first: runs it once; true: the object has been resurrected, leave it alone.
bool finalize_from_dealloc(header* o) noexcept;

/// Ends a dealloc that could recurse deeply: objects die one after the other once nesting is deep ("trashcan").
/// Use: `if (defer_dealloc(o)) return;` first in the dealloc of containers (gc objects), before untrack().
void defer_dealloc_slow(header* o) noexcept;
inline bool defer_dealloc(header* o) noexcept {
    if (state.trashcan.depth <= trashcan_state::deepest) [[likely]]
        return false;
    defer_dealloc_slow(o);
    return true;
}

/// Visits `o` if it holds a heap object.
inline void visit(ref o, void (*v)(header*, void*), void* context) {
    if (o.is_heap()) v(o.heap(), context);
}

}  // namespace cowith
