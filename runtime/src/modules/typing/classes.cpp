// Generic, Protocol, NamedTuple and TypedDict.
#include "modules/abc.hpp"
#include "modules/collections/abc.hpp"
#include "modules/collections/namedtuple.hpp"
#include "objects/type_object.hpp"
#include "typing.hpp"

#include <cowith/class.hpp>

namespace cowith::typing {
namespace {

ref own(ref cls, const char* name) noexcept { return own_attribute(*cls.as<type_object>(), intern(name)); }
bool is_alias_of(ref x, ref origin) noexcept {
    return x.is_instance_exactly(generic_alias) && x.as<alias_object>()->origin.is(origin);
}
object method(const char* cls, const char* name, const char* signature, entry_point entry) noexcept {
    return make_code_function({name, std::string(cls) + "." + name, signature, entry}, {}, {}, {}, intern("typing"));
}

// ---- Generic

object generic_getitem_entry(function_object&, object* bound) {
    const ref cls = bound[0];
    object params = has_flag(bound[1], is_tuple) ? bound[1] : tuple(bound[1]);
    auto* given = params.as<tuple_object>();
    object converted = make_list();
    for (std::size_t i = 0; i < given->size; ++i) list_append(converted, convert(given->items[i]));
    if (cls.is(generic_class()) || cls.is(protocol_class())) {
        if (given->size == 0)
            return raise_error(TypeError_type, "Parameter list to %s[...] cannot be empty",
                               cls.as<type_object>()->name);
        for (std::size_t i = 0; i < given->size; ++i) {
            const bool unpacked = given->items[i].is_instance_exactly(generic_alias);
            if (!is_type_variable(given->items[i]) && !unpacked)
                return raise_error(
                    TypeError_type,
                    "Parameters to %s[...] must all be type variables or parameter specification variables.",
                    cls.as<type_object>()->name);
        }
    } else {
        object own_parameters = find_attribute(cls, intern("__parameters__"));
        if (is_failed()) return {};
        auto* expected = own_parameters ? own_parameters.as<tuple_object>() : nullptr;
        if (!expected || expected->size == 0) return raise_error(TypeError_type, "%R is not a generic class", cls);
        bool open = false;
        std::size_t optional = 0;
        for (std::size_t i = 0; i < expected->size; ++i) {
            open |= expected->items[i].is_instance_exactly(type_var_tuple_type) ||
                    expected->items[i].is_instance_exactly(param_spec_type);
            object has_default = expected->items[i].call(intern("has_default"));
            optional += has_default && has_default.is(True);
        }
        if (!open && (given->size > expected->size || given->size + optional < expected->size))
            return raise_error(TypeError_type, "Too %s arguments for %R; actual %zu, expected %zu",
                               given->size > expected->size ? "many" : "few", cls,
                               static_cast<std::size_t>(given->size), static_cast<std::size_t>(expected->size));
    }
    return make_alias(cls, list_to_tuple(std::move(converted)));
}

/// The type variables of a class: those of Generic[...] or Protocol[...] where that is a base, of all bases otherwise.
object parameters_of_bases(ref cls) noexcept {
    ref bases = own(cls, "__orig_bases__");
    if (!bases) return new_tuple(0);
    object all = collect_parameters(bases);
    if (!all) return {};
    auto* list = bases.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i) {
        if (!is_alias_of(list->items[i], generic_class()) && !is_alias_of(list->items[i], protocol_class())) continue;
        return list->items[i].as<alias_object>()->parameters;
    }
    return all;
}

object generic_init_subclass_entry(function_object&, object* bound) {
    const ref cls = bound[0];
    object next = super_of(generic_class(), cls).attr(intern("__init_subclass__"));
    if (!next || !call_tuple(next, bound[1], bound[2])) return {};
    if (ref bases = own(cls, "__orig_bases__"))
        for (std::size_t i = 0; i < bases.as<tuple_object>()->size; ++i)
            if (bases.as<tuple_object>()->items[i].is(generic_class()))
                return raise_error(TypeError_type, "Cannot inherit from plain Generic");
    object parameters = parameters_of_bases(cls);
    return parameters && set_attribute(cls, intern("__parameters__"), parameters) ? object(None) : object();
}

// ---- Protocol

bool is_protocol(ref cls) noexcept {
    const ref mark = lookup(cls.as<type_object>(), intern("_is_protocol"));
    return mark && mark.is(True);
}
bool is_runtime_protocol(ref cls) noexcept {
    const ref mark = lookup(cls.as<type_object>(), intern("_is_runtime_protocol"));
    return mark && mark.is(True);
}

bool is_protocol_attribute(std::string_view name) noexcept {
    for (std::string_view special : {"__parameters__",
                                     "__orig_bases__",
                                     "__orig_class__",
                                     "_is_protocol",
                                     "_is_runtime_protocol",
                                     "__protocol_attrs__",
                                     "__non_callable_proto_members__",
                                     "__type_params__",
                                     "__abstractmethods__",
                                     "__annotations__",
                                     "__dict__",
                                     "__doc__",
                                     "__init__",
                                     "__module__",
                                     "__new__",
                                     "__slots__",
                                     "__subclasshook__",
                                     "__weakref__",
                                     "__class_getitem__",
                                     "__match_args__",
                                     "__static_attributes__",
                                     "__firstlineno__",
                                     "__annotate__",
                                     "__annotate_func__",
                                     "__annotations_cache__",
                                     "__qualname__",
                                     "__init_subclass__"})
        if (name == special) return false;
    return !name.starts_with("_abc_");
}

/// What a class must have to fit a protocol: the names in its body and in those of the protocols it extends.
object protocol_attributes(ref cls) noexcept {
    object result = make_list();
    auto* mro = cls.as<type_object>()->mro.as<tuple_object>();
    for (std::size_t i = 0; i + 1 < mro->size; ++i) {
        const ref base = mro->items[i];
        if (base.is(generic_class()) || base.is(protocol_class()) || !is_protocol(base)) continue;
        ref name, value;
        for (std::size_t j = 0; dict_next(base.as<type_object>()->attributes, j, name, value);)
            if (is_protocol_attribute(text_of(name))) list_append(result, name);
        object annotations = find_attribute(base, intern("__annotations__"));
        if (!annotations) {
            if (is_failed()) clear_pending();
            continue;
        }
        for (std::size_t j = 0; dict_next(annotations, j, name, value);) list_append(result, name);
    }
    return result;
}

object protocol_init_subclass_entry(function_object&, object* bound) {
    const ref cls = bound[0];
    object next = super_of(protocol_class(), cls).attr(intern("__init_subclass__"));
    if (!next || !call_tuple(next, bound[1], bound[2])) return {};
    if (own(cls, "_is_protocol")) return None;
    bool direct = false;
    auto* bases = cls.as<type_object>()->bases.as<tuple_object>();
    for (std::size_t i = 0; i < bases->size; ++i) direct |= bases->items[i].is(protocol_class());
    if (!set_attribute(cls, intern("_is_protocol"), boolean(direct))) return {};
    return None;
}

object protocol_call(ref self, const ref* args, std::size_t count, ref names) {
    if (is_protocol(self)) return raise_error(TypeError_type, "Protocols cannot be instantiated");
    return type_type.call(self, args, count, names);
}

object ask_abc(const char* name, ref cls, ref x) noexcept {
    ready(abc_meta_type);
    const ref function = lookup(&abc_meta_type, intern(name));
    object bound = function.type()->descr_get(function, cls, ref(cls.type()));
    return bound ? bound(x) : object();
}

object protocol_instancecheck(ref self, const ref* args, std::size_t, ref) {
    if (!is_protocol(self)) return ask_abc("__instancecheck__", self, args[0]);
    if (!is_runtime_protocol(self))
        return raise_error(TypeError_type,
                           "Instance and class checks can only be used with @runtime_checkable protocols");
    if (is_subtype(args[0].type(), self.as<type_object>())) return True;
    object names = protocol_attributes(self);
    for (std::size_t i = 0; i < names.as<list_object>()->size; ++i) {
        object value = find_attribute(args[0], names.as<list_object>()->items[i]);
        if (!value) return is_failed() ? object() : object(False);
        const ref declared = lookup(self.as<type_object>(), names.as<list_object>()->items[i]);
        if (value.is(None) && declared && declared.type()->call) return False;
    }
    return True;
}

object protocol_subclasscheck(ref self, const ref* args, std::size_t, ref) {
    if (!is_protocol(self)) return ask_abc("__subclasscheck__", self, args[0]);
    if (!has_flag(args[0], is_type)) return raise_error(TypeError_type, "issubclass() arg 1 must be a class");
    if (!is_runtime_protocol(self))
        return raise_error(TypeError_type,
                           "Instance and class checks can only be used with @runtime_checkable protocols");
    if (is_subtype(args[0].as<type_object>(), self.as<type_object>())) return True;
    object names = protocol_attributes(self);
    for (std::size_t i = 0; i < names.as<list_object>()->size; ++i)
        if (!lookup(args[0].as<type_object>(), names.as<list_object>()->items[i])) return False;
    return True;
}

object protocol_names(ref self, const ref*, std::size_t, ref) { return set_from(protocol_attributes(self)); }

constexpr method_definition protocol_meta_methods[] = {
    {"__protocol_attrs__", protocol_names, "", method_getter},
    {"__instancecheck__", protocol_instancecheck, "self, instance"},
    {"__subclasscheck__", protocol_subclasscheck, "self, other"},
    {nullptr, nullptr},
};

object runtime_checkable(ref, const ref* args, std::size_t, ref) {
    if (!has_flag(args[0], is_type) || !is_protocol(args[0]))
        return raise_error(TypeError_type, "@runtime_checkable can be only applied to protocol classes, got %R",
                           args[0]);
    return set_attribute(args[0], intern("_is_runtime_protocol"), True) ? object(args[0]) : object();
}

// ---- NamedTuple

/// Fields and defaults out of a class body.
object named_tuple_from(ref name, ref types, ref ns, ref generic) noexcept {
    object fields = make_list(), defaults = make_list(), extra = make_dict();
    ref field, type;
    for (std::size_t i = 0; dict_next(types, i, field, type);) {
        const ref value = dict_get(ns, field);
        if (value) {
            list_append(defaults, value);
        } else if (defaults.as<list_object>()->size) {
            str_builder names;
            const auto* all = fields.as<list_object>();
            const std::size_t first = all->size - defaults.as<list_object>()->size;
            for (std::size_t j = first; j < all->size; ++j) {
                if (j > first) names.add(", ");
                names.add(text_of(all->items[j]));
            }
            return raise_error(TypeError_type, "Non-default namedtuple field %S cannot follow default field%s %s",
                               field, defaults.as<list_object>()->size > 1 ? "s" : "", names.text().c_str());
        }
        list_append(fields, field);
    }
    if (!check_namedtuple_names(name, fields)) return {};
    ref key, value;
    for (std::size_t i = 0; dict_next(ns, i, key, value);) {
        const std::string_view text = text_of(key);
        for (std::string_view prohibited :
             {"__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types",
              "_make", "_replace", "_asdict", "_source"})
            if (text == prohibited)
                return raise_error(AttributeError_type, "Cannot overwrite NamedTuple attribute %S", key);
        if (!dict_get(types, key) && !dict_set(extra, key, value)) return {};
    }
    return make_namedtuple_class(name, list_to_tuple(std::move(fields)), list_to_tuple(std::move(defaults)),
                                 dict_get(ns, intern("__module__")), extra, generic);
}

object named_tuple_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (count != 3)
        return raise_error(TypeError_type, "NamedTupleMeta.__new__() takes 4 positional arguments but %zu were given",
                           count + 1);
    object known = named_tuple_class();
    if (!known) return type_new(cls, args, count, names);  // the class itself
    object types = namespace_annotations(args[2]), generic;
    auto* bases = args[1].as<tuple_object>();
    for (std::size_t i = 0; i < bases->size; ++i) {
        if (bases->items[i].is(generic_class()))
            generic = tuple(generic_class());
        else if (!bases->items[i].is(known))
            return raise_error(TypeError_type, "can only inherit from a NamedTuple type and Generic");
    }
    return types ? named_tuple_from(args[0], types, args[2], generic) : object();
}
bool accept_init(ref, const ref*, std::size_t, ref) { return true; }

