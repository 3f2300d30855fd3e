// The funnel for memory: free lists by size class over chunks of 64 KiB; malloc beyond 2 KiB. Under the address
// sanitizer everything is malloc's, so that it sees each object.
#include <cowith/gc.hpp>

#include <cstdio>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__)
#define COWITH_PLAIN_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COWITH_PLAIN_MALLOC 1
#endif
#endif

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
constexpr std::size_t fine_limit = 512, coarse_limit = 2048;
constexpr std::size_t fine_classes = fine_limit / 16, coarse_classes = (coarse_limit - fine_limit) / 64;

struct free_block {
    free_block* next;
};
free_block* free_lists[fine_classes + coarse_classes];
char* chunk_place = nullptr;
std::size_t chunk_left = 0;
void* chunks = nullptr;  // all chunks, linked through their first word

inline std::size_t class_of(std::size_t size) noexcept {
    if (size <= fine_limit) return (size - 1) / 16;
    return fine_classes + (size - fine_limit - 1) / 64;
}
inline std::size_t rounded(std::size_t size) noexcept {
    return size <= fine_limit ? (size + 15) & ~std::size_t{15} : (size + 63) & ~std::size_t{63};
}

[[gnu::noinline]] void* allocate_fresh(std::size_t size) noexcept {
    size = rounded(size);
    if (chunk_left < size) {
        char* chunk = static_cast<char*>(allocate_large(chunk_size));
        *reinterpret_cast<void**>(chunk) = chunks;
        chunks = chunk;
        chunk_place = chunk + 16;
        chunk_left = chunk_size - 16;
    }
    void* memory = chunk_place;
    chunk_place += size;
    chunk_left -= size;
    return memory;
}
#endif

}  // namespace

void* allocate(std::size_t size) noexcept {
    ++detail::counts.live_objects;
#ifdef COWITH_PLAIN_MALLOC
    return allocate_large(size);
#else
    if (size > coarse_limit) [[unlikely]]
        return allocate_large(size);
    free_block*& list = free_lists[class_of(size)];
    if (free_block* memory = list) [[likely]] {
        list = memory->next;
        return memory;
    }
    return allocate_fresh(size);
#endif
}

void release(void* memory, [[maybe_unused]] std::size_t size) noexcept {
    --detail::counts.live_objects;
#ifdef COWITH_PLAIN_MALLOC
    std::free(memory);
#else
    if (size > coarse_limit) [[unlikely]]
        return std::free(memory);
    free_block*& list = free_lists[class_of(size)];
    auto* block = static_cast<free_block*>(memory);
    block->next = list;
    list = block;
#endif
}

void* allocate_prefixed(const type_object& cls, std::size_t size) noexcept {
    char* memory = static_cast<char*>(allocate(size + cls.prefix_size));
    __builtin_memset(memory, 0, cls.prefix_size);
    return memory + cls.prefix_size;
}

void release_prefixed(header* o, const type_object& cls, std::size_t size) noexcept {
    release(reinterpret_cast<char*>(o) - cls.prefix_size, size + cls.prefix_size);
}

}  // namespace cowith
