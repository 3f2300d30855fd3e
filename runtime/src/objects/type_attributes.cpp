// Attributes and methods of classes: __name__, __mro__, __dict__, __annotations__, mro(), __subclasses__(), ...
#include "../builtins/builtins.hpp"
#include "native.hpp"
#include "type_object.hpp"

#include <cowith/class.hpp>

namespace cowith {

using namespace literals;

object type_module_of(type_object& type) noexcept {
    if (!(type.type_flags & type_heap)) return type.module;
    ref module = dict_get_interned(type.attributes, "__module__"_s);
    return module ? object(module) : object(None);
}

namespace {

type_object& ready_type(ref self) noexcept {
    auto* type = self.as<type_object>();
    ready(*type);
    return *type;
}

/// Whether a special attribute of a class may be set (check_set_special_type_attr).
bool may_set(type_object& type, const char* name, std::size_t given) noexcept {
    if (type.type_flags & type_immutable) {
        raise_error(TypeError_type, "cannot set '%s' attribute of immutable type '%s'", name, type.name);
        return false;
    }
    if (!given) {
        raise_error(TypeError_type, "cannot delete '%s' attribute of type '%s'", name, type.name);
        return false;
    }
    return true;
}
#define GETTER(name) object name(ref self, const ref*, std::size_t, ref)
#define SETTER(name) object name(ref self, const ref* args, std::size_t count, ref)

GETTER(get_name) {
    type_object& type = ready_type(self);
    return type.own_name ? type.own_name : type.qualname;
}
SETTER(set_name) {
    type_object& type = ready_type(self);
    if (!may_set(type, "__name__", count)) return {};
    if (!is_str(args[0]))
        return raise_error(TypeError_type, "can only assign string to %s.__name__, not '%s'", type.name,
                           name_of(args[0].type()));
    type.own_name = args[0];
    type.name = args[0].as<str_object>()->text;
    return None;
}
GETTER(get_qualname) { return ready_type(self).qualname; }
SETTER(set_qualname) {
    type_object& type = ready_type(self);
    if (!may_set(type, "__qualname__", count)) return {};
    if (!is_str(args[0]))
        return raise_error(TypeError_type, "can only assign string to %s.__qualname__, not '%s'", type.name,
                           name_of(args[0].type()));
    type.qualname = args[0];
    return None;
}
GETTER(get_module) { return type_module_of(ready_type(self)); }
SETTER(set_module) {
    type_object& type = ready_type(self);
    if (!may_set(type, "__module__", count)) return {};
    type_modified(type);
    return dict_set(type.attributes, "__module__"_s, args[0]) ? object(None) : object();
}
GETTER(get_bases) { return ready_type(self).bases; }
GETTER(get_base) {
    type_object& type = ready_type(self);
    return type.base ? object(ref(type.base)) : object(None);
}
GETTER(get_mro) { return ready_type(self).mro; }
GETTER(get_dict) { return make_mappingproxy(ready_type(self).attributes); }
GETTER(get_basicsize) { return static_cast<std::int64_t>(ready_type(self).instance_size); }
GETTER(get_flags) {
    const type_object& type = ready_type(self);
    std::int64_t flags = (1 << 12) | (1 << 18);  // READY, HAVE_VERSION
    if (type.type_flags & type_heap) flags |= 1 << 9;
    if (type.type_flags & type_subclassable) flags |= 1 << 10;
    if (type.type_flags & type_immutable) flags |= 1 << 8;
    if (type.type_flags & type_gc) flags |= 1 << 14;
    if (type.type_flags & type_abstract) flags |= 1 << 20;
    return flags;
}
GETTER(get_doc) {
    type_object& type = ready_type(self);
    ref doc = dict_get_interned(type.attributes, "__doc__"_s);
    if (!doc) return None;
    return bind_descriptor(doc, {}, &type);
}
SETTER(set_doc) {
    type_object& type = ready_type(self);
    if (!may_set(type, "__doc__", count)) return {};
    type_modified(type);
    return dict_set(type.attributes, "__doc__"_s, args[0]) ? object(None) : object();
}

GETTER(get_abstract_methods) {
    // type's own entry is this descriptor.
    ref found = self.is(&type_type) ? ref() : dict_get_interned(ready_type(self).attributes, "__abstractmethods__"_s);
    return found ? object(found) : object(raise_with(AttributeError_type, {"__abstractmethods__"_s}));
}
SETTER(set_abstract_methods) {
    type_object& type = ready_type(self);
    bool abstract = false;
    if (count) {
        abstract = truth(args[0]);
        if (is_failed() || !dict_set(type.attributes, "__abstractmethods__"_s, args[0])) return {};
    } else {
        if (!get_abstract_methods(self, nullptr, 0, {})) return {};
        dict_remove(type.attributes, "__abstractmethods__"_s);
    }
    type_modified(type);
    if (abstract)
        type.type_flags |= type_abstract;
    else
        type.type_flags &= ~std::uint32_t{type_abstract};
    return None;
}

// ---- annotations (PEP 649)

GETTER(get_annotate) {
    type_object& type = ready_type(self);
    if (!(type.type_flags & type_heap)) {
        raise_attribute_error(self, "__annotate__"_s, "type object '%s' has no attribute '__annotate__'", type.name);
        return {};
    }
    for (ref name : {"__annotate_func__"_s, "__annotate__"_s})
        if (ref found = dict_get_interned(type.attributes, name)) return bind_descriptor(found, {}, &type);
    return None;
}
SETTER(set_annotate) {
    type_object& type = ready_type(self);
    if (!may_set(type, "__annotate__", count)) return {};
    if (!args[0].is(None) && !(args[0].is_heap() && args[0].type()->call))
        return raise_error(TypeError_type, "__annotate__ must be callable or None");
    type_modified(type);
    if (!args[0].is(None)) dict_remove(type.attributes, "__annotations_cache__"_s);
    return dict_set(type.attributes, "__annotate_func__"_s, args[0]) ? object(None) : object();
}
GETTER(get_annotations) {
    type_object& type = ready_type(self);
    if (!(type.type_flags & type_heap)) {
        raise_attribute_error(self, "__annotations__"_s, "type object '%s' has no attribute '__annotations__'",
                              type.name);
        return {};
    }
    for (ref name : {"__annotations__"_s, "__annotations_cache__"_s})
        if (ref found = dict_get_interned(type.attributes, name)) return bind_descriptor(found, {}, &type);
    object annotate = get_annotate(self, nullptr, 0, {});
    if (!annotate) return {};
    object annotations = annotate.is(None) ? make_dict() : annotate(ref(1));
    if (!annotations) return {};
    if (!has_flag(annotations, is_dict))
        return raise_error(TypeError_type, "__annotate__ returned non-dict of type '%.100s'",
                           name_of(annotations.type()));
    if (!dict_set(type.attributes, "__annotations_cache__"_s, annotations)) return {};
    type_modified(type);
    return annotations;
}
SETTER(set_annotations) {
    type_object& type = ready_type(self);
    if (type.type_flags & type_immutable)
        return raise_error(TypeError_type, "cannot set '__annotations__' attribute of immutable type '%s'", type.name);
    type_modified(type);
    dict_remove(type.attributes, "__annotations_cache__"_s);
    if (count) return dict_set(type.attributes, "__annotations__"_s, args[0]) ? object(None) : object();
    dict_remove(type.attributes, "__annotations__"_s);
    dict_remove(type.attributes, "__annotate_func__"_s);
    return None;
}
GETTER(get_type_params) {
    ref found = dict_get_interned(ready_type(self).attributes, "__type_params__"_s);
    return found ? object(found) : make_tuple(nullptr, 0);
}
SETTER(set_type_params) {
    type_object& type = ready_type(self);
    if (!may_set(type, "__type_params__", count)) return {};
    type_modified(type);
    return dict_set(type.attributes, "__type_params__"_s, args[0]) ? object(None) : object();
}

// ---- methods

GETTER(type_mro) {
    type_object& type = ready_type(self);
    if (!(type.type_flags & type_heap)) return list_from(type.mro);
    return compute_mro(type, type.bases);
}
/// Builtin types are readied one by one, as a program looks at them; here they show in the order of the builtins.
GETTER(type_subclasses) {
    type_object& type = ready_type(self);
    if (type.type_flags & type_heap) return subclasses_of(type);
    object shown = make_list();
    for (type_object* const* t = builtin_types; *t; ++t) {
        ready(**t);
        if ((*t)->base == &type || (*t)->second_base == &type) list_append(shown, ref(*t));
    }
    const auto* first = shown.as<list_object>();
    const std::uint64_t count = first->size;
    object known = subclasses_of(type);
    const auto* all = known.as<list_object>();
    for (std::uint64_t i = 0; i < all->size; ++i) {
        bool there = false;
        for (std::uint64_t k = 0; k < count && !there; ++k) there = first->items[k].is(all->items[i]);
        if (!there) list_append(shown, all->items[i]);
    }
    return shown;
}
object type_prepare(ref, const ref*, std::size_t, ref) { return make_dict(); }
object type_instancecheck(ref self, const ref* args, std::size_t, ref) {
    type_object* type = args[0].type();
    if (is_subtype(type, self.as<type_object>())) return True;
    object cls = find_attribute(args[0], "__class__"_s);
    if (!cls) {
        if (is_failed()) return {};
        return False;
    }
    return boolean(cls.is_heap() && has_flag(cls, is_type) &&
                   is_subtype(cls.as<type_object>(), self.as<type_object>()));
}
object type_subclasscheck(ref self, const ref* args, std::size_t, ref) {
    if (!args[0].is_heap() || !has_flag(args[0], is_type))
        return raise_error(TypeError_type, "issubclass() arg 1 must be a class");
    return boolean(is_subtype(args[0].as<type_object>(), self.as<type_object>()));
}
GETTER(type_dir) {
    type_object& type = ready_type(self);
    object names = make_dict();
    const auto* mro = type.mro.as<tuple_object>();
    for (std::size_t i = mro->size; i-- > 0;)
        if (!dict_update(names, mro->items[i].as<type_object>()->attributes)) return {};
    return list_from(names);
}
object type_sizeof(ref, const ref*, std::size_t, ref) { return static_cast<std::int64_t>(sizeof(type_object)); }
object get_text_signature(ref, const ref*, std::size_t, ref) { return None; }
#undef GETTER
#undef SETTER

}  // namespace

constexpr method_definition type_methods[] = {
    {"__name__", get_name, "", method_getter, set_name},
    {"__qualname__", get_qualname, "", method_getter, set_qualname},
    {"__module__", get_module, "", method_getter, set_module},
    {"__bases__", get_bases, "", method_getter},
    {"__base__", get_base, "", method_getter},
    {"__mro__", get_mro, "", method_getter},
    {"__dict__", get_dict, "", method_getter},
    {"__doc__", get_doc, "", method_getter, set_doc},
    {"__basicsize__", get_basicsize, "", method_getter},
    {"__flags__", get_flags, "", method_getter},
    {"__abstractmethods__", get_abstract_methods, "", method_getter, set_abstract_methods},
    {"__annotate__", get_annotate, "", method_getter, set_annotate},
    {"__annotations__", get_annotations, "", method_getter, set_annotations},
    {"__type_params__", get_type_params, "", method_getter, set_type_params},
    {"__text_signature__", get_text_signature, "", method_getter},
    {"mro", type_mro, "self, /"},
    {"__subclasses__", type_subclasses, "self, /"},
    {"__prepare__", type_prepare, "", method_class},
    {"__instancecheck__", type_instancecheck, "self, instance, /"},
    {"__subclasscheck__", type_subclasscheck, "self, subclass, /"},
    {"__dir__", type_dir, "self, /"},
    {"__sizeof__", type_sizeof, "self, /"},
    {nullptr, nullptr}};

}  // namespace cowith