object named_tuple_entries(ref, const ref*, std::size_t, ref) { return tuple(named_tuple_class()); }

object named_tuple_function_body(ref, const ref* args, std::size_t, ref) {
    object types = make_dict();
    if (args[1] && !args[1].is(None)) {
        object it = get_iterator(args[1]);
        if (!it) return {};
        while (object item = next_value(it)) {
            object field, type;
            object* out[] = {&field, &type};
            if (!unpack(item, 2, out) || !dict_set(types, field, convert(type))) return {};
        }
        if (is_failed()) return {};
    }
    object ns = dict(intern("__module__"), intern("__main__"), intern("__annotations__"), types);
    return named_tuple_from(intern_str(args[0]), types, ns, {});
}

// ---- TypedDict

object typed_dict_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (count < 3) return raise_error(TypeError_type, "TypedDict needs a name, bases and a namespace");
    object known = typed_dict_class();
    if (!known) return type_new(cls, args, 3, {});
    object total = True;
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i)
        if (text_of(names.as<tuple_object>()->items[i]) == "total") total = args[count + i];
    object own_types = namespace_annotations(args[2]);
    if (!own_types) return {};
    object types = make_dict(), required = make_frozenset(), optional = make_frozenset();
    object generic = new_tuple(0);
    auto* bases = args[1].as<tuple_object>();
    for (std::size_t i = 0; i < bases->size; ++i) {
        const ref base = bases->items[i];
        if (base.is(generic_class())) generic = tuple(base);
        if (base.type() != &typed_dict_meta_type || base.is(known)) continue;
        if (!dict_update(types, get_attribute(base, intern("__annotations__"))) ||
            !set_update(required, get_attribute(base, intern("__required_keys__"))) ||
            !set_update(optional, get_attribute(base, intern("__optional_keys__"))))
            return {};
    }
    ref key, type;
    for (std::size_t i = 0; dict_next(own_types, i, key, type);) {
        bool is_required = truth(total);
        if (type.is_instance_exactly(generic_alias) && type.as<alias_object>()->form) {
            const std::string_view form = type.as<alias_object>()->form.as<special_form>()->name;
            if (form == "Required") is_required = true;
            if (form == "NotRequired") is_required = false;
        }
        if (!dict_set(types, key, type) || !set_add(is_required ? required : optional, key)) return {};
        set_discard(is_required ? optional : required, key);
    }
    object ns = dict_copy(args[2]);
    for (const char* name : {"__annotate_func__", "__annotate__"})
        if (dict_remove(ns, intern(name)) < 0) return {};
    if (!dict_set(ns, intern("__annotations__"), types) || !dict_set(ns, intern("__total__"), total) ||
        !dict_set(ns, intern("__required_keys__"), required) || !dict_set(ns, intern("__optional_keys__"), optional))
        return {};
    object new_bases = tuple(ref(&dict_type)) + generic;
    const ref parts[] = {args[0], new_bases, ns};
    return type_new(typed_dict_meta_type, parts, 3, {});
}
object typed_dict_call(ref self, const ref* args, std::size_t count, ref names) {
    if (self.is(typed_dict_class())) return raise_error(TypeError_type, "cannot instantiate TypedDict itself");
    return call_vector(&dict_type, args, count, names);
}
object typed_dict_check(ref, const ref*, std::size_t, ref) {
    return raise_error(TypeError_type, "TypedDict does not support instance and class checks");
}
constexpr method_definition typed_dict_meta_methods[] = {
    {"__instancecheck__", typed_dict_check, "cls, other"},
    {"__subclasscheck__", typed_dict_check, "cls, other"},
    {nullptr, nullptr},
};
object typed_dict_entries(ref, const ref*, std::size_t, ref) { return tuple(typed_dict_class()); }
object typed_dict_function_body(ref, const ref* args, std::size_t, ref) {
    object ns = dict(intern("__annotations__"), args[1] ? object(args[1]) : make_dict(), intern("__module__"),
                     intern("__main__"));
    const ref parts[] = {args[0], tuple(typed_dict_class()), ns, args[2] ? args[2] : True};
    object bases = tuple(typed_dict_class());
    const ref all[] = {parts[0], bases, ns, parts[3]};
    return typed_dict_new(typed_dict_meta_type, all, 3, tuple(intern("total")));
}

