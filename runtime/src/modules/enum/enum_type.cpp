// The metaclass (EnumType): making enum classes, calling, iterating and guarding them.
#include "enum.hpp"
#include "objects/type_object.hpp"

namespace cowith::enums {

bool set_class_attribute(ref cls, ref name, ref value) noexcept { return type_type.setattr(cls, name, value); }

namespace {

ref object_class() noexcept { return &object_type; }

// ---- what an enum class mixes in

const tuple_object* mro_of(ref cls) noexcept {
    ready(*cls.as<type_object>());
    return cls.as<type_object>()->mro.as<tuple_object>();
}

/// The data type among the bases (str in `class Color(str, Enum)`), or object.
object find_data_type(ref bases) noexcept {
    object found = make_set(), first;
    auto* list = bases.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i) {
        object candidate;
        auto* mro = mro_of(list->items[i]);
        for (std::size_t j = 0; j < mro->size; ++j) {
            const ref base = mro->items[j];
            if (base.is(object_class())) continue;
            object data_type;
            if (is_enum_class(base)) {
                data_type = of_class(base, "_member_type_");
                if (!data_type) return {};
                if (data_type.is(object_class())) continue;
            } else if (own(base, "__new__") || own(base, "__dataclass_fields__")) {
                data_type = candidate ? candidate : object(base);
            } else {
                if (!candidate) candidate = base;
                continue;
            }
            if (!first) first = data_type;
            set_add(found, data_type);
            break;
        }
    }
    if (set_size(found) > 1)
        return raise_error(TypeError_type, "too many data types for %R: %R", ref(intern("enum")), ref(found));
    return first ? first : object(object_class());
}

bool check_extension(ref name, ref bases) noexcept {
    auto* list = bases.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i) {
        auto* mro = mro_of(list->items[i]);
        for (std::size_t j = 0; j < mro->size; ++j)
            if (const ref base = mro->items[j];
                is_enum_class(base) && member_names(base) && length_of(member_names(base)) > 0) {
                raise_error(TypeError_type, "<enum %R> cannot extend %R", name, base);
                return false;
            }
    }
    return true;
}

object first_enum(ref bases) noexcept {
    auto* list = bases.as<tuple_object>();
    if (list->size == 0) return Enum;
    object last = list->items[list->size - 1];
    if (is_enum_class(last)) return last;
    return raise_error(TypeError_type,
                       "new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`");
}

/// The __new__ that makes members: the class's own, one that a base saved, or the data type's.
object find_new(ref ns, ref data_type, ref first, bool& save) noexcept {
    object own_new = dict_get(ns, intern("__new__"));
    save = bool(own_new);
    if (own_new) {
        object function = find_attribute(own_new, intern("__func__"));
        return function ? function : own_new;
    }
    object plain = get_attribute(object_class(), intern("__new__")), enum_new = get_attribute(Enum, intern("__new__"));
    for (const char* name : {"__new_member__", "__new__"})
        for (const ref possible : {data_type, first}) {
            object target = find_attribute(possible, intern(name));
            if (is_failed()) return {};
            if (target && !target.is(None) && compare_truth(target, plain, compare::eq) == 0 &&
                compare_truth(target, enum_new, compare::eq) == 0)
                return target;
        }
    return plain;
}

bool same(ref a, ref b) noexcept { return a.is(b) || (a && b && compare_truth(a, b, compare::eq) > 0); }

