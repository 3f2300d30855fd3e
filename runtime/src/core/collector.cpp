// The cycle collector: CPython's algorithm (Modules/gcmodule.c). References from inside a set of candidates are subtracted from
// their counts; what is left with none and isn't reached from the others is garbage. Then weak references are cleared, finalizers run
// (PEP 442), what they resurrected is kept, and the rest is cleared.
#include "threads.hpp"

#include <cowith/call.hpp>
#include <cowith/gc.hpp>
#include <cowith/weakref.hpp>

#include <cstdlib>
#include <vector>

namespace cowith {

bool collection_due = false;
collector_statistics collector_totals;
collector_settings collector{{2000, 10, 0}, 0, 0};
constinit detail::gc_list detail::young;
std::int64_t detail::young_limit = 2000;

namespace {

using detail::gc_list;
void append_all(gc_list& to, gc_list& from) noexcept {
    if (from.empty()) return;
    gc_header *first = from.gc_next, *last = from.gc_prev;
    first->gc_prev = to.gc_prev;
    to.gc_prev->gc_next = first;
    last->gc_next = &to;
    to.gc_prev = last;
    from.gc_prev = from.gc_next = &from;
}
constinit gc_list old;  // what has survived a collection
bool enabled = true, collecting = false;
bool patient = true;         // until a program sets thresholds: fewer collections while they find nothing
bool full_is_empty = false;  // the last full collection found nothing
std::int64_t young_collections = 0, long_lived = 0, long_lived_pending = 0;

// While a collection counts, gc_prev holds the references not yet explained.
void set_unexplained(gc_header* o, std::uintptr_t n) noexcept { o->gc_prev = reinterpret_cast<gc_header*>(n); }
std::uintptr_t unexplained(const gc_header* o) noexcept { return reinterpret_cast<std::uintptr_t>(o->gc_prev); }

void explain_one(header* referent, void*) noexcept {
    if (!(referent->flags & flag_collecting)) return;
    auto* o = static_cast<gc_header*>(referent);
    set_unexplained(o, unexplained(o) - 1);
}

using object_stack = std::vector<gc_header*>;

void reach_one(header* referent, void* stack) noexcept {
    if (!(referent->flags & flag_collecting)) return;
    referent->flags &= ~std::uint32_t{flag_collecting};
    static_cast<object_stack*>(stack)->push_back(static_cast<gc_header*>(referent));
}

void traverse(gc_header* o, visitor v, void* context) noexcept {
    if (o->type->traverse) o->type->traverse(o, v, context);
}

/// Of the objects in `candidates` (linked by gc_next, `own` references of ours each), those that nothing outside reaches
/// keep flag_collecting. gc_prev is garbage afterwards.
template <class Range> void find_unreachable(const Range& candidates, std::uint32_t own) noexcept {
    candidates([&](gc_header* o) {
        o->flags |= flag_collecting;
        set_unexplained(o, o->refs - own);
    });
    candidates([&](gc_header* o) { traverse(o, explain_one, nullptr); });
    object_stack stack;
    candidates([&](gc_header* o) {
        if (!(o->flags & flag_collecting) || unexplained(o) == 0) return;
        reach_one(o, &stack);
        while (!stack.empty()) {
            gc_header* next = stack.back();
            stack.pop_back();
            traverse(next, reach_one, &stack);
        }
    });
}

/// Which objects a collection looks at: all that are tracked, or only the young ones.
struct generation_mask {
    std::uint32_t mask, value;
};
void explain_member(header* referent, void* context) noexcept {
    const auto& wanted = *static_cast<const generation_mask*>(context);
    if ((referent->flags & wanted.mask) != wanted.value) return;
    auto* o = static_cast<gc_header*>(referent);
    if (o->flags & flag_collecting) return set_unexplained(o, unexplained(o) - 1);
    o->flags |= flag_collecting;
    set_unexplained(o, o->refs - 1);
}

/// The same for a whole list, in two walks instead of three: the objects that live on are made old and keep their places, links
/// included. Gives how many don't.
std::size_t find_unreachable_in(gc_list& candidates, generation_mask wanted) noexcept {
    for (gc_header* o = candidates.gc_next; o != &candidates; o = o->gc_next) {
        if (!(o->flags & flag_collecting)) {
            o->flags |= flag_collecting;
            set_unexplained(o, o->refs);
        }
        traverse(o, explain_member, &wanted);
    }
    struct place {
        gc_header *o, *before;
    };
    static std::vector<place> doubtful;
    static object_stack stack;
    gc_header* before = &candidates;
    for (gc_header* o = candidates.gc_next; o != &candidates; before = o, o = o->gc_next) {
        if (o->flags & flag_collecting) {
            if (unexplained(o) == 0) {  // unless something that lives turns out to reach it
                doubtful.push_back({o, before});
                continue;
            }
            reach_one(o, &stack);
            while (!stack.empty()) {
                gc_header* next = stack.back();
                stack.pop_back();
                traverse(next, reach_one, &stack);
            }
        }
        o->flags |= flag_old;
        o->gc_prev = before;
    }
    candidates.gc_prev = before;
    std::size_t lost = 0;
    for (const place& p : doubtful) {
        if (p.o->flags & flag_collecting) {
            ++lost;
            continue;
        }
        p.o->flags |= flag_old;
        p.o->gc_prev = p.before;
    }
    doubtful.clear();
    return lost;
}

/// Clears the weak references to the garbage; callbacks of those that live on run afterwards.
void clear_weakrefs_of(const object_stack& garbage) noexcept {
    std::vector<object> callbacks;
    for (gc_header* o : garbage) {
        weakref_object** list = weakref_list(o);
        if (!list) continue;
        while (weakref_object* w = *list) {
            detach_weakref(w);
            if (w->callback && !(w->flags & flag_unreachable)) callbacks.push_back(ref(w));
        }
    }
    for (object& weak : callbacks) {
        object callback = std::move(weak.as<weakref_object>()->callback);
        if (!callback) continue;
        const ref arguments[] = {weak};
        if (!call_vector(callback, arguments, 1, {}))
            write_unraisable(callback, "Exception ignored while calling weakref callback");
    }
}

std::size_t dispose(object_stack& garbage) noexcept {
    for (gc_header* o : garbage) {
        ++o->refs;  // ours, so that the list stays valid while finalizers run
        o->flags |= flag_unreachable;
    }
    clear_weakrefs_of(garbage);
    for (gc_header* o : garbage) {
        o->flags &= ~std::uint32_t{flag_unreachable};
        if (!o->type->finalize || o->flags & flag_finalized) continue;
        o->flags |= flag_finalized;
        o->type->finalize(o);
    }
    // Only what is still tracked can be looked at again; what died meanwhile has been cleared already. Links are restored below.
    auto each = [&](auto&& f) {
        for (gc_header* o : garbage)
            if (o->flags & flag_tracked) f(o);
    };
    each([](gc_header* o) { o->gc_prev->gc_next = o->gc_next, o->gc_next->gc_prev = o->gc_prev; });
    find_unreachable(each, 1);
    each([](gc_header* o) { old.append(o); });
    std::size_t count = 0;
    for (gc_header* o : garbage) {
        if (!(o->flags & flag_collecting)) continue;
        o->flags &= ~std::uint32_t{flag_collecting};
        o->flags |= flag_unreachable;
        ++count;
    }
    for (gc_header* o : garbage) {
        if (!(o->flags & flag_unreachable)) continue;
        o->flags &= ~std::uint32_t{flag_unreachable};
        if (o->type->clear) o->type->clear(o);
    }
    for (gc_header* o : garbage) object::take(o).reset();
    return count;
}

std::size_t collect_list(gc_list& candidates, int generation) noexcept {
    collecting = true;
    std::size_t found;
    {
        saved_error guard;
        const generation_mask wanted{flag_tracked | (generation < 2 ? flag_old : 0u), flag_tracked};
        object_stack garbage;
        if (find_unreachable_in(candidates, wanted)) {
            gc_list kept, lost;
            for (gc_header *o = candidates.gc_next, *next; o != &candidates; o = next) {
                next = o->gc_next;
                if (o->flags & flag_collecting) {
                    o->flags = (o->flags & ~std::uint32_t{flag_collecting}) | flag_old;
                    lost.append(o);
                    garbage.push_back(o);
                } else {
                    kept.append(o);
                }
            }
            candidates.gc_prev = candidates.gc_next = &candidates;
            append_all(old, kept);
            append_all(old, lost);  // dispose() works on the vector
        } else {
            append_all(old, candidates);
        }
        found = garbage.empty() ? 0 : dispose(garbage);
    }
    collecting = false;
    ++collector_totals.collections[generation];
    collector_totals.collected[generation] += found;
    return found;
}

}  // namespace

void detail::ask_for_collection() noexcept {
    if (!enabled || collecting || collector.threshold[0] == 0) return;
    collection_due = true;
    state.stack_limit = above_all;
}

void collect_what_is_due() noexcept {
    collection_due = false;
    if (!enabled || collecting) return;
    ++young_collections;
    const bool full = collector.threshold[1] && young_collections > collector.threshold[1] &&
                      long_lived_pending > (full_is_empty && patient ? long_lived * 2 : long_lived / 4);
    const std::size_t found = collect(full ? 2 : 0);
    if (full) full_is_empty = found == 0;
    if (patient) {
        constexpr std::int64_t most = 16;
        if (found)
            detail::young_limit = collector.threshold[0];
        else if (detail::young_limit < most * collector.threshold[0])
            detail::young_limit *= 2;
    }
}

std::size_t collect(int generation) noexcept {
    if (collecting) return 0;
    std::size_t found;
    if (generation < 2) {
        long_lived_pending += collector.young_count;
        collector.young_count = 0;
        found = collect_list(detail::young, generation);
    } else {
        gc_list all;
        append_all(all, old);
        append_all(all, detail::young);
        collector.young_count = young_collections = 0;
        long_lived += long_lived_pending;
        long_lived_pending = 0;
        found = collect_list(all, generation);
    }
    return found;
}

void set_collection_threshold(int generation, std::int64_t value) noexcept {
    collector.threshold[generation] = value;
    detail::young_limit = collector.threshold[0];
    patient = false;
}
void set_collection_enabled(bool on) noexcept { enabled = on; }
bool collection_enabled() noexcept { return enabled; }

void each_tracked(bool (*f)(gc_header*, void*), void* context) noexcept {
    for (gc_list* list : {&old, &detail::young})
        for (gc_header *o = list->gc_next, *next; o != list; o = next) {
            next = o->gc_next;
            if (!f(o, context)) return;
        }
}

}  // namespace cowith
