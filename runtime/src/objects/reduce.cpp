// object.__reduce_ex__ and what it stands on (Objects/typeobject.c: reduce_newobj, object_getstate; Lib/copyreg.py).
#include "reduce.hpp"

#include "instance_layout.hpp"
#include "native.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/module.hpp>

namespace cowith {

using namespace literals;

namespace {

/// The native type that a class is built on.
const type_object& native_base(const type_object& type) noexcept {
    const type_object* t = &type;
    while (t->base && (t->type_flags & type_heap)) t = t->base;
    return *t;
}

bool takes_no_new_arguments(ref self) noexcept { return !has_flag(self, is_list) && !has_flag(self, is_dict); }

/// The names of all __slots__, mangled, but for __dict__ and __weakref__ (copyreg._slotnames).
bool add_slot_names(const type_object& cls, object& list) noexcept {
    ref slots = dict_get(cls.attributes, "__slots__"_s);
    if (!slots) return !is_failed();
    object names = is_str(slots) ? tuple(slots) : tuple_from(slots);
    if (!names) return false;
    const auto* items = names.as<tuple_object>();
    for (std::size_t i = 0; i < items->size; ++i) {
        const std::string_view name = text_of(items->items[i]);
        if (name == "__dict__" || name == "__weakref__") continue;
        std::string mangled(name);
        if (name.substr(0, 2) == "__" && name.substr(name.size() - 2) != "__") {
            std::string_view owner(cls.name);
            owner.remove_prefix(std::min(owner.find_first_not_of('_'), owner.size()));
            if (!owner.empty()) mangled = "_" + std::string(owner) + mangled;
        }
        if (!list_append(list, make_str(mangled))) return false;
    }
    return true;
}

object slot_values(ref self) noexcept {
    object names = make_list(), values = make_dict();
    const auto* mro = self.type()->mro.as<tuple_object>();
    for (std::size_t i = 0; i < mro->size; ++i)
        if (!add_slot_names(*mro->items[i].as<type_object>(), names)) return {};
    for (std::size_t i = 0; i < names.as<list_object>()->size; ++i) {
        const object name = intern_str(names.as<list_object>()->items[i]);
        object value = find_attribute(self, name);
        if (!value && is_failed()) return {};
        if (value && !dict_set(values, name, value)) return {};
    }
    return values;
}

/// object.__getstate__(): the dict, or (dict, slots). `required`: nothing but them may be in the object.
object default_state(ref self, bool required) noexcept {
    const type_object& native = native_base(*self.type());
    if (required && &native != &object_type)
        return raise_error(TypeError_type, "cannot pickle %R object", ref(make_str(type_name_view(self.type()))));
    object state = None;
    if (ref dict = instance_dict(self); dict && dict_size(dict)) {
        state = make_dict();
        if (!dict_update(state, dict)) return {};
    }
    object slots = slot_values(self);
    if (!slots) return {};
    return dict_size(slots) ? tuple(state, slots) : state;
}

object state_of(ref self, bool required) noexcept {
    object method = self.attr("__getstate__"_s);
    if (!method) return {};
    ref own = dict_get(object_type.attributes, "__getstate__"_s);
    const bool plain = lookup(self.type(), "__getstate__"_s).is(own);
    return plain ? default_state(self, required) : method();
}

/// What __new__ gets besides the class; false: failed. Empty: nothing is said.
bool new_arguments(ref self, object& args, object& keywords) noexcept {
    if (object both = find_attribute(self, "__getnewargs_ex__"_s)) {
        object pair = both();
        if (!pair) return false;
        if (!has_flag(pair, is_tuple))
            return raise_error(TypeError_type, "__getnewargs_ex__ should return a tuple, not '%T'", pair), false;
        auto* t = pair.as<tuple_object>();
        if (t->size != 2)
            return raise_error(ValueError_type, "__getnewargs_ex__ should return a tuple of length 2, not %zd",
                               t->size),
                   false;
        args = t->items[0];
        keywords = t->items[1];
        if (!has_flag(args, is_tuple))
            return raise_error(TypeError_type,
                               "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'", args),
                   false;
        if (!has_flag(keywords, is_dict))
            return raise_error(TypeError_type,
                               "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
                               keywords),
                   false;
        return true;
    }
    if (is_failed()) return false;
    if (object plain = find_attribute(self, "__getnewargs__"_s)) {
        args = plain();
        if (!args) return false;
        if (!has_flag(args, is_tuple))
            return raise_error(TypeError_type, "__getnewargs__ should return a tuple, not '%T'", args), false;
    }
    return !is_failed();
}

object reduce_by_new(ref self) noexcept {
    if (!self.type()->new_)
        return raise_error(TypeError_type, "cannot pickle %R object", ref(make_str(type_name_view(self.type()))));
    object args, keywords;
    if (!new_arguments(self, args, keywords)) return {};
    object copyreg = import_module("copyreg"_s);
    if (!copyreg) return {};
    const ref cls(self.type());
    object maker, given;
    const bool has_arguments = static_cast<bool>(args);
    if (!keywords || dict_size(keywords) == 0) {
        maker = copyreg.attr("__newobj__"_s);
        object list = make_list();
        if (!list_append(list, cls)) return {};
        for (std::size_t i = 0; has_arguments && i < args.as<tuple_object>()->size; ++i)
            if (!list_append(list, args.as<tuple_object>()->items[i])) return {};
        given = list_to_tuple(std::move(list));
    } else {
        maker = copyreg.attr("__newobj_ex__"_s);
        given = tuple(cls, args, keywords);
    }
    object state = maker ? state_of(self, !has_arguments && takes_no_new_arguments(self)) : object();
    if (!state) return {};
    object items = None, pairs = None;
    if (has_flag(self, is_list)) items = get_iterator(self);
    if (has_flag(self, is_dict)) {
        object view = self.call("items"_s);
        pairs = view ? get_iterator(view) : object();
    }
    return tuple(maker, given, state, items, pairs);
}

object reduce_common(ref self, std::int64_t protocol) noexcept {
    if (protocol >= 2) return reduce_by_new(self);
    object copyreg = import_module("copyreg"_s);
    return copyreg ? copyreg.call("_reduce_ex"_s, self, make_int(protocol)) : object();
}

}  // namespace

object object_getstate(ref self, const ref*, std::size_t, ref) { return default_state(self, false); }
object object_reduce(ref self, const ref*, std::size_t, ref) { return reduce_common(self, 0); }
object object_reduce_ex(ref self, const ref* args, std::size_t, ref) {
    std::int64_t protocol;
    if (!to_index(args[0], protocol)) return {};
    object method = find_attribute(self, "__reduce__"_s);
    if (!method && is_failed()) return {};
    ref own = dict_get(object_type.attributes, "__reduce__"_s);
    if (method && !lookup(self.type(), "__reduce__"_s).is(own)) return method();
    return reduce_common(self, protocol);
}

object exact_new_arguments(ref self, const ref*, std::size_t, ref) {
    const type_object& native = native_base(*self.type());
    if (self.type() == &native) return tuple(self);
    object exact;
    if (has_flag(self, is_tuple)) {
        exact = make_tuple(reinterpret_cast<const ref*>(self.as<tuple_object>()->items), self.as<tuple_object>()->size);
    } else if (is_str(self)) {
        exact = make_str(text_of(self));
    } else if (has_flag(self, is_bytes)) {
        exact = make_bytes(self.as<bytes_object>()->view());
    } else if (is_int(self)) {
        exact = self + ref(0);
    } else {
        exact = ref(&native)(self);
    }
    return exact ? tuple(exact) : object();
}

object reduce_to_iter(ref sequence, ref place) noexcept {
    const ref function = find_builtin("iter"_s);
    return place ? tuple(function, tuple(sequence), place) : tuple(function, tuple(sequence));
}
object reduce_to_list(ref copy) noexcept {
    object rest = list_from(copy);
    return rest ? reduce_to_iter(rest) : object();
}
object reduce_exhausted(const char* function) noexcept {
    return tuple(find_builtin(intern(function)), tuple(ref(new_tuple(0))));
}
bool iterator_state(ref state, std::int64_t& place) noexcept {
    if (!is_int(state)) return raise_error(TypeError_type, "an integer is required"), false;
    return to_index(state, place);
}

}  // namespace cowith