/// __repr__, __str__, __format__, __reduce_ex__: those of the enum, unless a mixin overrides them.
bool settle_text_methods(ref cls, ref ns, ref data_type, ref first, bool repr_enum) noexcept {
    const auto defined = [&](const char* name) { return bool(dict_get(ns, intern(name))); };
    object kept = make_set();
    if (repr_enum) {
        if (data_type.is(object_class()))
            return raise_error(TypeError_type,
                               "ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)"),
                   false;
        if (!defined("__format__")) {
            if (!set_class_attribute(cls, intern("__format__"), of_class(data_type, "__format__"))) return false;
            set_add(kept, intern("__format__"));
        }
        if (!defined("__str__")) {
            object method = of_class(data_type, "__str__");
            if (same(method, of_class(object_class(), "__str__"))) method = of_class(data_type, "__repr__");
            if (!set_class_attribute(cls, intern("__str__"), method)) return false;
            set_add(kept, intern("__str__"));
        }
    }
    for (const char* name : {"__repr__", "__str__", "__format__", "__reduce_ex__"}) {
        if (defined(name) || set_contains(kept, intern(name)) > 0) continue;
        object method = find_attribute(cls, intern(name)), of_object = find_attribute(object_class(), intern(name)),
               of_data = find_attribute(data_type, intern(name));
        if (is_failed()) return false;
        if (!method) method = of_object;
        if ((same(method, of_data) || same(method, of_object)) &&
            !set_class_attribute(cls, intern(name), of_class(first, name)))
            return false;
    }
    if (!is_flag_class(cls)) return true;
    for (const char* name : {"__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"})
        if (!defined(name) && !set_class_attribute(cls, intern(name), of_class(Flag, name))) return false;
    return true;
}

bool put_state(ref ns, ref data_type, ref new_member, bool use_args, ref boundary) noexcept {
    return dict_set(ns, intern("_new_member_"), make_staticmethod(new_member)) &&
           dict_set(ns, intern("_use_args_"), boolean(use_args)) &&
           dict_set(ns, intern("_member_names_"), make_list()) && dict_set(ns, intern("_member_map_"), make_dict()) &&
           dict_set(ns, intern("_value2member_map_"), make_dict()) &&
           dict_set(ns, intern("_hashable_values_"), make_list()) &&
           dict_set(ns, intern("_unhashable_values_"), make_list()) &&
           dict_set(ns, intern("_unhashable_values_map_"), make_dict()) &&
           dict_set(ns, intern("_member_type_"), data_type) && dict_set(ns, intern("_boundary_"), boundary) &&
           dict_set(ns, intern("_flag_mask_"), 0) && dict_set(ns, intern("_singles_mask_"), 0) &&
           dict_set(ns, intern("_all_bits_"), 0) && dict_set(ns, intern("_inverted_"), None);
}

/// Members that aren't in the order of their values iterate in the order of definition.
bool settle_flag_order(ref cls) noexcept {
    object members = list_from(cls);
    if (!members) return false;
    object values = make_list();
    for (std::size_t i = 0; i < members.as<list_object>()->size; ++i)
        list_append(values, get_attribute(members.as<list_object>()->items[i], intern("_value_")));
    object ordered = list_from(values);
    if (!list_sort(ordered)) return false;
    const int in_order = compare_truth(values, ordered, compare::eq);
    if (in_order < 0) return false;
    return in_order || set_class_attribute(cls, intern("_iter_by_definition_"), True);
}

