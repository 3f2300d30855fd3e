// The funnel for memory: free lists by size class over chunks of 64 KiB; malloc beyond 2 KiB.
#include <cowith/gc.hpp>

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>

namespace cowith {

memory_counts detail::counts;
memory_counts count_memory() noexcept { return detail::counts; }

namespace {

[[noreturn]] void out_of_memory() noexcept {
    std::fputs("MemoryError\n", stderr);
    std::abort();
}

void* allocate_large(std::size_t size) noexcept {
    void* memory = std::malloc(size);
    if (!memory) out_of_memory();
    return memory;
}

#ifndef COWITH_PLAIN_MALLOC
constexpr std::size_t chunk_size = 64 * 1024;
// A program that has come to many chunks gets them in pieces of a huge page: one page fault instead of five hundred.
constexpr std::size_t large_chunk_size = 2 * 1024 * 1024, many_chunks = 64;
std::size_t chunk_count = 0;
char* allocate_large_chunk() noexcept {
    void* memory = std::aligned_alloc(large_chunk_size, large_chunk_size);
    if (!memory) out_of_memory();
    madvise(memory, large_chunk_size, MADV_HUGEPAGE);
    return static_cast<char*>(memory);
}
char* chunk_place = nullptr;
std::size_t chunk_left = 0;
void* chunks = nullptr;  // all chunks, linked through their first word

inline std::size_t rounded(std::size_t size) noexcept {
    return size <= detail::fine_limit ? (size + 15) & ~std::size_t{15} : (size + 63) & ~std::size_t{63};
}
#endif

}  // namespace

namespace detail {

#ifdef COWITH_PLAIN_MALLOC
void* allocate_fresh(std::size_t size) noexcept { return allocate_large(size); }
#else
free_block* free_lists[fine_classes + coarse_classes];

void* allocate_fresh(std::size_t size) noexcept {
    if (size > coarse_limit) return allocate_large(size);
    size = rounded(size);
    if (chunk_left < size) {
        const std::size_t taken = ++chunk_count > many_chunks ? large_chunk_size : chunk_size;
        char* chunk = taken == chunk_size ? static_cast<char*>(allocate_large(taken)) : allocate_large_chunk();
        *reinterpret_cast<void**>(chunk) = chunks;
        chunks = chunk;
        chunk_place = chunk + 16;
        chunk_left = taken - 16;
    }
    void* memory = chunk_place;
    chunk_place += size;
    chunk_left -= size;
    return memory;
}
#endif

void release_large(void* memory) noexcept { std::free(memory); }

}  // namespace detail

void* allocate_prefixed(const type_object& cls, std::size_t size) noexcept {
    char* memory = static_cast<char*>(allocate(size + cls.prefix_size));
    __builtin_memset(memory, 0, cls.prefix_size);
    return memory + cls.prefix_size;
}

void release_prefixed(header* o, const type_object& cls, std::size_t size) noexcept {
    release(reinterpret_cast<char*>(o) - cls.prefix_size, size + cls.prefix_size);
}

}  // namespace cowith