/// NamedTuple and TypedDict are functions that can stand among the bases of a class.
struct class_function : header {
    const method_definition* body;
    const method_definition* entries;
    class_function(type_object& t, const method_definition& b, const method_definition& e) noexcept
        : header(&t, immortal), body(&b), entries(&e) {}
};
object class_function_call(ref self, const ref* args, std::size_t count, ref names) {
    return call_bound(*self.as<class_function>()->body, {}, args, count, names);
}
object class_function_entries(ref self, const ref*, std::size_t, ref) {
    return self.as<class_function>()->entries->function({}, nullptr, 0, {});
}
object class_function_repr(ref self) {
    return make_str(std::string("<function ") + self.as<class_function>()->body->name + ">");
}
object class_function_name(ref self, const ref*, std::size_t, ref) {
    return intern(self.as<class_function>()->body->name);
}
constexpr method_definition class_function_methods[] = {
    {"__mro_entries__", class_function_entries, "self, bases"},
    {"__name__", class_function_name, "", method_getter},
    {"__qualname__", class_function_name, "", method_getter},
    {nullptr, nullptr},
};
constinit type_object class_function_type("function", &object_type, 0, [](type_object& t) {
    t.methods = class_function_methods;
    t.call = class_function_call;
    t.repr = class_function_repr;
});
constexpr method_definition named_tuple_body{"NamedTuple", named_tuple_function_body, "typename, fields=None, /"};
constexpr method_definition named_tuple_bases{"__mro_entries__", named_tuple_entries, "bases"};
constexpr method_definition typed_dict_body{"TypedDict", typed_dict_function_body,
                                            "typename, fields=None, /, *, total=True"};