object enum_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (!Enum) return type_new(cls, args, count, names);  // Enum itself
    if (count != 3)
        return raise_error(TypeError_type, "EnumType.__new__() takes 4 positional arguments but %zu were given",
                           count + 1);
    const ref class_name = args[0], bases = args[1], ns = args[2];
    ref boundary;
    object keywords = make_dict();
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i) {
        const ref name = names.as<tuple_object>()->items[i];
        if (text_of(name) == "boundary")
            boundary = args[count + i];
        else if (text_of(name) != "_simple")
            dict_set(keywords, name, args[count + i]);
    }
    if (!ns.is_heap() || !has_type(ns, enum_dict_type))
        return raise_error(TypeError_type, "EnumType.__new__() needs the namespace that __prepare__ gives");
    enum_dict& body = as_enum_dict(ns);
    if (body.ignored) {
        for (std::size_t i = 0; i < body.ignored.as<list_object>()->size; ++i)
            if (dict_remove(ns, body.ignored.as<list_object>()->items[i]) < 0) return {};
        if (dict_remove(ns, intern("_ignore_")) < 0) return {};
    }
    for (const char* invalid : {"mro", ""})
        if (dict_get(body.members, intern(invalid)))
            return raise_error(ValueError_type, "invalid enum member name(s) %R", ref(intern(invalid)));
    if (!check_extension(class_name, bases)) return {};
    object first = first_enum(bases), data_type = first ? find_data_type(bases) : object();
    if (!data_type) return {};
    bool save;
    object new_member = find_new(ns, data_type, first, save);
    if (!new_member) return {};
    const bool use_args = !same(new_member, get_attribute(object_class(), intern("__new__")));
    object default_boundary = find_attribute(first, intern("_boundary_"));
    if (is_failed()) return {};

    object own_ns = dict_copy(ns);
    ref name, ignored;
    for (std::size_t i = 0; dict_next(body.members, i, name, ignored);)
        if (!dict_set(own_ns, name, make_proto_member(dict_get(own_ns, name)))) return {};
    if (!put_state(own_ns, data_type, new_member, use_args,
                   boundary && !boundary.is(None) ? boundary
                   : default_boundary             ? ref(default_boundary)
                                                  : None))
        return {};
    if (dict_remove(own_ns, intern("_order_")) < 0) return {};
    const ref parts[] = {class_name, bases, own_ns};
    object arguments = tuple(parts[0], parts[1], parts[2]);
    object keyword_names = list_to_tuple(list_from(keywords)), keyword_values = list_from(dict_values(keywords));
    object vector = list_from(arguments);
    if (!vector || !list_extend(vector, keyword_values)) return {};
    object result = type_new(cls, reinterpret_cast<const ref*>(vector.as<list_object>()->items), 3,
                             dict_size(keywords) ? ref(keyword_names) : ref());
    if (!result) {
        if (state.pending) state.pending->notes.reset();  // of __set_name__, which is ours
        return {};
    }

    bool repr_enum = false;
    for (std::size_t i = 0; i < bases.as<tuple_object>()->size; ++i)
        repr_enum |= ReprEnum && bases.as<tuple_object>()->items[i].is(ReprEnum);
    if (!settle_text_methods(result, ns, data_type, first, repr_enum)) return {};
    if (save && !set_class_attribute(result, intern("__new_member__"), make_staticmethod(new_member))) return {};
    if (!set_class_attribute(result, intern("__new__"), own(Enum, "__new__"))) return {};
    if (is_flag_class(result) && !settle_flag_order(result)) return {};
    return result;
}

bool enum_init(ref, const ref*, std::size_t, ref) { return true; }

/// Reads a keyword or positional argument of the functional form.
ref argument(const char* name, std::size_t place, const ref* args, std::size_t count, ref names) noexcept {
    if (place < count) return args[place];
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i)
        if (text_of(names.as<tuple_object>()->items[i]) == name) return args[count + i];
    return {};
}

object enum_call(ref self, const ref* args, std::size_t count, ref names) {
    const ref members = member_map(self);
    if (count == 1 && !names && members && dict_size(members)) [[likely]] {
        if (args[0].is_heap() && args[0].type() == self.as<type_object>()) return args[0];
        if (ref found = dict_get(value_map(self), args[0])) return found;
        if (is_failed()) {
            if (!pending_is(TypeError_type)) return {};
            clear_pending();
        }
        return find_by_value(self, args[0]);
    }
    const ref value = argument("value", 0, args, count, names), given_names = argument("names", 1, args, count, names);
    if (members && dict_size(members)) {
        if (!value)
            return raise_error(TypeError_type, "EnumType.__call__() missing 1 required positional argument: 'value'");
        return find_by_value(self, given_names ? make_tuple(args, count) : object(value));
    }
    const ref mixin = argument("type", 99, args, count, names);
    if (!given_names && !mixin)
        return raise_error(TypeError_type,
                           "%R has no members; specify `names=()` if you meant to create a new, empty, enum", self);
    return create_by_names(self, value, given_names, argument("module", 99, args, count, names),
                           argument("qualname", 99, args, count, names), mixin,
                           argument("start", 99, args, count, names), argument("boundary", 99, args, count, names));
}

