// module.__dict__ and globals(): what reads or writes single names works on the cells; what needs the whole works on a copy.
#include "module_dict.hpp"

#include "../objects/attributes.hpp"

namespace cowith {

using namespace literals;

namespace {

extern type_object module_dict_type;

struct module_dict : gc_header {
    module_object* module;  // counted
    explicit module_dict(module_object& m) noexcept;
};

module_object& module_of(ref self) noexcept { return *self.as<module_dict>()->module; }
/// A key as an interned name; empty: not a str (it may stand among the other names all the same).
ref key_name(ref key) noexcept { return key.is_heap() && key.type() == &str_type ? interned(key) : ref(); }

/// Borrowed; empty: none or failed.
ref find_key(ref self, ref key) noexcept {
    if (ref name = key_name(key)) return module_of(self).own(name);
    const object& extra = module_of(self).extra;
    return extra ? dict_get(extra, key) : ref();
}

void dict_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    object module = object::take(static_cast<module_dict*>(h)->module);
    destroy<module_dict>(h);
}
void dict_traverse(header* h, visitor v, void* context) { v(static_cast<module_dict*>(h)->module, context); }
object get_one(ref self, ref key) {
    ref found = find_key(self, key);
    if (found) return found;
    return is_failed() ? failed : raise_with(KeyError_type, {key});
}
bool set_one(ref self, ref key, ref value) {
    module_object& m = module_of(self);
    if (ref name = key_name(key)) {
        if (m.set(name, value)) return true;
    } else {
        if (!m.extra) m.extra = make_dict();
        if (value) return dict_set(m.extra, key, value);
        const int removed = dict_remove(m.extra, key);
        if (removed) return removed > 0;
    }
    if (!is_failed()) raise_with(KeyError_type, {key});
    return false;
}
int contains_one(ref self, ref key) {
    ref found = find_key(self, key);
    return found ? 1 : is_failed() ? -1 : 0;
}
object snapshot(ref self) { return module_of(self).snapshot(); }
std::int64_t count_all(ref self) { return static_cast<std::int64_t>(dict_size(snapshot(self))); }
object iterate(ref self) { return get_iterator(snapshot(self)); }
object show(ref self) { return repr(snapshot(self)); }
object compare_all(ref a, ref b, compare op) {
    if (op != compare::eq && op != compare::ne) return NotImplemented;
    object left = snapshot(a);
    object right = b.type() == &module_dict_type ? snapshot(b) : object(b);
    return compare_objects(left, right, op);
}
object merge(ref a, ref b) {
    object left = a.type() == &module_dict_type ? snapshot(a) : object(a);
    object right = b.type() == &module_dict_type ? snapshot(b) : object(b);
    return binary(number_op::bit_or, left, right);
}

object get(ref self, const ref* args, std::size_t, ref) {
    ref found = find_key(self, args[0]);
    if (found) return found;
    return is_failed() ? object() : args[1] ? object(args[1]) : object(None);
}
object pop(ref self, const ref* args, std::size_t, ref) {
    object found = find_key(self, args[0]);
    if (found) return set_one(self, args[0], {}) ? found : object();
    if (is_failed()) return {};
    return args[1] ? object(args[1]) : object(raise_with(KeyError_type, {args[0]}));
}
object setdefault(ref self, const ref* args, std::size_t, ref) {
    ref found = find_key(self, args[0]);
    if (found) return found;
    const ref value = args[1] ? args[1] : None;
    return !is_failed() && set_one(self, args[0], value) ? object(value) : object();
}
object update(ref self, const ref* args, std::size_t count, ref names) {
    object changes = make_dict();
    if (count > 1) return raise_error(TypeError_type, "update expected at most 1 argument, got %zd", count);
    if (count && !dict_update_from(changes, args[0])) return {};
    const auto* list = names ? names.as<tuple_object>() : nullptr;
    for (std::size_t i = 0; list && i < list->size; ++i)
        if (!dict_set(changes, list->items[i], args[count + i])) return {};
    ref key, value;
    for (std::size_t i = 0; dict_next(changes, i, key, value);)
        if (!set_one(self, key, value)) return {};
    return None;
}
object keys(ref self, const ref*, std::size_t, ref) { return dict_keys(snapshot(self)); }
object values(ref self, const ref*, std::size_t, ref) { return dict_values(snapshot(self)); }
object items(ref self, const ref*, std::size_t, ref) { return dict_items(snapshot(self)); }
object copy(ref self, const ref*, std::size_t, ref) { return snapshot(self); }
object get_class(ref, const ref*, std::size_t, ref) { return ref(&dict_type); }
constexpr method_definition methods[] = {{"get", get, "self, key, default=None, /"},
                                         {"pop", pop, "self, key, default=None, /"},
                                         {"setdefault", setdefault, "self, key, default=None, /"},
                                         {"update", update},
                                         {"keys", keys, "self, /"},
                                         {"values", values, "self, /"},
                                         {"items", items, "self, /"},
                                         {"copy", copy, "self, /"},
                                         {"__class__", get_class, "", method_getter},
                                         {nullptr, nullptr}};

constinit type_object module_dict_type{"dict", &object_type, type_gc | type_mapping, [](type_object& t) {
                                           t.dealloc = dict_dealloc, t.traverse = dict_traverse, t.getitem = get_one,
                                           t.setitem = set_one, t.contains = contains_one, t.length = count_all;
                                           t.iter = iterate, t.repr = show, t.richcompare = compare_all,
                                           t.hash = hash_not_implemented, t.methods = methods;
                                           t.set_number(number_op::bit_or, merge);
                                       }};

module_dict::module_dict(module_object& m) noexcept : gc_header(&module_dict_type), module(&m) { ++m.refs; }

}  // namespace

object dict_of_module(module_object& m) noexcept {
    if (!m.dict_view) {
        auto* view = make<module_dict>(m);
        track(view);
        m.dict_view = object::take(view);
    }
    return m.dict_view;
}

}  // namespace cowith
