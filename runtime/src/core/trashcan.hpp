// Deallocation of deep structures without recursion: beyond a depth, dead containers wait in a list.
#pragma once
#include <cowith/gc.hpp>

namespace cowith {

struct trashcan_state {
    static constexpr std::uint32_t deepest = 50;
    std::uint32_t depth = 0;       // nested deallocations
    gc_header* waiting = nullptr;  // linked through gc_next
};
extern trashcan_state trashcan;
void empty_trashcan() noexcept;

}  // namespace cowith
