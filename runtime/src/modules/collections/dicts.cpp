// collections.defaultdict and OrderedDict.
#include "collections.hpp"

namespace cowith {
namespace {

// ---- defaultdict

struct defaultdict_object : dict_object {
    object factory;
    defaultdict_object() noexcept { type = &defaultdict_type; }
};
object& factory_of(ref x) noexcept { return x.as<defaultdict_object>()->factory; }

void default_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    dict_clear(self);
    destroy<defaultdict_object>(self);
}
void default_traverse(header* self, visitor v, void* context) {
    dict_type.traverse(self, v, context);
    visit(static_cast<defaultdict_object*>(self)->factory, v, context);
}
object default_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* d = make_for<defaultdict_object>(cls);
    d->factory = None;
    track(d);
    return object::take(d);
}
bool default_init(ref self, const ref* args, std::size_t count, ref names) {
    if (count && !args[0].is(None) && !args[0].type()->call)
        return raise_error(TypeError_type, "first argument must be callable or None"), false;
    if (count) factory_of(self) = args[0];
    const std::size_t used = count ? 1 : 0;
    return dict_type.init(self, args + used, count - used, names);
}
object default_repr(ref self) {
    str_builder text;
    text.add(self.type()->type_flags & type_heap ? self.type()->name : "defaultdict");
    text.add('(');
    {
        repr_guard guard(factory_of(self));
        if (!guard)
            text.add("...");
        else if (!text.add_repr(factory_of(self)))
            return {};
    }
    text.add(", ");
    object items = dict_type.repr(self);
    if (!items || !text.add_str(items)) return {};
    text.add(')');
    return text.finish();
}
object missing(ref self, const ref* args, std::size_t, ref) {
    if (factory_of(self).is(None)) return raise_key_error(args[0]);
    object value = factory_of(self)();
    return value && set_item(self, args[0], value) ? value : object();
}
object default_copy(ref self, const ref*, std::size_t, ref) { return ref(self.type())(factory_of(self), self); }
object default_or(ref a, ref b) {
    if (!has_flag(a, is_dict) || !has_flag(b, is_dict)) return NotImplemented;
    const ref like = has_type(a, defaultdict_type) ? a : b;
    object result = ref(like.type())(factory_of(like), a);
    return result && dict_update_from(result, b) ? result : object();
}
object get_factory(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return factory_of(self);
    factory_of(self) = args[0];
    return None;
}
object default_reduce(ref self, const ref*, std::size_t, ref) {
    object args = factory_of(self).is(None) ? new_tuple(0) : tuple(factory_of(self));
    return tuple(ref(self.type()), args, None, None, get_iterator(dict_items(self)));
}
constexpr method_definition default_methods[] = {
    {"__missing__", missing, "self, key, /"},
    {"copy", default_copy, "self, /"},
    {"__copy__", default_copy, "self, /"},
    {"__reduce__", default_reduce, "self, /"},
    {"default_factory", get_factory, "", method_getter, get_factory},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

// ---- OrderedDict: dict is ordered already; what is added looks at the order

object ordered_repr(ref self) {
    str_builder text;
    text.add(self.type()->type_flags & type_heap ? self.type()->name : "OrderedDict");
    if (dict_size(self) == 0) {
        text.add("()");
        return text.finish();
    }
    repr_guard guard(self);
    if (!guard) return make_str("...");
    object items = dict_copy(self);
    text.add('(');
    if (!text.add_repr(items)) return {};
    text.add(')');
    return text.finish();
}

object ordered_richcompare(ref a, ref b, compare op) {
    object result = dict_type.richcompare(a, b, op);
    if (!result || result.is(NotImplemented) || !has_type(b, ordered_dict_type) ||
        (op == compare::eq) != result.is(True))
        return result;
    object left = list_from(a), right = list_from(b);
    return left && right ? compare_objects(left, right, op) : object();
}

bool ordered_init(ref self, const ref* args, std::size_t count, ref names) {
    if (count > 1) return raise_error(TypeError_type, "expected at most 1 argument, got %zu", count), false;
    return dict_type.init(self, args, count, names);
}

object move_to_end(ref self, const ref* args, std::size_t, ref) {
    const int last = args[1] ? truth_of(args[1]) : 1;
    if (last < 0) return {};
    dict_object& dict = as_dict(self);
    const std::int64_t hash = dict_table::hash_key(args[0]);
    const std::int64_t at = hash == -1 ? dict_table::failed : dict_table::find(dict, args[0], hash);
    if (at == dict_table::failed) return {};
    if (at == dict_table::absent) return raise_key_error(args[0]);
    if (last) {
        if (static_cast<std::uint32_t>(at) + 1 == dict.filled) return None;
        dict_entry e = dict_table::remove_at(dict, static_cast<std::size_t>(at));
        dict_table::append(dict, e.key, e.hash, e.value);
        return None;
    }
    const std::uint32_t filled = dict.filled;
    object rest = dict_copy(self);
    dict_entry e =
        dict_table::remove_at(as_dict(rest), static_cast<std::size_t>(dict_table::find(as_dict(rest), args[0], hash)));
    dict_clear(self);
    const std::uint32_t gaps =
        filled == as_dict(rest).used + 2 ? 2 : 1;  // iterators see by `filled` that the order has changed
    for (std::uint32_t i = 0; i < gaps; ++i) dict_table::append(dict, e.key, e.hash, None);
    dict_table::append(dict, e.key, e.hash, e.value);
    for (std::uint32_t i = 0; i < as_dict(rest).filled; ++i)
        if (const dict_entry& o = as_dict(rest).entries[i]; o.key) dict_table::append(dict, o.key, o.hash, o.value);
    for (std::uint32_t i = 0; i < gaps; ++i) dict_table::remove_at(dict, i);
    return None;
}

object ordered_popitem(ref self, const ref* args, std::size_t, ref) {
    const int last = args[0] ? truth_of(args[0]) : 1;
    if (last < 0) return {};
    dict_object& dict = as_dict(self);
    if (dict.used == 0) return raise_error(KeyError_type, "dictionary is empty");
    std::size_t first = 0;
    while (!last && !dict.entries[first].key) ++first;
    dict_entry e = last ? dict_table::remove_last(dict) : dict_table::remove_at(dict, first);
    return tuple(e.key, e.value);
}
object ordered_copy(ref self, const ref*, std::size_t, ref) { return ref(self.type())(self); }
object ordered_or(ref a, ref b) {
    if (!has_flag(a, is_dict) || !has_flag(b, is_dict)) return NotImplemented;
    object result = ref((has_type(a, ordered_dict_type) ? a : b).type())(a);
    return result && dict_update_from(result, b) ? result : object();
}
constexpr method_definition ordered_methods[] = {
    {"move_to_end", move_to_end, "self, key, last=True"},
    {"popitem", ordered_popitem, "self, last=True"},
    {"copy", ordered_copy, "self, /"},
    {"__copy__", ordered_copy, "self, /"},
    {nullptr, nullptr},
};

constexpr std::uint32_t flags = type_gc | type_subclassable | is_dict | type_mapping;

}  // namespace

constinit type_object defaultdict_type("collections.defaultdict", &dict_type, flags, [](type_object& t) {
    t.methods = default_methods;
    t.instance_size = sizeof(defaultdict_object);
    t.dealloc = default_dealloc;
    t.traverse = default_traverse;
    t.new_ = default_new;
    t.init = default_init;
    t.repr = default_repr;
    t.set_number(number_op::bit_or, default_or);
});
constinit type_object ordered_dict_type("collections.OrderedDict", &dict_type, flags, [](type_object& t) {
    t.methods = ordered_methods;
    t.instance_size = sizeof(dict_object);
    t.init = ordered_init;
    t.repr = ordered_repr;
    t.richcompare = ordered_richcompare;
    t.hash = hash_not_implemented;
    t.set_number(number_op::bit_or, ordered_or);
});

}  // namespace cowith