constexpr method_definition typed_dict_bases{"__mro_entries__", typed_dict_entries, "bases"};

constexpr method_definition functions[] = {
    {"runtime_checkable", runtime_checkable, "module, cls"},
    {nullptr, nullptr},
};

object make_generic() noexcept {
    object ns =
        dict(intern("__module__"), intern("typing"), intern("__slots__"), new_tuple(0), intern("_is_protocol"), False);
    bool ok =
        dict_set(ns, intern("__class_getitem__"),
                 make_classmethod(method("Generic", "__class_getitem__", "cls, params", generic_getitem_entry))) &&
        dict_set(ns, intern("__init_subclass__"),
                 make_classmethod(
                     method("Generic", "__init_subclass__", "cls, *args, **kwargs", generic_init_subclass_entry)));
    return ok ? make_class(&type_type, intern("Generic"), new_tuple(0), ns, {}) : object();
}

}  // namespace

object generic_class() noexcept {
    static auto& cls = *new object(make_generic());
    return cls;
}

object protocol_class() noexcept {
    static auto& cls = *new object;
    static bool making = false;
    if (cls || making) return cls;
    making = true;
    ready(abc_meta_type);
    ready(protocol_meta_type);
    object ns = dict(intern("__module__"), intern("typing"), intern("__slots__"), new_tuple(0), intern("_is_protocol"),
                     True, intern("_is_runtime_protocol"), False);
    object hook =
        make_classmethod(method("Protocol", "__init_subclass__", "cls, *args, **kwargs", protocol_init_subclass_entry));
    if (hook && dict_set(ns, intern("__init_subclass__"), hook))
        cls = ref(&protocol_meta_type)(intern("Protocol"), tuple(generic_class()), ns);
    making = false;
    return cls;
}

