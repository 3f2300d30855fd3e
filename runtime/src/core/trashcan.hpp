// Deallocation of deep structures without recursion: state.trashcan.
#pragma once
#include <cowith/gc.hpp>

namespace cowith {

void empty_trashcan() noexcept;

}  // namespace cowith
