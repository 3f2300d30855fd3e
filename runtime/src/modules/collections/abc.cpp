// collections.abc (Lib/_collections_abc.py): the abstract base classes, which classes they recognise, and what they mix in.
#include "abc.hpp"

#include "builtins/lazy.hpp"
#include "modules/abc.hpp"
#include "objects/pattern_kind.hpp"
#include "types/dict.hpp"
#include "types/range.hpp"

#include <cowith/native_modules.hpp>

namespace cowith {
namespace {

struct mixin {
    const char* owner;
    const char* name;
    const char* signature;
    entry_point entry;
};

/// `abstract`: what a subclass must define; `recognises`: a class with all `abstract` (and these) methods counts as a subclass.
struct definition {
    const char* name;
    const char* bases;
    const char* abstract;
    const char* recognises;  // null: only by derivation and register()
};

constexpr definition definitions[] = {
    {"Hashable", "", "__hash__", "__hash__"},
    {"Awaitable", "", "__await__", "__await__"},
    {"Coroutine", "Awaitable", "send throw", "__await__ send throw close"},
    {"AsyncIterable", "", "__aiter__", "__aiter__"},
    {"AsyncIterator", "AsyncIterable", "__anext__", "__anext__ __aiter__"},
    {"AsyncGenerator", "AsyncIterator", "asend athrow", "__aiter__ __anext__ asend athrow aclose"},
    {"Iterable", "", "__iter__", "__iter__"},
    {"Iterator", "Iterable", "__next__", "__iter__ __next__"},
    {"Reversible", "Iterable", "__reversed__", "__reversed__ __iter__"},
    {"Generator", "Iterator", "send throw", "__iter__ __next__ send throw close"},
    {"Sized", "", "__len__", "__len__"},
    {"Container", "", "__contains__", "__contains__"},
    {"Collection", "Sized Iterable Container", "", "__len__ __iter__ __contains__"},
    {"Buffer", "", "__buffer__", "__buffer__"},
    {"Callable", "", "__call__", "__call__"},
    {"Set", "Collection", "", nullptr},
    {"MutableSet", "Set", "add discard", nullptr},
    {"Mapping", "Collection", "__getitem__", nullptr},
    {"MutableMapping", "Mapping", "__setitem__ __delitem__", nullptr},
    {"Sequence", "Reversible Collection", "__getitem__", nullptr},
    {"MutableSequence", "Sequence", "__setitem__ __delitem__ insert", nullptr},
    {"MappingView", "Sized", "", nullptr},
    {"KeysView", "MappingView Set", "", nullptr},
    {"ItemsView", "MappingView Set", "", nullptr},
    {"ValuesView", "MappingView Collection", "", nullptr},
};

object& classes() noexcept {
    static auto& dict = *new object;
    return dict;
}
ref class_named(std::string_view name) noexcept { return dict_get(classes(), intern(name)); }

template <class Visit> void each_word(std::string_view words, Visit visit) {
    while (!words.empty()) {
        const std::size_t n = words.find(' ');
        visit(words.substr(0, n));
        words.remove_prefix(n == words.npos ? words.size() : n + 1);
    }
}

object none_or_failed(bool ok) noexcept { return ok ? object(None) : object(); }
object boolean_or_failed(int answer) noexcept { return answer < 0 ? object() : object(boolean(answer)); }

object abstract_entry(function_object&, object*) { return None; }
object itself_entry(function_object&, object* bound) { return bound[0]; }

/// data: a list of the class and the tuple of method names.
object hook_entry(function_object& f, object* bound) {
    const object* data = function_data(f).as<list_object>()->items;
    if (!bound[0].is(data[0])) return NotImplemented;
    auto* names = data[1].as<tuple_object>();
    for (std::size_t i = 0; i < names->size; ++i) {
        const ref found = lookup(bound[1].as<type_object>(), names->items[i]);
        if (!found || found.is(None)) return NotImplemented;
    }
    return True;
}

// ---- iterators and generators

object send_none_entry(function_object&, object* bound) { return bound[0].call(intern("send"), None); }
object asend_none_entry(function_object&, object* bound) { return bound[0].call(intern("asend"), None); }
object close_entry(function_object&, object* bound) {
    object result = bound[0].call(intern("throw"), ref(&GeneratorExit_type));
    if (result) return raise_error(RuntimeError_type, "generator ignored GeneratorExit");
    if (!pending_is(GeneratorExit_type) && !pending_is(StopIteration_type)) return {};
    clear_pending();
    return None;
}

// ---- Mapping and MutableMapping

object mapping_get_entry(function_object&, object* bound) {
    object value = get_item(bound[0], bound[1]);
    if (value || !pending_is(KeyError_type)) return value;
    clear_pending();
    return bound[2];
}
object mapping_contains_entry(function_object&, object* bound) {
    object value = get_item(bound[0], bound[1]);
    if (value) return True;
    if (!pending_is(KeyError_type)) return {};
    clear_pending();
    return False;
}
template <int Which> object mapping_view_entry(function_object&, object* bound) {
    static constexpr const char* views[] = {"KeysView", "ItemsView", "ValuesView"};
    return class_named(views[Which])(bound[0]);
}
object mapping_eq_entry(function_object&, object* bound) {
    const int mapping = is_instance(bound[1], class_named("Mapping"));
    if (mapping <= 0) return mapping < 0 ? object() : object(NotImplemented);
    object left = ref(&dict_type)(bound[0].call(intern("items"))),
           right = left ? ref(&dict_type)(bound[1].call(intern("items"))) : object();
    return compare_objects(left, right, compare::eq);
}
object mapping_pop_entry(function_object& f, object* bound) {
    object value = get_item(bound[0], bound[1]);
    if (value) return set_item(bound[0], bound[1], {}) ? value : object();
    if (!pending_is(KeyError_type) || bound[2].is(function_data(f))) return {};
    clear_pending();
    return bound[2];
}
object mapping_popitem_entry(function_object&, object* bound) {
    object it = get_iterator(bound[0]), key = it ? next_value(it) : object();
    if (!key) return is_failed() ? failed : raise_with(KeyError_type, {});
    object value = get_item(bound[0], key);
    return value && set_item(bound[0], key, {}) ? tuple(key, value) : object();
}
object mapping_clear_entry(function_object&, object* bound) {
    while (bound[0].call(intern("popitem"))) {
    }
    if (!pending_is(KeyError_type)) return {};
    clear_pending();
    return None;
}
object mapping_update_entry(function_object&, object* bound) {
    // self, other=(), /, **kwds
    object merged = make_dict();
    if (!dict_update_from(merged, bound[1]) || !dict_update(merged, bound[2])) return {};
    ref key, value;
    for (std::size_t i = 0; dict_next(merged, i, key, value);)
        if (!set_item(bound[0], key, value)) return {};
    return None;
}
object mapping_setdefault_entry(function_object&, object* bound) {
    object value = get_item(bound[0], bound[1]);
    if (value || !pending_is(KeyError_type)) return value;
    clear_pending();
    return set_item(bound[0], bound[1], bound[2]) ? bound[2] : object();
}

// ---- views

ref mapping_name() noexcept {
    static const ref n = intern("_mapping");
    return n;
}
object view_init_entry(function_object&, object* bound) {
    return none_or_failed(generic_setattr(bound[0], mapping_name(), bound[1]));
}
object view_len_entry(function_object&, object* bound) {
    const std::int64_t n = length_of(get_attribute(bound[0], mapping_name()));
    return n < 0 ? object() : make_int(n);
}
object view_repr_entry(function_object&, object* bound) {
    str_builder text;
    text.add(bound[0].type()->name);
    text.add('(');
    if (!text.add_repr(get_attribute(bound[0], mapping_name()))) return {};
    text.add(')');
    return text.finish();
}
object keys_iter_entry(function_object&, object* bound) {
    return get_iterator(get_attribute(bound[0], mapping_name()));
}
object keys_contains_entry(function_object&, object* bound) {
    return boolean_or_failed(contains(get_attribute(bound[0], mapping_name()), bound[1]));
}

object item_of(ref mapping, const ref* args, std::size_t, ref) {
    object value = get_item(mapping, args[0]);
    return value ? tuple(args[0], value) : object();
}
object value_of(ref mapping, const ref* args, std::size_t, ref) { return get_item(mapping, args[0]); }
constexpr method_definition item_function{"item", item_of, "key, /"}, value_function{"value", value_of, "key, /"};
template <const method_definition& Function> object mapped_iter_entry(function_object&, object* bound) {
    object mapping = get_attribute(bound[0], mapping_name());
    return mapping ? ref(&map_type)(make_native(Function, mapping), mapping) : object();
}
object items_contains_entry(function_object&, object* bound) {
    object pair = tuple_from(bound[1]);
    if (!pair || pair.as<tuple_object>()->size != 2) return pair ? object(False) : object();
    object value = get_item(get_attribute(bound[0], mapping_name()), pair.as<tuple_object>()->items[0]);
    if (value) return boolean_or_failed(equal_or_same(value, pair.as<tuple_object>()->items[1]));
    if (!pending_is(KeyError_type)) return {};
    clear_pending();
    return False;
}
object iterated_contains_entry(function_object&, object* bound) {
    object it = get_iterator(bound[0]);
    if (!it) return {};
    while (object item = next_value(it)) {
        const int same = equal_or_same(item, bound[1]);
        if (same) return boolean_or_failed(same);
    }
    return is_failed() ? object() : object(False);
}

// ---- Sequence and MutableSequence

object sequence_iter_entry(function_object&, object* bound) { return make_sequence_iterator(bound[0]); }
object sequence_reversed_entry(function_object&, object* bound) {
    const std::int64_t n = length_of(bound[0]);
    if (n < 0) return {};
    object getter = get_attribute(bound[0], intern("__getitem__"));
    return getter ? ref(&map_type)(getter, range(make_int(n - 1), -1, -1)) : object();
}
object sequence_index_entry(function_object&, object* bound) {
    // self, value, start=0, stop=None
    std::int64_t start, stop = INT64_MAX;
    const std::int64_t n = length_of(bound[0]);
    if (n < 0 || !to_size(bound[2], start) || (!bound[3].is(None) && !to_size(bound[3], stop))) return {};
    if (start < 0) start = start + n < 0 ? 0 : start + n;
    if (stop < 0) stop += n;
    for (std::int64_t i = start; i < stop; ++i) {
        object item = get_item(bound[0], make_int(i));
        if (!item) {
            if (!pending_is(IndexError_type)) return {};
            clear_pending();
            break;
        }
        const int same = equal_or_same(item, bound[1]);
        if (same < 0) return {};
        if (same) return make_int(i);
    }
    return raise_with(ValueError_type, {});
}
object sequence_count_entry(function_object&, object* bound) {
    object it = get_iterator(bound[0]);
    std::int64_t found = 0;
    if (!it) return {};
    while (object item = next_value(it)) {
        const int same = equal_or_same(item, bound[1]);
        if (same < 0) return {};
        found += same;
    }
    return is_failed() ? object() : make_int(found);
}
object append_entry(function_object&, object* bound) {
    return bound[0].call(intern("insert"), make_int(length_of(bound[0])), bound[1]);
}
object extend_entry(function_object&, object* bound) {
    object source = bound[1].is(bound[0]) ? list_from(bound[1]) : bound[1], it = get_iterator(source);
    if (!it) return {};
    while (object item = next_value(it))
        if (!bound[0].call(intern("append"), item)) return {};
    return is_failed() ? object() : object(None);
}
object sequence_pop_entry(function_object&, object* bound) {
    object item = get_item(bound[0], bound[1]);
    return item && set_item(bound[0], bound[1], {}) ? item : object();
}
object sequence_remove_entry(function_object&, object* bound) {
    object at = bound[0].call(intern("index"), bound[1]);
    return at ? none_or_failed(set_item(bound[0], at, {})) : object();
}
object sequence_clear_entry(function_object&, object* bound) {
    while (bound[0].call(intern("pop"))) {
    }
    if (!pending_is(IndexError_type)) return {};
    clear_pending();
    return None;
}
object sequence_reverse_entry(function_object&, object* bound) {
    const std::int64_t n = length_of(bound[0]);
    for (std::int64_t i = 0; i < n / 2; ++i) {
        object a = get_item(bound[0], i), b = a ? get_item(bound[0], n - i - 1) : object();
        if (!b || !set_item(bound[0], i, b) || !set_item(bound[0], n - i - 1, a)) return {};
    }
    return n < 0 ? object() : object(None);
}
object iadd_entry(function_object&, object* bound) {
    return bound[0].call(intern("extend"), bound[1]) ? bound[0] : object();
}

// ---- Set and MutableSet

object from_iterable(ref self, ref items) noexcept { return self.call(intern("_from_iterable"), items); }
object from_iterable_entry(function_object&, object* bound) { return bound[0](bound[1]); }

/// The items of `x` that are (or aren't) in `y`.
object filtered(ref x, ref y, bool wanted) noexcept {
    object result = make_list(), it = get_iterator(x);
    if (!it) return {};
    while (object item = next_value(it)) {
        const int there = contains(y, item);
        if (there < 0) return {};
        if (there == wanted) list_append(result, item);
    }
    return is_failed() ? object() : result;
}
int is_set(ref x) noexcept { return is_instance(x, class_named("Set")); }
template <compare Op> object set_compare_entry(function_object&, object* bound) {
    const int set = is_set(bound[1]);
    if (set <= 0) return set < 0 ? object() : object(NotImplemented);
    const std::int64_t a = length_of(bound[0]), b = a < 0 ? -1 : length_of(bound[1]);
    if (b < 0) return {};
    const bool downwards = Op == compare::gt || Op == compare::ge;
    const bool fits = Op == compare::eq   ? a == b
                      : Op == compare::lt ? a < b
                      : Op == compare::le ? a <= b
                      : Op == compare::gt ? a > b
                                          : a >= b;
    if (!fits) return False;
    object missing = downwards ? filtered(bound[1], bound[0], false) : filtered(bound[0], bound[1], false);
    return missing ? object(boolean(length_of(missing) == 0)) : object();
}
object set_and_entry(function_object&, object* bound) {
    object items = filtered(bound[1], bound[0], true);
    return items ? from_iterable(bound[0], items) : object();
}
object set_or_entry(function_object&, object* bound) {
    object items = list_from(bound[0]);
    return items && list_extend(items, bound[1]) ? from_iterable(bound[0], items) : object();
}
object set_sub_entry(function_object&, object* bound) {
    object items = filtered(bound[0], bound[1], false);
    return items ? from_iterable(bound[0], items) : object();
}
object set_xor_entry(function_object&, object* bound) {
    object left = filtered(bound[0], bound[1], false), right = left ? filtered(bound[1], bound[0], false) : object();
    return right && list_extend(left, right) ? from_iterable(bound[0], left) : object();
}
object isdisjoint_entry(function_object&, object* bound) {
    object common = filtered(bound[1], bound[0], true);
    return common ? object(boolean(length_of(common) == 0)) : object();
}
object set_remove_entry(function_object&, object* bound) {
    const int there = contains(bound[0], bound[1]);
    if (there <= 0) return there < 0 ? object() : raise_key_error(bound[1]);
    return bound[0].call(intern("discard"), bound[1]) ? object(None) : object();
}
object set_pop_entry(function_object&, object* bound) {
    object it = get_iterator(bound[0]), item = it ? next_value(it) : object();
    if (!item) return is_failed() ? failed : raise_with(KeyError_type, {});
    return bound[0].call(intern("discard"), item) ? item : object();
}
template <bool Add> object set_in_place_entry(function_object&, object* bound) {
    object items = list_from(bound[1]);
    for (std::size_t i = 0; items && i < items.as<list_object>()->size; ++i)
        if (!bound[0].call(intern(Add ? "add" : "discard"), items.as<list_object>()->items[i])) return {};
    return items ? bound[0] : object();
}

constexpr mixin mixins[] = {
    {"AsyncIterator", "__aiter__", "self", itself_entry},
    {"AsyncGenerator", "__anext__", "self", asend_none_entry},
    {"Iterator", "__iter__", "self", itself_entry},
    {"Generator", "__next__", "self", send_none_entry},
    {"Generator", "close", "self", close_entry},
    {"Coroutine", "close", "self", close_entry},
    {"Mapping", "get", "self, key, default=", mapping_get_entry},
    {"Mapping", "__contains__", "self, key", mapping_contains_entry},
    {"Mapping", "keys", "self", mapping_view_entry<0>},
    {"Mapping", "items", "self", mapping_view_entry<1>},
    {"Mapping", "values", "self", mapping_view_entry<2>},
    {"Mapping", "__eq__", "self, other", mapping_eq_entry},
    {"MutableMapping", "pop", "self, key, default=", mapping_pop_entry},
    {"MutableMapping", "popitem", "self", mapping_popitem_entry},
    {"MutableMapping", "clear", "self", mapping_clear_entry},
    {"MutableMapping", "update", "self, other=, /, **kwds", mapping_update_entry},
    {"MutableMapping", "setdefault", "self, key, default=", mapping_setdefault_entry},
    {"MappingView", "__init__", "self, mapping", view_init_entry},
    {"MappingView", "__len__", "self", view_len_entry},
    {"MappingView", "__repr__", "self", view_repr_entry},
    {"KeysView", "__contains__", "self, key", keys_contains_entry},
    {"KeysView", "__iter__", "self", keys_iter_entry},
    {"ItemsView", "__contains__", "self, item", items_contains_entry},
    {"ItemsView", "__iter__", "self", mapped_iter_entry<item_function>},
    {"ValuesView", "__contains__", "self, value", iterated_contains_entry},
    {"ValuesView", "__iter__", "self", mapped_iter_entry<value_function>},
    {"Sequence", "__iter__", "self", sequence_iter_entry},
    {"Sequence", "__contains__", "self, value", iterated_contains_entry},
    {"Sequence", "__reversed__", "self", sequence_reversed_entry},
    {"Sequence", "index", "self, value, start=, stop=", sequence_index_entry},
    {"Sequence", "count", "self, value", sequence_count_entry},
    {"MutableSequence", "append", "self, value", append_entry},
    {"MutableSequence", "extend", "self, values", extend_entry},
    {"MutableSequence", "pop", "self, index=", sequence_pop_entry},
    {"MutableSequence", "remove", "self, value", sequence_remove_entry},
    {"MutableSequence", "clear", "self", sequence_clear_entry},
    {"MutableSequence", "reverse", "self", sequence_reverse_entry},
    {"MutableSequence", "__iadd__", "self, values", iadd_entry},
    {"Set", "__lt__", "self, other", set_compare_entry<compare::lt>},
    {"Set", "__le__", "self, other", set_compare_entry<compare::le>},
    {"Set", "__gt__", "self, other", set_compare_entry<compare::gt>},
    {"Set", "__ge__", "self, other", set_compare_entry<compare::ge>},
    {"Set", "__eq__", "self, other", set_compare_entry<compare::eq>},
    {"Set", "__and__", "self, other", set_and_entry},
    {"Set", "__rand__", "self, other", set_and_entry},
    {"Set", "__or__", "self, other", set_or_entry},
    {"Set", "__ror__", "self, other", set_or_entry},
    {"Set", "__sub__", "self, other", set_sub_entry},
    {"Set", "__xor__", "self, other", set_xor_entry},
    {"Set", "__rxor__", "self, other", set_xor_entry},
    {"Set", "isdisjoint", "self, other", isdisjoint_entry},
    {"MutableSet", "remove", "self, value", set_remove_entry},
    {"MutableSet", "pop", "self", set_pop_entry},
    {"MutableSet", "clear", "self", mapping_clear_entry},
    {"MutableSet", "__ior__", "self, it", set_in_place_entry<true>},
    {"MutableSet", "__isub__", "self, it", set_in_place_entry<false>},
};

/// Defaults of the optional parameters of a mixin.
object defaults_of(std::string_view cls, std::string_view name) noexcept {
    if (name == "index") return tuple(0, None);
    if (cls == "MutableSequence" && name == "pop") return tuple(-1);
    if (name == "update") return tuple(new_tuple(0));
    if (name == "get" || name == "setdefault") return tuple(None);
    return {};
}

bool add_mixin(ref ns, const mixin& m) noexcept {
    object data, defaults = defaults_of(m.owner, m.name);
    if (std::string_view(m.owner) == "MutableMapping" && std::string_view(m.name) == "pop") {
        data = new_cell();  // stands for "no default given"
        defaults = tuple(data);
    }
    return dict_set(ns, intern(m.name),
                    make_code_function({m.name, std::string(m.owner) + "." + m.name, m.signature, m.entry}, data,
                                       defaults, {}, intern("collections.abc")));
}

bool make_one(const definition& d) noexcept {
    object ns = dict(intern("__module__"), intern("collections.abc"), intern("__slots__"), new_tuple(0)),
           bases = make_list(), hook_names = make_list();
    bool ok = true;
    each_word(d.bases, [&](std::string_view base) { list_append(bases, class_named(base)); });
    if (std::string_view(d.name).ends_with("View")) dict_remove(ns, intern("__slots__"));
    each_word(d.abstract, [&](std::string_view name) {
        const std::string text(name);
        object function =
            make_code_function({text, std::string(d.name) + "." + text, "self, *args, **kwds", abstract_entry});
        ok = ok && function && set_attribute(function, intern("__isabstractmethod__"), True) &&
             dict_set(ns, intern(text), function);
    });
    object data = list(None, None);
    if (d.recognises) {
        each_word(d.recognises, [&](std::string_view name) { list_append(hook_names, intern(name)); });
        object hook = make_code_function(
            {"__subclasshook__", std::string(d.name) + ".__subclasshook__", "cls, C", hook_entry}, data);
        ok = ok && dict_set(ns, intern("__subclasshook__"), make_classmethod(hook));
        data.as<list_object>()->items[1] = list_to_tuple(hook_names);
    }
    static constexpr method_definition getitem{
        "__class_getitem__",
        [](ref, const ref* args, std::size_t, ref) { return make_generic_alias(args[0], args[1]); }, "klass, item, /"};
    ok = ok && dict_set(ns, intern("__class_getitem__"), make_classmethod(make_native_method(getitem)));
    for (const mixin& m : mixins)
        if (std::string_view(m.owner) == d.name) ok = ok && add_mixin(ns, m);
    if (std::string_view(d.name) == "Set") {
        object maker = make_code_function({"_from_iterable", "Set._from_iterable", "cls, it", from_iterable_entry});
        ok = ok && dict_set(ns, intern("_from_iterable"), make_classmethod(maker)) &&
             dict_set(ns, intern("__hash__"), None);
    }
    if (std::string_view(d.name) == "KeysView" || std::string_view(d.name) == "ItemsView") {
        object maker = make_code_function({"_from_iterable", "KeysView._from_iterable", "cls, it",
                                           [](function_object&, object* bound) { return set_from(bound[1]); }});
        ok = ok && dict_set(ns, intern("_from_iterable"), make_classmethod(maker));
    }
    if (std::string_view(d.name) == "Mapping") ok = ok && dict_set(ns, intern("__reversed__"), None);
    if (!ok) return false;
    object cls = ref(&abc_meta_type)(intern(d.name), list_to_tuple(std::move(bases)), ns);
    if (!cls) return false;
    if (std::string_view(d.name) == "Sequence") set_pattern_kind(*cls.as<type_object>(), matches_sequence);
    if (std::string_view(d.name) == "Mapping") set_pattern_kind(*cls.as<type_object>(), matches_mapping);
    data.as<list_object>()->items[0] = cls;
    return dict_set(classes(), intern(d.name), cls);
}

bool register_builtins() noexcept {
    struct registration {
        const char* cls;
        type_object* type;
    };
    static const registration list[] = {
        {"MutableSequence", &list_type},   {"MutableSequence", &bytearray_type},
        {"MutableSequence", &deque_type},  {"Sequence", &tuple_type},
        {"Sequence", &str_type},           {"Sequence", &bytes_type},
        {"Sequence", &range_type},         {"Sequence", &memoryview_type},
        {"MutableMapping", &dict_type},    {"Mapping", &mappingproxy_type},
        {"MutableSet", &set_type},         {"Set", &frozenset_type},
        {"KeysView", &dict_keys_type},     {"ItemsView", &dict_items_type},
        {"ValuesView", &dict_values_type}, {"Generator", &generator_type},
        {"Coroutine", &coroutine_type},    {"AsyncGenerator", &async_generator_type},
    };
    for (const registration& r : list) {
        ready(*r.type);
        if (!class_named(r.cls).call(intern("register"), ref(r.type))) return false;
    }
    return true;
}

bool make_classes() noexcept {
    if (classes()) return true;
    classes() = make_dict();
    ready(abc_meta_type);
    for (const definition& d : definitions)
        if (!make_one(d)) return false;
    return register_builtins();
}

bool fill(ref dict) { return make_classes() && dict_update(dict, classes()); }

}  // namespace

object collections_abc_class(std::string_view name) noexcept {
    return make_classes() ? object(class_named(name)) : object();
}

native_module native_modules::collections_abc("collections.abc", fill);

}  // namespace cowith
