// heapq and bisect: heaps and sorted insertion over lists (Modules/_heapqmodule.c, _bisectmodule.c).
#include "modules/native_code.hpp"
#include "types/heap.hpp"

#include <cowith/native_modules.hpp>

namespace cowith {
namespace {

bool check_list(ref x, const char* function) noexcept {
    if (has_flag(x, is_list)) return true;
    raise_error(TypeError_type, "%s() argument must be list, not %T", function, x);
    return false;
}

template <bool Largest> list_heap heap_of(ref list) noexcept { return {as_list(list), Largest}; }

template <bool Largest> object heapify(ref, const ref* args, std::size_t, ref) {
    if (!check_list(args[0], "heapify")) return {};
    for (std::size_t i = as_list(args[0]).size / 2; i-- > 0;)
        if (!sift_up(heap_of<Largest>(args[0]), i)) return {};
    return None;
}
template <bool Largest> object heappush(ref, const ref* args, std::size_t, ref) {
    if (!check_list(args[0], "heappush")) return {};
    list_append(args[0], args[1]);
    return sift_down(heap_of<Largest>(args[0]), 0, as_list(args[0]).size - 1) ? object(None) : object();
}
template <bool Largest> object heappop(ref, const ref* args, std::size_t, ref) {
    if (!check_list(args[0], "heappop")) return {};
    list_object& heap = as_list(args[0]);
    if (heap.size == 0) return raise_error(IndexError_type, "index out of range");
    object last = std::move(heap.items[--heap.size]);
    if (heap.size == 0) return last;
    std::swap(last, heap.items[0]);
    return sift_up(heap_of<Largest>(args[0]), 0) ? last : object();
}
template <bool Largest> object heapreplace(ref, const ref* args, std::size_t, ref) {
    if (!check_list(args[0], "heapreplace")) return {};
    if (as_list(args[0]).size == 0) return raise_error(IndexError_type, "index out of range");
    object result = std::exchange(as_list(args[0]).items[0], object(args[1]));
    return sift_up(heap_of<Largest>(args[0]), 0) ? result : object();
}
template <bool Largest> object heappushpop(ref, const ref* args, std::size_t, ref) {
    if (!check_list(args[0], "heappushpop")) return {};
    if (as_list(args[0]).size == 0) return args[1];
    const object top = as_list(args[0]).items[0];
    const int less = goes_before(top, args[1], Largest);
    if (less < 0) return {};
    if (!less) return args[1];
    if (as_list(args[0]).size == 0)
        return raise_error(IndexError_type, "index out of range");  // the comparison emptied it
    object result = std::exchange(as_list(args[0]).items[0], object(args[1]));
    return sift_up(heap_of<Largest>(args[0]), 0) ? result : object();
}

constexpr method_definition heap_functions[] = {
    {"heapify", heapify<false>, "heap, /"},
    {"heappush", heappush<false>, "heap, item, /"},
    {"heappop", heappop<false>, "heap, /"},
    {"heapreplace", heapreplace<false>, "heap, item, /"},
    {"heappushpop", heappushpop<false>, "heap, item, /"},
    {"heapify_max", heapify<true>, "heap, /"},
    {"heappush_max", heappush<true>, "heap, item, /"},
    {"heappop_max", heappop<true>, "heap, /"},
    {"heapreplace_max", heapreplace<true>, "heap, item, /"},
    {"heappushpop_max", heappushpop<true>, "heap, item, /"},
    {nullptr, nullptr},
};
bool fill_heapq(ref dict) { return add_functions(dict, heap_functions, "_heapq"); }

// ---- bisect

/// Where `x` goes in a sorted sequence: behind equal items (Right) or in front of them; -1: failed.
template <bool Right> std::int64_t place_of(const ref* args) noexcept {
    // a, x, lo, hi, key
    std::int64_t low = 0, high = -1;
    if (args[2] && !to_size(args[2], low)) return -1;
    if (low < 0) return raise_error(ValueError_type, "lo must be non-negative"), -1;
    if (args[3] && !args[3].is(None)) {
        if (!to_size(args[3], high)) return -1;
    } else if ((high = length_of(args[0])) < 0) {
        return -1;
    }
    const ref key = args[4] && !args[4].is(None) ? args[4] : ref();
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        object item = get_item(args[0], make_int(middle));
        if (item && key) item = key(item);
        if (!item) return -1;
        const int less = Right ? less_than(args[1], item) : less_than(item, args[1]);
        if (less < 0) return -1;
        if (Right ? less : !less)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
template <bool Right> object bisect(ref, const ref* args, std::size_t, ref) {
    const std::int64_t at = place_of<Right>(args);
    return at < 0 ? object() : make_int(at);
}
template <bool Right> object insort(ref, const ref* args, std::size_t, ref) {
    ref with_key[] = {args[0], args[1], args[2], args[3], args[4]};
    object key;
    if (args[4] && !args[4].is(None)) {
        key = args[4](args[1]);
        if (!key) return {};
        with_key[1] = key;
    }
    const std::int64_t at = place_of<Right>(with_key);
    if (at < 0) return {};
    static const ref insert = intern("insert");
    return args[0].call(insert, make_int(at), args[1]) ? object(None) : object();
}
constexpr const char* bisect_signature = "a, x, lo=0, hi=None, *, key=None";
constexpr method_definition bisect_functions[] = {
    {"bisect_left", bisect<false>, bisect_signature},
    {"bisect_right", bisect<true>, bisect_signature},
    {"insort_left", insort<false>, bisect_signature},
    {"insort_right", insort<true>, bisect_signature},
    {nullptr, nullptr},
};
bool fill_bisect(ref dict) {
    return add_functions(dict, bisect_functions, "bisect") &&
           dict_set(dict, intern("bisect"), dict_get(dict, intern("bisect_right"))) &&
           dict_set(dict, intern("insort"), dict_get(dict, intern("insort_right")));
}

}  // namespace

native_module native_modules::heapq_("_heapq", fill_heapq);
native_module native_modules::bisect("bisect", fill_bisect);

}  // namespace cowith
