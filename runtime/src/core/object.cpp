// The singletons' storage and the release of the last reference. Their types stand in objects/singletons.cpp.
#include "trashcan.hpp"

#include <cowith/gc.hpp>

namespace cowith {

constinit header none_object{&none_type, header::immortal};
constinit header true_object{&bool_type, header::immortal};
constinit header false_object{&bool_type, header::immortal};
constinit header ellipsis_object{&ellipsis_type, header::immortal};
constinit header not_implemented_object{&not_implemented_type, header::immortal};

void deallocate(header* dead) noexcept {
    ++state.trashcan.depth;
    dead->type->dealloc(dead);
    if (--state.trashcan.depth == 0 && state.trashcan.waiting) [[unlikely]]
        empty_trashcan();
}

void defer_dealloc_slow(header* o) noexcept {
    auto* dead = static_cast<gc_header*>(o);
    untrack(dead);
    dead->gc_next = state.trashcan.waiting;
    state.trashcan.waiting = dead;
}

void empty_trashcan() noexcept {
    while (gc_header* next = state.trashcan.waiting) {
        state.trashcan.waiting = next->gc_next;
        next->gc_next = nullptr;
        state.trashcan.depth = 1;
        next->type->dealloc(next);
        state.trashcan.depth = 0;
    }
}

bool finalize_from_dealloc(header* o) noexcept {
    if (o->flags & flag_finalized || !o->type->finalize) return false;
    o->refs = 1;  // alive while it runs
    o->flags |= flag_finalized;
    o->type->finalize(o);
    return --o->refs != 0;
}

}  // namespace cowith
