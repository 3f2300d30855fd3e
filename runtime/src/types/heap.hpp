// heapq's algorithm (Modules/_heapqmodule.c), for the module itself, PriorityQueue and the event loop's timers: equal items come in CPython's order.
#pragma once
#include "list.hpp"

#include <utility>

namespace cowith {

/// `first` goes before `second`: by <, reversed for a max-heap; -1 failed.
inline int goes_before(ref first, ref second, bool largest) noexcept {
    return largest ? less_than(second, first) : less_than(first, second);
}

/// A list as a heap. Comparing runs Python, which may change the list: an error then.
struct list_heap {
    list_object& list;
    bool largest = false;
    std::size_t size() const noexcept { return list.size; }
    /// 1 when item `a` goes before item `b`, 0 when not, -1 when that failed.
    int before(std::size_t a, std::size_t b) const noexcept {
        const std::size_t had = list.size;
        const object first = list.items[a], second = list.items[b];
        const int answer = goes_before(first, second, largest);
        if (answer >= 0 && list.size != had) {
            raise_error(RuntimeError_type, "list changed size during iteration");
            return -1;
        }
        return answer;
    }
    void swap(std::size_t a, std::size_t b) const noexcept { std::swap(list.items[a], list.items[b]); }
};

/// Moves item `at` towards `start` until its parent goes before it; false: a comparison failed.
template <class Heap> bool sift_down(Heap heap, std::size_t start, std::size_t at) noexcept {
    while (at > start) {
        const std::size_t parent = (at - 1) >> 1;
        const int less = heap.before(at, parent);
        if (less < 0) return false;
        if (!less) break;
        heap.swap(at, parent);
        at = parent;
    }
    return true;
}

/// Puts item `at` where it belongs below: first to a leaf, then up again.
template <class Heap> bool sift_up(Heap heap, std::size_t at) noexcept {
    const std::size_t size = heap.size(), start = at;
    while (at < size / 2) {
        std::size_t child = 2 * at + 1;
        if (child + 1 < size) {
            const int less = heap.before(child, child + 1);
            if (less < 0) return false;
            if (!less) ++child;
        }
        heap.swap(child, at);
        at = child;
    }
    return sift_down(heap, start, at);
}

}  // namespace cowith
