// functools.lru_cache and cache: a dict of the results, linked in the order of use.
#include "functools.hpp"
#include "modules/collections/namedtuple.hpp"
#include "types/dict.hpp"

namespace cowith::functools {
namespace {

struct link : header {
    link *newer = nullptr, *older = nullptr;  // borrowed: the dict owns the links
    object key, result;
    std::int64_t hash = 0;
    link() noexcept;
};
void link_dealloc(header* self) noexcept { destroy<link>(self); }
constinit type_object link_type("functools._lru_list_elem", &object_type, 0,
                                [](type_object& t) { t.dealloc = link_dealloc; });
link::link() noexcept : header(&link_type) {}

struct lru_cache_wrapper : gc_header {
    object function;
    object results;  // dict: key -> link, or the result itself when unbounded
    link *newest = nullptr, *oldest = nullptr;
    std::int64_t maxsize = -1;  // -1: unbounded
    bool typed = false;
    std::int64_t hits = 0, misses = 0;
    object dict;
    gc_header* weakrefs = nullptr;
    lru_cache_wrapper() noexcept : gc_header(&lru_cache_wrapper_type) {}
};
lru_cache_wrapper& as_cache(ref x) noexcept { return *x.as<lru_cache_wrapper>(); }

void wrapper_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<lru_cache_wrapper>(self);
}
void wrapper_traverse(header* self, visitor v, void* context) {
    auto& c = *static_cast<lru_cache_wrapper*>(self);
    visit(c.function, v, context);
    visit(c.dict, v, context);
    visit(c.results, v, context);
    for (link* l = c.oldest; l; l = l->newer) {
        visit(l->key, v, context);
        visit(l->result, v, context);
    }
}
void forget(lru_cache_wrapper& c) noexcept {
    c.newest = c.oldest = nullptr;
    object old = std::exchange(c.results, make_dict());
}
void wrapper_clear(header* self) {
    auto& c = *static_cast<lru_cache_wrapper*>(self);
    forget(c);
    c.dict.reset();
}

void unlink(lru_cache_wrapper& c, link& l) noexcept {
    (l.newer ? l.newer->older : c.newest) = l.older;
    (l.older ? l.older->newer : c.oldest) = l.newer;
}
void make_newest(lru_cache_wrapper& c, link& l) noexcept {
    l.older = c.newest;
    l.newer = nullptr;
    (c.newest ? c.newest->newer : c.oldest) = &l;
    c.newest = &l;
}

/// What a call is remembered under: the argument itself where that is an int or str alone, a tuple otherwise.
object make_key(const lru_cache_wrapper& c, const ref* args, std::size_t count, ref names) noexcept {
    if (!names && !c.typed && count == 1 &&
        (args[0].is_instance_exactly(int_type) || args[0].is_instance_exactly(str_type)))
        return args[0];
    static auto& keyword_mark = *new object(new_cell());
    object parts = make_list(args, count);
    const std::size_t keywords = keyword_count(names);
    if (keywords) list_append(parts, keyword_mark);
    for (std::size_t i = 0; i < keywords; ++i) {
        list_append(parts, names.as<tuple_object>()->items[i]);
        list_append(parts, args[count + i]);
    }
    for (std::size_t i = 0; c.typed && i < count + keywords; ++i) list_append(parts, ref(args[i].type()));
    return list_to_tuple(std::move(parts));
}

object call_unbounded(lru_cache_wrapper& c, ref key, std::int64_t hash, const ref* args, std::size_t count,
                      ref names) noexcept {
    const std::int64_t at = dict_table::find(as_dict(c.results), key, hash);
    if (at == dict_table::failed) return {};
    if (at >= 0) {
        ++c.hits;
        return as_dict(c.results).entries[at].value;
    }
    ++c.misses;
    object result = call_vector(c.function, args, count, names);
    return result && dict_table::set(as_dict(c.results), key, hash, result) ? result : object();
}

object call_bounded(lru_cache_wrapper& c, ref key, std::int64_t hash, const ref* args, std::size_t count,
                    ref names) noexcept {
    std::int64_t at = dict_table::find(as_dict(c.results), key, hash);
    if (at == dict_table::failed) return {};
    if (at >= 0) {
        link& l = *as_dict(c.results).entries[at].value.as<link>();
        unlink(c, l);
        make_newest(c, l);
        ++c.hits;
        return l.result;
    }
    ++c.misses;
    object result = call_vector(c.function, args, count, names);
    if (!result) return {};
    at = dict_table::find(as_dict(c.results), key, hash);
    if (at == dict_table::failed) return {};
    if (at >= 0) return result;  // a nested call has put it there
    object old_key, old_result;
    if (static_cast<std::int64_t>(dict_size(c.results)) >= c.maxsize && c.oldest) {
        object old = c.oldest;
        unlink(c, *c.oldest);
        old_key = old.as<link>()->key;
        old_result = old.as<link>()->result;
        const std::int64_t place = dict_table::find(as_dict(c.results), old_key, old.as<link>()->hash);
        if (place >= 0)
            dict_table::remove_at(as_dict(c.results), static_cast<std::size_t>(place));
        else if (place == dict_table::failed)
            return {};
    }
    object fresh = object::take(make<link>());
    link& l = *fresh.as<link>();
    l.key = key;
    l.hash = hash;
    l.result = result;
    dict_table::append(as_dict(c.results), key, hash, fresh);
    make_newest(c, l);
    return result;
}

object wrapper_call(ref self, const ref* args, std::size_t count, ref names) {
    lru_cache_wrapper& c = as_cache(self);
    const object keep = self;
    if (names && names.as<tuple_object>()->size == 0) names = ref();
    if (c.maxsize == 0) {
        ++c.misses;
        return call_vector(c.function, args, count, names);
    }
    object key = make_key(c, args, count, names);
    const std::int64_t hash = hash_of(key);
    if (hash == -1) return {};
    return c.maxsize < 0 ? call_unbounded(c, key, hash, args, count, names)
                         : call_bounded(c, key, hash, args, count, names);
}

object wrapper_get(ref self, ref instance, ref) {
    if (!instance || instance.is(None)) return self;
    return make_method(self, instance);
}

object cache_info(ref self, const ref*, std::size_t, ref) {
    static auto& info =
        *new object(make_namedtuple("CacheInfo", {"hits", "misses", "maxsize", "currsize"}, "functools"));
    const lru_cache_wrapper& c = as_cache(self);
    object maxsize = c.maxsize < 0 ? object(None) : make_int(c.maxsize);
    return info(make_int(c.hits), make_int(c.misses), maxsize, make_uint(dict_size(c.results)));
}
object cache_clear(ref self, const ref*, std::size_t, ref) {
    lru_cache_wrapper& c = as_cache(self);
    c.hits = c.misses = 0;
    forget(c);
    return None;
}
object cache_parameters(ref self, const ref*, std::size_t, ref) {
    const lru_cache_wrapper& c = as_cache(self);
    return dict(intern("maxsize"), c.maxsize < 0 ? object(None) : make_int(c.maxsize), intern("typed"),
                boolean(c.typed));
}
object itself(ref self, const ref*, std::size_t, ref) { return self; }

constexpr method_definition wrapper_methods[] = {
    {"cache_info", cache_info, "self, /"},
    {"__dict__", dict_of_instance, "", method_getter},
    {"cache_clear", cache_clear, "self, /"},
    {"cache_parameters", cache_parameters, "self, /"},
    {"__copy__", itself, "self, /"},
    {"__deepcopy__", itself, "self, memo, /"},
    {nullptr, nullptr},
};

object make_wrapper(ref function, std::int64_t maxsize, bool typed) noexcept {
    if (!function.type()->call) return raise_error(TypeError_type, "the first argument must be callable");
    auto* c = make<lru_cache_wrapper>();
    c->function = function;
    c->results = make_dict();
    c->maxsize = maxsize;
    c->typed = typed;
    track(c);
    object result = object::take(c);
    return update_wrapper(result, function) ? result : object();
}

object decorate(ref self, const ref* args, std::size_t, ref) {
    const object* settings = self.as<tuple_object>()->items;
    return make_wrapper(args[0], settings[0].small(), truth(settings[1]));
}
constexpr method_definition decorator{"decorating_function", decorate, "user_function"};

}  // namespace