object named_tuple_class() noexcept {
    static auto& cls = *new object;
    static bool making = false;
    if (cls || making) return cls;
    making = true;
    ready(named_tuple_meta_type);
    cls = make_class(&named_tuple_meta_type, intern("NamedTuple"), new_tuple(0),
                     dict(intern("__module__"), intern("typing")), {});
    making = false;
    return cls;
}

object typed_dict_class() noexcept {
    static auto& cls = *new object;
    static bool making = false;
    if (cls || making) return cls;
    making = true;
    ready(typed_dict_meta_type);
    cls = make_class(&typed_dict_meta_type, intern("TypedDict"), new_tuple(0),
                     dict(intern("__module__"), intern("typing")), {});
    making = false;
    return cls;
}

object namespace_annotations(ref ns) noexcept {
    if (ref given = dict_get(ns, intern("__annotations__"))) return given;
    for (const char* name : {"__annotate_func__", "__annotate__"})
        if (ref function = dict_get(ns, intern(name)); function && !function.is(None)) return function(1);
    return is_failed() ? object() : make_dict();
}

bool add_class_functions(ref dict) noexcept {
    static class_function named_tuple(class_function_type, named_tuple_body, named_tuple_bases),
        typed_dict(class_function_type, typed_dict_body, typed_dict_bases);
    object generic = generic_class(), protocol = generic ? protocol_class() : object();
    return protocol && named_tuple_class() && typed_dict_class() &&
           add_functions(dict, functions, "typing", call_style::python) && dict_set(dict, intern("Generic"), generic) &&
           dict_set(dict, intern("Protocol"), protocol) && dict_set(dict, intern("NamedTuple"), ref(&named_tuple)) &&
           dict_set(dict, intern("TypedDict"), ref(&typed_dict));
}