object members_in_order(ref cls) noexcept {
    object result = make_list();
    const ref names = member_names(cls);
    for (std::size_t i = 0; names && i < names.as<list_object>()->size; ++i)
        list_append(result, dict_get(member_map(cls), names.as<list_object>()->items[i]));
    return result;
}
object enum_iter(ref self) { return get_iterator(members_in_order(self)); }
object enum_reversed(ref self, const ref*, std::size_t, ref) {
    object members = members_in_order(self);
    return members.call(intern("__reversed__"));
}
std::int64_t enum_length(ref self) { return member_names(self) ? length_of(member_names(self)) : 0; }
int enum_truth(ref) { return 1; }

int enum_contains(ref self, ref value) {
    if (value.is_heap() && has_type(value, *self.as<type_object>())) return 1;
    object found = enum_call(self, &value, 1, {});
    if (found) return 1;
    if (!pending_is(ValueError_type)) return -1;
    clear_pending();
    return contains(own(self, "_unhashable_values_"), value);
}

object enum_getitem(ref self, ref name) {
    ref found = dict_get(member_map(self), name);
    return found || is_failed() ? object(found) : raise_key_error(name);
}

object enum_repr(ref self) {
    str_builder text;
    text.add(is_flag_class(self) ? "<flag " : "<enum ");
    object name = get_attribute(self, intern("__name__"));
    if (!name || !text.add_repr(name)) return {};
    text.add('>');
    return text.finish();
}

bool enum_setattr(ref self, ref name, ref value) {
    if (const ref members = member_map(self); members && dict_get(members, name)) {
        if (value) return raise_error(AttributeError_type, "cannot reassign member %R", name), false;
        object class_name = get_attribute(self, intern("__name__"));
        return raise_error(AttributeError_type, "%R cannot delete member %R.", ref(class_name), name), false;
    }
    return set_class_attribute(self, name, value);
}

object prepare(ref, const ref* args, std::size_t count, ref) {
    if (count < 2) return raise_error(TypeError_type, "EnumType.__prepare__() missing required positional arguments");
    if (Enum && !check_extension(args[0], args[1])) return {};
    object ns = make_enum_dict(args[0]);
    if (Enum) {
        object first = first_enum(args[1]);
        if (!first) return {};
        object generate = find_attribute(first, intern("_generate_next_value_"));
        if (is_failed()) return {};
        as_enum_dict(ns).generate = generate;
    }
    return ns;
}

object members_proxy(ref self, const ref*, std::size_t, ref) {
    const ref members = member_map(self);
    return members ? make_mappingproxy(members) : raise_error(AttributeError_type, "_member_map_");
}

object dir(ref self, const ref*, std::size_t, ref) {
    object names = make_set();
    for (const char* name : {"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__",
                             "__len__", "__members__", "__module__", "__name__", "__qualname__"})
        set_add(names, intern(name));
    if (const ref own_names = member_names(self); own_names && !set_update(names, own_names)) return {};
    object result = list_from(names);
    return list_sort(result) ? result : object();
}

constexpr method_definition methods[] = {
    {"__prepare__", prepare, "", method_class},
    {"__members__", members_proxy, "", method_getter},
    {"__reversed__", enum_reversed, "self, /"},
    {"__dir__", dir, "self, /"},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object enum_type("enum.EnumType", &type_type,
                                type_gc | type_subclassable | is_type | type_has_dict | type_has_weakrefs,
                                [](type_object& t) {
                                    t.methods = methods;
                                    t.instance_size = sizeof(type_object);
                                    t.new_ = enum_new;
                                    t.init = enum_init;
                                    t.call = enum_call;
                                    t.setattr = enum_setattr;
                                    t.repr = enum_repr;
                                    t.iter = enum_iter;
                                    t.length = enum_length;
                                    t.truth = enum_truth;
                                    t.contains = enum_contains;
                                    t.getitem = enum_getitem;
                                });

}  // namespace cowith::enums