object lru_cache(ref, const ref* args, std::size_t, ref) {
    std::int64_t maxsize = 128;
    const int typed = args[1] ? truth_of(args[1]) : 0;
    if (typed < 0) return {};
    if (args[0] && args[0].is(None)) {
        maxsize = -1;
    } else if (args[0] && is_int(args[0])) {
        if (!to_size(args[0], maxsize)) return {};
        if (maxsize < 0) maxsize = 0;
    } else if (args[0] && args[0].type()->call) {
        return make_wrapper(args[0], maxsize, typed);
    } else if (args[0]) {
        return raise_error(TypeError_type, "Expected first argument to be an integer, a callable, or None");
    }
    return make_native_function(decorator, intern("functools"), tuple(maxsize, boolean(typed)));
}

object cache(ref, const ref* args, std::size_t, ref) { return make_wrapper(args[0], -1, false); }

constinit type_object lru_cache_wrapper_type("functools._lru_cache_wrapper", &object_type,
                                             type_gc | type_subclassable | type_has_dict | type_has_weakrefs,
                                             [](type_object& t) {
                                                 t.methods = wrapper_methods;
                                                 t.instance_size = sizeof(lru_cache_wrapper);
                                                 t.dict_offset = offsetof(lru_cache_wrapper, dict);
                                                 t.weakrefs_offset = offsetof(lru_cache_wrapper, weakrefs);
                                                 t.dealloc = wrapper_dealloc;
                                                 t.traverse = wrapper_traverse;
                                                 t.clear = wrapper_clear;
                                                 t.call = wrapper_call;
                                                 t.descr_get = wrapper_get;
                                             });

}  // namespace cowith::functools