bool add_protocols(ref dict) noexcept {
    for (auto [name, wanted] : {std::pair{"SupportsInt", "__int__"},
                                {"SupportsFloat", "__float__"},
                                {"SupportsComplex", "__complex__"},
                                {"SupportsBytes", "__bytes__"},
                                {"SupportsIndex", "__index__"},
                                {"SupportsAbs", "__abs__"},
                                {"SupportsRound", "__round__"}}) {
        object abstract = method(name, wanted, "self", [](function_object&, object*) { return object(None); });
        if (!abstract || !set_attribute(abstract, intern("__isabstractmethod__"), True)) return false;
        object ns = cowith::dict(intern("__module__"), intern("typing"), intern("__slots__"), new_tuple(0),
                                 intern(wanted), abstract);
        object cls = ref(&protocol_meta_type)(intern(name), tuple(protocol_class()), ns);
        if (!cls || !set_attribute(cls, intern("_is_runtime_protocol"), True) || !dict_set(dict, intern(name), cls))
            return false;
    }
    return true;
}

constinit type_object protocol_meta_type("typing._ProtocolMeta", &abc_meta_type, type_gc | type_subclassable | is_type,
                                         [](type_object& t) {
                                             t.methods = protocol_meta_methods;
                                             t.call = protocol_call;
                                         });
constinit type_object named_tuple_meta_type("typing.NamedTupleMeta", &type_type, type_gc | type_subclassable | is_type,
                                            [](type_object& t) {
                                                t.new_ = named_tuple_new;
                                                t.init = accept_init;
                                            });
constinit type_object typed_dict_meta_type("typing._TypedDictMeta", &type_type, type_gc | type_subclassable | is_type,
                                           [](type_object& t) {
                                               t.methods = typed_dict_meta_methods;
                                               t.new_ = typed_dict_new;
                                               t.init = accept_init;
                                               t.call = typed_dict_call;
                                           });

}  // namespace cowith::typing
