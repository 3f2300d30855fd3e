// The gc module (Modules/gcmodule.c).
#include "../builtins/builtins.hpp"

#include <cowith/gc.hpp>
#include <cowith/native_modules.hpp>

namespace cowith {

using namespace literals;

namespace {

#define FUNCTION(name)                                                                                                 \
    object name([[maybe_unused]] ref self, [[maybe_unused]] const ref* args, [[maybe_unused]] std::size_t count,       \
                [[maybe_unused]] ref names)

FUNCTION(enable) {
    set_collection_enabled(true);
    return None;
}
FUNCTION(disable) {
    set_collection_enabled(false);
    return None;
}
FUNCTION(isenabled) { return boolean(collection_enabled()); }
FUNCTION(collect_now) {
    std::int64_t generation = 2;
    if (args[0] && !to_index(args[0], generation)) return {};
    if (generation < 0 || generation > 2) return raise_error(ValueError_type, "invalid generation");
    return static_cast<std::int64_t>(collect(static_cast<int>(generation)));
}
FUNCTION(get_threshold) {
    return tuple(ref(collector.threshold[0]), ref(collector.threshold[1]), ref(collector.threshold[2]));
}
FUNCTION(set_threshold) {
    for (std::size_t i = 0; i < 3; ++i) {
        std::int64_t value;
        if (!args[i]) break;
        if (!to_index(args[i], value)) return {};
        set_collection_threshold(static_cast<int>(i), value);
    }
    return None;
}
FUNCTION(get_count) { return tuple(ref(collector.young_count), ref(0), ref(0)); }
FUNCTION(get_stats) {
    object stats = make_list();
    for (int i = 0; i < 3; ++i)
        list_append(stats, dict("collections"_s, ref(static_cast<std::int64_t>(collector_totals.collections[i])),
                                "collected"_s, ref(static_cast<std::int64_t>(collector_totals.collected[i])),
                                "uncollectable"_s, ref(0)));
    return stats;
}
FUNCTION(is_tracked) { return boolean(args[0].is_heap() && args[0].heap()->flags & flag_tracked); }
FUNCTION(is_finalized) { return boolean(args[0].is_heap() && args[0].heap()->flags & flag_finalized); }
FUNCTION(get_objects) {
    object all = make_list();
    each_tracked(
        [](gc_header* o, void* list) {
            list_append(*static_cast<object*>(list), ref(o));
            return true;
        },
        &all);
    return all;
}
FUNCTION(get_referents) {
    object found = make_list();
    const auto* list = args[0].as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i) {
        if (!list->items[i].is_heap() || !list->items[i].type()->traverse) continue;
        list->items[i].type()->traverse(
            list->items[i].heap(), [](header* o, void* out) { list_append(*static_cast<object*>(out), ref(o)); },
            &found);
    }
    return found;
}
FUNCTION(get_referrers) {
    struct search {
        object found = make_list();
        const tuple_object* wanted;
        bool hit = false;
    } s;
    s.wanted = args[0].as<tuple_object>();
    each_tracked(
        [](gc_header* o, void* context) {
            auto& now = *static_cast<search*>(context);
            now.hit = false;
            if (o->type->traverse && o != now.wanted && o != now.found.heap())
                o->type->traverse(
                    o,
                    [](header* referent, void* inner) {
                        auto& here = *static_cast<search*>(inner);
                        for (std::size_t i = 0; i < here.wanted->size; ++i)
                            here.hit = here.hit || here.wanted->items[i].is(ref(referent));
                    },
                    &now);
            if (now.hit) list_append(now.found, ref(o));
            return true;
        },
        &s);
    return s.found;
}
FUNCTION(nothing) { return None; }
FUNCTION(zero) { return 0; }
#undef FUNCTION

constexpr method_definition functions[] = {
    {"enable", enable, "/"},
    {"disable", disable, "/"},
    {"isenabled", isenabled, "/"},
    {"collect", collect_now, "generation=2"},
    {"get_threshold", get_threshold, "/"},
    {"set_threshold", set_threshold, "threshold0, threshold1=None, threshold2=None, /"},
    {"get_count", get_count, "/"},
    {"get_stats", get_stats, "/"},
    {"is_tracked", is_tracked, "obj, /"},
    {"is_finalized", is_finalized, "obj, /"},
    {"get_objects", get_objects, "generation=None"},
    {"get_referents", get_referents, "*objs"},
    {"get_referrers", get_referrers, "*objs"},
    {"set_debug", nothing, "flags, /"},
    {"get_debug", zero, "/"},
    {"freeze", nothing, "/"},
    {"unfreeze", nothing, "/"},
    {"get_freeze_count", zero, "/"},
    {nullptr, nullptr}};

bool fill(ref dict) noexcept {
    return add_functions(dict, functions, "gc"_s) && dict_set(dict, "garbage"_s, make_list()) &&
           dict_set(dict, "callbacks"_s, make_list()) && dict_set(dict, "DEBUG_STATS"_s, 1) &&
           dict_set(dict, "DEBUG_COLLECTABLE"_s, 2) && dict_set(dict, "DEBUG_UNCOLLECTABLE"_s, 4) &&
           dict_set(dict, "DEBUG_SAVEALL"_s, 32) && dict_set(dict, "DEBUG_LEAK"_s, 38);
}

}  // namespace

native_module native_modules::gc("gc", fill);

}  // namespace cowith
