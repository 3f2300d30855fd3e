// weakref.WeakValueDictionary and WeakKeyDictionary (Lib/weakref.py). Entries go when their referents die:
// each reference has a callback that knows its container weakly.
#include "weak_containers.hpp"

#include "../builtins/builtins.hpp"
#include "../objects/attributes.hpp"

#include <cowith/binding.hpp>
#include <cowith/weakref.hpp>

namespace cowith {

using namespace literals;

namespace {

struct weak_container : gc_header {
    object data;  // dict of key -> weak value or of weak key -> value
    object dict;
    gc_header* weakrefs = nullptr;
    explicit weak_container(type_object* t) noexcept : gc_header(t), data(make_dict()) {}
};

ref data_of(ref self) noexcept { return self.as<weak_container>()->data; }

void container_dealloc(header* h) noexcept {
    if (defer_dealloc(h)) return;
    untrack(static_cast<gc_header*>(h));
    destroy<weak_container>(h);
}
void container_traverse(header* h, visitor v, void* context) {
    visit(static_cast<weak_container*>(h)->data, v, context);
    visit(static_cast<weak_container*>(h)->dict, v, context);
}
void container_clear(header* h) {
    object data = std::exchange(static_cast<weak_container*>(h)->data, make_dict());
    object dict = std::move(static_cast<weak_container*>(h)->dict);
}
object container_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* c = make_for<weak_container>(cls, &cls);
    track(c);
    return object::take(c);
}

/// The callback of a weak value: self is (weak reference to the container, key).
object forget_value(ref self, const ref* args, std::size_t, ref) {
    const auto* t = self.as<tuple_object>();
    object container = weakref_target(t->items[0]);
    if (container.is(None)) return None;
    ref now = dict_get(data_of(container), t->items[1]);
    if (now && now.is(args[0]) && dict_remove(data_of(container), t->items[1]) < 0) return {};
    return is_failed() ? object() : object(None);
}
/// The callback of a weak key: self is a weak reference to the container.
object forget_key(ref self, const ref* args, std::size_t, ref) {
    object container = weakref_target(self);
    if (container.is(None)) return None;
    return dict_remove(data_of(container), args[0]) < 0 ? object() : object(None);
}
const method_definition forget_value_definition{"_remove", forget_value, "reference, /"};
const method_definition forget_key_definition{"_remove", forget_key, "reference, /"};

object weak_value(ref self, ref key, ref value) noexcept {
    object container = make_weakref(self);
    return make_weakref(value, make_native_function(forget_value_definition, {}, tuple(container, key)));
}
object weak_key(ref self, ref key) noexcept {
    object container = make_weakref(self);
    return make_weakref(key, make_native_function(forget_key_definition, {}, container));
}

/// What of `self` is alive, as a list made by f(key, value) -> object (empty: leave it out).
template <class F> object living(ref self, F&& f) noexcept {
    object list = make_list();
    ref key, value;
    object data = data_of(self);
    for (std::size_t i = 0; dict_next(data, i, key, value);) {
        object item = f(key, value);
        if (item && !list_append(list, item)) return {};
        if (is_failed()) return {};
    }
    return list;
}
object alive(ref weak) noexcept {
    object target = weakref_target(weak);
    return target.is(None) ? object() : target;
}
template <class F> object living_values(ref self, F&& f) noexcept {
    return living(self, [&](ref key, ref value) {
        object target = alive(value);
        return target ? f(key, target) : object();
    });
}
template <class F> object living_keys(ref self, F&& f) noexcept {
    return living(self, [&](ref key, ref value) {
        object target = alive(key);
        return target ? f(target, value) : object();
    });
}
std::int64_t count_of(const object& list) noexcept {
    return list ? static_cast<std::int64_t>(list.as<list_object>()->size) : -1;
}
object iterate(const object& list) noexcept { return list ? get_iterator(list) : object(); }
object missing(ref key) noexcept { return is_failed() ? object() : object(raise_with(KeyError_type, {key})); }

#define METHOD(name)                                                                                                   \
    object name([[maybe_unused]] ref self, [[maybe_unused]] const ref* args, [[maybe_unused]] std::size_t count,       \
                [[maybe_unused]] ref names)

/// container.update(mapping, **keywords) by single assignments.
bool update_with(ref self, const ref* args, std::size_t count, ref names) noexcept {
    object changes = make_dict();
    if (count && !args[0].is(None)) {
        if (has_type(args[0], weak_value_dictionary_type) || has_type(args[0], weak_key_dictionary_type)) {
            object items = list_from(args[0].call("items"_s));
            if (!items || !dict_update_from(changes, items)) return false;
        } else if (!dict_update_from(changes, args[0])) {
            return false;
        }
    }
    const auto* list = names ? names.as<tuple_object>() : nullptr;
    for (std::size_t i = 0; list && i < list->size; ++i)
        if (!dict_set(changes, list->items[i], args[count + i])) return false;
    ref key, value;
    for (std::size_t i = 0; dict_next(changes, i, key, value);)
        if (!cowith::set_item(self, key, value)) return false;
    return true;
}
bool mapping_init(ref self, const ref* args, std::size_t count, ref names) {
    if (count > 1) return raise_error(TypeError_type, "expected at most 1 argument, got %zd", count), false;
    return update_with(self, args, count, names);
}
METHOD(mapping_update) { return update_with(self, args, count, names) ? object(None) : object(); }
METHOD(mapping_clear) {
    dict_clear(data_of(self));
    return None;
}
METHOD(mapping_copy) {
    object copy = ref(self.type())();
    return copy && update_with(copy, &self, 1, {}) ? copy : object();
}
METHOD(mapping_get) {
    object found = get_item(self, args[0]);
    if (found || !pending_is(KeyError_type)) return found;
    clear_pending();
    return args[1] ? args[1] : None;
}
METHOD(mapping_setdefault) {
    object found = get_item(self, args[0]);
    if (found || !pending_is(KeyError_type)) return found;
    clear_pending();
    const ref value = args[1] ? args[1] : None;
    return cowith::set_item(self, args[0], value) ? object(value) : object();
}
METHOD(mapping_pop) {
    object found = get_item(self, args[0]);
    if (found) return cowith::set_item(self, args[0], {}) ? found : object();
    if (!pending_is(KeyError_type) || !args[1]) return {};
    clear_pending();
    return args[1];
}
object container_repr(ref self) {
    char text[200];
    std::snprintf(text, sizeof text, "<%s at %p>", name_of(self.type()), address_of(self));
    return make_str(text);
}

// ---- WeakValueDictionary

object values_getitem(ref self, ref key) {
    ref found = dict_get(data_of(self), key);
    object target = found ? alive(found) : object();
    return target ? target : missing(key);
}
bool values_setitem(ref self, ref key, ref value) {
    if (!value) {
        const int removed = dict_remove(data_of(self), key);
        if (removed == 0) missing(key);
        return removed > 0;
    }
    object weak = weak_value(self, key, value);
    return weak && dict_set(data_of(self), key, weak);
}
int values_contains(ref self, ref key) {
    ref found = dict_get(data_of(self), key);
    return found ? static_cast<bool>(alive(found)) : is_failed() ? -1 : 0;
}
object values_keys_list(ref self) {
    return living_values(self, [](ref key, ref) { return object(key); });
}
std::int64_t values_length(ref self) { return count_of(values_keys_list(self)); }
object values_iter(ref self) { return iterate(values_keys_list(self)); }
METHOD(values_keys) { return iterate(values_keys_list(self)); }
METHOD(values_values) {
    return iterate(living_values(self, [](ref, ref value) { return object(value); }));
}
METHOD(values_items) {
    return iterate(living_values(self, [](ref key, ref value) { return tuple(key, value); }));
}
METHOD(values_refs) {
    return living(self, [](ref, ref weak) { return object(weak); });
}

// ---- WeakKeyDictionary

object keys_getitem(ref self, ref key) {
    object weak = make_weakref(key);
    if (!weak) return {};
    ref found = dict_get(data_of(self), weak);
    return found ? object(found) : missing(weak);
}
bool keys_setitem(ref self, ref key, ref value) {
    if (!value) {
        object weak = make_weakref(key);
        const int removed = weak ? dict_remove(data_of(self), weak) : -1;
        if (removed == 0) missing(weak);
        return removed > 0;
    }
    object weak = weak_key(self, key);
    return weak && dict_set(data_of(self), weak, value);
}
int keys_contains(ref self, ref key) {
    if (!key.is_heap() || !key.type()->weakrefs_offset) return 0;
    object weak = make_weakref(key);
    if (!weak) return -1;
    return dict_get(data_of(self), weak) ? 1 : is_failed() ? -1 : 0;
}
object keys_list(ref self) {
    return living_keys(self, [](ref key, ref) { return object(key); });
}
std::int64_t keys_length(ref self) { return count_of(keys_list(self)); }
object keys_iter(ref self) { return iterate(keys_list(self)); }
METHOD(keys_keys) { return iterate(keys_list(self)); }
METHOD(keys_values) {
    return iterate(living_keys(self, [](ref, ref value) { return object(value); }));
}
METHOD(keys_items) {
    return iterate(living_keys(self, [](ref key, ref value) { return tuple(key, value); }));
}
METHOD(keys_refs) {
    return living(self, [](ref weak, ref) { return object(weak); });
}

// ---- Deep copies: of what isn't held weakly

METHOD(values_deepcopy) {
    object made = ref(self.type())(), copy = import_module("copy"_s);
    object items = made && copy ? values_items(self, nullptr, 0, {}) : object();
    object list = items ? list_from(items) : object();
    for (std::size_t i = 0; list && i < list.as<list_object>()->size; ++i) {
        ref item = list.as<list_object>()->items[i];
        object key = copy.call("deepcopy"_s, item[0], args[0]);
        if (!key || !cowith::set_item(made, key, item[1])) return {};
    }
    return list ? made : object();
}
METHOD(keys_deepcopy) {
    object made = ref(self.type())(), copy = import_module("copy"_s);
    object items = made && copy ? keys_items(self, nullptr, 0, {}) : object();
    object list = items ? list_from(items) : object();
    for (std::size_t i = 0; list && i < list.as<list_object>()->size; ++i) {
        ref item = list.as<list_object>()->items[i];
        object value = copy.call("deepcopy"_s, item[1], args[0]);
        if (!value || !cowith::set_item(made, item[0], value)) return {};
    }
    return list ? made : object();
}
/// The last entry that is still alive.
template <object (*Items)(ref, const ref*, std::size_t, ref)> object pop_last(ref self, const ref*, std::size_t, ref) {
    object items = Items(self, nullptr, 0, {});
    object list = items ? list_from(items) : object();
    if (!list) return {};
    const auto* all = list.as<list_object>();
    if (!all->size) return raise_error(KeyError_type, "popitem(): dictionary is empty");
    object last = all->items[all->size - 1];
    object key = ref(last)[0];
    return key && cowith::set_item(self, key, {}) ? last : object();
}
#undef METHOD

constexpr method_definition value_methods[] = {{"get", mapping_get, "self, key, default=None, /"},
                                               {"setdefault", mapping_setdefault, "self, key, default=None, /"},
                                               {"pop", mapping_pop, "self, key, default=None, /"},
                                               {"update", mapping_update},
                                               {"clear", mapping_clear, "self, /"},
                                               {"copy", mapping_copy, "self, /"},
                                               {"__copy__", mapping_copy, "self, /"},
                                               {"__deepcopy__", values_deepcopy, "self, memo, /"},
                                               {"keys", values_keys, "self, /"},
                                               {"popitem", pop_last<values_items>, "self, /"},
                                               {"values", values_values, "self, /"},
                                               {"items", values_items, "self, /"},
                                               {"valuerefs", values_refs, "self, /"},
                                               {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                               {nullptr, nullptr}};
constexpr method_definition key_methods[] = {{"get", mapping_get, "self, key, default=None, /"},
                                             {"setdefault", mapping_setdefault, "self, key, default=None, /"},
                                             {"pop", mapping_pop, "self, key, default=None, /"},
                                             {"update", mapping_update},
                                             {"clear", mapping_clear, "self, /"},
                                             {"copy", mapping_copy, "self, /"},
                                             {"__copy__", mapping_copy, "self, /"},
                                             {"__deepcopy__", keys_deepcopy, "self, memo, /"},
                                             {"keys", keys_keys, "self, /"},
                                             {"popitem", pop_last<keys_items>, "self, /"},
                                             {"values", keys_values, "self, /"},
                                             {"items", keys_items, "self, /"},
                                             {"keyrefs", keys_refs, "self, /"},
                                             {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                             {nullptr, nullptr}};
constexpr std::uint32_t container_flags = type_gc | type_subclassable | type_has_dict | type_has_weakrefs;
constexpr void set_life(type_object& t) {
    t.instance_size = sizeof(weak_container);
    t.dict_offset = offsetof(weak_container, dict), t.weakrefs_offset = offsetof(weak_container, weakrefs);
    t.dealloc = container_dealloc, t.traverse = container_traverse, t.clear = container_clear, t.new_ = container_new,
    t.repr = container_repr;
}

}  // namespace

constinit type_object weak_value_dictionary_type{
    "weakref.WeakValueDictionary", &object_type, container_flags | type_mapping, [](type_object& t) {
        set_life(t);
        t.init = mapping_init, t.getitem = values_getitem, t.setitem = values_setitem, t.contains = values_contains,
        t.length = values_length;
        t.iter = values_iter, t.methods = value_methods;
    }};
constinit type_object weak_key_dictionary_type{
    "weakref.WeakKeyDictionary", &object_type, container_flags | type_mapping, [](type_object& t) {
        set_life(t);
        t.init = mapping_init, t.getitem = keys_getitem, t.setitem = keys_setitem, t.contains = keys_contains,
        t.length = keys_length;
        t.iter = keys_iter, t.methods = key_methods;
    }};
}  // namespace cowith
