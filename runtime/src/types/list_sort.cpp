// list.sort: a stable merge sort over natural runs. While it runs the list is empty, and an exception leaves a permutation
// of the items behind (Objects/listobject.c).
#include "list.hpp"

namespace cowith {
namespace {

/// A value under its sort key, both as bare bits: the list's items and the keys are owned elsewhere meanwhile.
struct sort_entry {
    ref key;
    std::uint64_t value;
};

class merge_sort {
  public:
    explicit merge_sort(std::size_t n) noexcept
        : scratch_size_(n / 2 + 1), scratch_(static_cast<sort_entry*>(allocate(scratch_size_ * sizeof(sort_entry)))) {}
    ~merge_sort() { release(scratch_, scratch_size_ * sizeof(sort_entry)); }

    bool sort(sort_entry* first, std::size_t n) noexcept {
        if (n < 2) return true;
        const std::size_t run = natural_run(first, n);
        if (run == 0) return false;
        if (run == n) return true;
        if (n <= small_run) return insertion(first, n, run);
        const std::size_t half = n / 2;
        return sort(first, half) && sort(first + half, n - half) && merge(first, half, n);
    }

  private:
    static constexpr std::size_t small_run = 32;

    /// The length of the run at the start, a strictly descending one reversed in place; 0: failed.
    static std::size_t natural_run(sort_entry* e, std::size_t n) noexcept {
        int descending = less_than(e[1].key, e[0].key);
        if (descending < 0) return 0;
        std::size_t i = 2;
        for (; i < n; ++i) {
            const int less = less_than(e[i].key, e[i - 1].key);
            if (less < 0) return 0;
            if (less != descending) break;
        }
        if (descending)
            for (std::size_t a = 0, b = i; a + 1 < b; ++a) std::swap(e[a], e[--b]);
        return i;
    }

    static bool insertion(sort_entry* e, std::size_t n, std::size_t sorted) noexcept {
        for (std::size_t i = sorted; i < n; ++i) {
            const sort_entry pivot = e[i];
            std::size_t low = 0, high = i;
            while (low < high) {
                const std::size_t middle = (low + high) / 2;
                const int less = less_than(pivot.key, e[middle].key);
                if (less < 0) return false;
                if (less)
                    high = middle;
                else
                    low = middle + 1;
            }
            for (std::size_t j = i; j > low; --j) e[j] = e[j - 1];
            e[low] = pivot;
        }
        return true;
    }

    bool merge(sort_entry* e, std::size_t half, std::size_t n) noexcept {
        int less = less_than(e[half].key, e[half - 1].key);
        if (less <= 0) return less == 0;  // in order already
        for (std::size_t i = 0; i < half; ++i) scratch_[i] = e[i];
        std::size_t left = 0, right = half, out = 0;
        while (left < half && right < n) {
            less = less_than(e[right].key, scratch_[left].key);
            if (less < 0) break;
            e[out++] = less ? e[right++] : scratch_[left++];
        }
        while (left < half) e[out++] = scratch_[left++];
        return less >= 0;
    }

    std::size_t scratch_size_;
    sort_entry* scratch_;
};

}  // namespace

bool list_sort(ref self, ref key, bool reverse) noexcept {
    object keep = self;
    list_object& list = as_list(self);
    object* items = std::exchange(list.items, nullptr);
    const std::size_t size = std::exchange(list.size, 0), capacity = std::exchange(list.capacity, 0);

    const bool keyed = key && !key.is(None);
    object keys = keyed ? make_list() : object();
    bool ok = true;
    for (std::size_t i = 0; keyed && ok && i < size; ++i) {
        object value = key(items[i]);
        ok = bool(value);
        if (ok) list_append(keys, value);
    }
    if (ok && size > 1) {
        auto* entries = static_cast<sort_entry*>(allocate(size * sizeof(sort_entry)));
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t from = reverse ? size - 1 - i : i;  // reversing before and after keeps it stable
            entries[i] = {keyed ? ref(as_list(keys).items[from]) : ref(items[from]), items[from].bits()};
        }
        {
            merge_sort sorter(size);
            ok = sorter.sort(entries, size);
        }
        auto* bits = reinterpret_cast<std::uint64_t*>(items);
        for (std::size_t i = 0; i < size; ++i) bits[reverse ? size - 1 - i : i] = entries[i].value;
        release(entries, size * sizeof(sort_entry));
    }

    if (keyed) {  // what dies with the keys may still change the list
        const saved_error guard;
        keys.reset();
    }
    const bool touched = list.items != nullptr;
    object* meanwhile = std::exchange(list.items, items);
    const std::size_t meanwhile_size = std::exchange(list.size, size);
    const std::size_t meanwhile_capacity = std::exchange(list.capacity, capacity);
    if (touched && ok) {
        raise_error(ValueError_type, "list modified during sort");
        ok = false;
    }
    for (std::size_t i = 0; i < meanwhile_size; ++i) meanwhile[i].~object();
    release_values(meanwhile, meanwhile_capacity);
    return ok;
}

}  // namespace cowith
