// `object`: what every class inherits (object_* in Objects/typeobject.c).
#include "native.hpp"
#include "reduce.hpp"
#include "slot_functions.hpp"
#include "type_layout.hpp"
#include "type_object.hpp"

#include <cowith/class.hpp>
#include <cowith/exceptions.hpp>
#include <cowith/weakref.hpp>

#include <cstdio>
#include <cstring>

namespace cowith {

using namespace literals;

// ---- errors of attribute access

failed_t set_attribute_error_fields(ref x, ref name) noexcept {
    if (state.pending && state.pending->type == &AttributeError_type) {
        auto* e = static_cast<attribute_error_exception*>(state.pending);
        e->owner = x;
        e->name = name;
    }
    return failed;
}
failed_t raise_no_attribute(ref x, ref name) noexcept {
    return raise_attribute_error(x, name, "'%.100s' object has no attribute '%S'", name_of(x.type()), name);
}
ref attribute_name_slow(ref name) noexcept {
    if (name.is_heap() && name.type() == &str_type) return interned(name);
    if (is_str(name)) return intern_str(make_str(text_of(name)));
    raise_error(TypeError_type, "attribute name must be string, not '%.200s'", name_of(name.type()));
    return {};
}
namespace {

void object_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    release(h, sizeof(gc_header));
}

object object_repr(ref self) {
    type_object& type = *self.type();
    ready(type);
    object module = type_module_of(type);
    char address[40];
    std::snprintf(address, sizeof address, " object at %p>", address_of(self));
    str_builder text;
    text.add('<');
    if (is_str(module) && text_of(module) != "builtins") {
        text.add(text_of(module));
        text.add('.');
    }
    text.add(text_of(type.qualname));
    text.add(address);
    return text.finish();
}
object object_str(ref self) { return repr(self); }

std::int64_t object_hash(ref self) { return hash_pointer(self.heap()); }

object object_compare(ref a, ref b, compare op) {
    if (op == compare::eq) return a.is(b) ? object(True) : object(NotImplemented);
    if (op != compare::ne) return NotImplemented;
    // By default != is the opposite of ==.
    type_object* type = a.type();
    ready(*type);
    if (!type->richcompare) return NotImplemented;
    object equal = type->richcompare(a, b, compare::eq);
    if (!equal || equal.is(NotImplemented)) return equal;
    const bool answer = truth(equal);
    if (!answer && is_failed()) return {};
    return boolean(!answer);
}

bool excess(std::size_t count, ref names) noexcept { return count || (names && names.as<tuple_object>()->size); }

failed_t raise_abstract(type_object& cls) noexcept {
    object methods = ref(&cls).attr("__abstractmethods__"_s);
    if (!methods) return failed;
    object sorted = list_from(methods);
    if (!sorted || !sorted.call("sort"_s)) return failed;
    const auto* list = sorted.as<list_object>();
    std::string names;
    for (std::size_t i = 0; i < list->size; ++i) {
        object name = to_str(list->items[i]);
        if (!name) return failed;
        if (i) names += "', '";
        names += text_of(name);
    }
    return raise_error(TypeError_type,
                       "Can't instantiate abstract class %s without an implementation for abstract method%s '%s'",
                       cls.name, list->size == 1 ? "" : "s", names.c_str());
}

}  // namespace

object object_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    (void)args;
    if (excess(count, names)) [[unlikely]] {
        if (cls.new_ != object_new)
            return raise_error(TypeError_type, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (cls.init == object_init) return raise_error(TypeError_type, "%.200s() takes no arguments", cls.name);
    }
    if (cls.type_flags & type_abstract) [[unlikely]]
        return raise_abstract(cls);
    return new_instance(cls);
}

bool object_init(ref self, const ref*, std::size_t count, ref names) {
    if (!excess(count, names)) [[likely]]
        return true;
    const type_object* cls = self.type();
    if (cls->init != object_init)
        return raise_error(TypeError_type, "object.__init__() takes exactly one argument (the instance to initialize)"),
               false;
    if (cls->new_ == object_new)
        return raise_error(TypeError_type, "%.200s.__init__() takes exactly one argument (the instance to initialize)",
                           cls->name),
               false;
    return true;
}

namespace {

#define METHOD(name)                                                                                                   \
    object name([[maybe_unused]] ref self, [[maybe_unused]] const ref* args, [[maybe_unused]] std::size_t count,       \
                [[maybe_unused]] ref names)

METHOD(get_class) { return ref(self.type()); }
METHOD(set_class) {
    if (!count) return raise_error(TypeError_type, "can't delete __class__ attribute");
    if (!args[0].is_heap() || !has_flag(args[0], is_type))
        return raise_error(TypeError_type, "__class__ must be set to a class, not '%s' object",
                           name_of(args[0].type()));
    auto* to = args[0].as<type_object>();
    type_object* from = self.type();
    if (!(to->type_flags & type_heap) || !(from->type_flags & type_heap)) {
        if (from->type_flags & is_type || !self.is_heap() || from != &module_type)
            return raise_error(TypeError_type,
                               "__class__ assignment only supported for mutable types or ModuleType subclasses");
    }
    if (solid_base(from) != solid_base(to) || from->dict_offset != to->dict_offset ||
        from->weakrefs_offset != to->weakrefs_offset || builtin_base(from) != builtin_base(to) ||
        from->prefix_size != to->prefix_size)
        return raise_error(TypeError_type, "__class__ assignment: '%s' object layout differs from '%s'", to->name,
                           from->name);
    header* h = self.heap();
    if (from->instance_size != to->instance_size || from->field_names.bits() != to->field_names.bits()) {
        // Inline fields differ: only a dict means the same to both.
        if (from->instance_size != to->instance_size)
            return raise_error(TypeError_type, "__class__ assignment: '%s' object layout differs from '%s'", to->name,
                               from->name);
        if (from->fields_offset) instance_dict(self);
    }
    ++to->refs;
    h->type = to;
    object::take(from).reset();
    return None;
}

METHOD(object_dir) {
    object names_found = make_dict();
    if (ref dict = instance_dict(self); dict && !dict_update(names_found, dict)) return {};
    object cls = self.attr("__class__"_s);
    if (!cls) return {};
    if (has_flag(cls, is_type)) {
        ready(*cls.as<type_object>());
        const auto* mro = cls.as<type_object>()->mro.as<tuple_object>();
        for (std::size_t i = mro->size; i-- > 0;)
            if (!dict_update(names_found, mro->items[i].as<type_object>()->attributes)) return {};
    }
    return list_from(names_found);
}

METHOD(object_format) {
    if (!is_str(args[0]))
        return raise_error(TypeError_type, "__format__() argument must be str, not %s", name_of(args[0].type()));
    if (!text_of(args[0]).empty())
        return raise_error(TypeError_type, "unsupported format string passed to %.200s.__format__",
                           name_of(self.type()));
    return to_str(self);
}

METHOD(object_init_subclass) {
    if (count == 0 && !(names && names.as<tuple_object>()->size)) return None;
    if (names && names.as<tuple_object>()->size)
        return raise_error(TypeError_type, "%.200s.__init_subclass__() takes no keyword arguments",
                           self.as<type_object>()->name);
    return raise_error(TypeError_type, "%.200s.__init_subclass__() takes no arguments (%zd given)",
                       self.as<type_object>()->name, count);
}
METHOD(object_subclasshook) { return NotImplemented; }
METHOD(object_sizeof) { return static_cast<std::int64_t>(self.type()->instance_size); }

METHOD(get_instance_dict) {
    ref dict = instance_dict(self);
    if (dict) return dict;
    return raise_no_attribute(self, "__dict__"_s);
}
METHOD(set_instance_dict) {
    if (!self.type()->dict_offset) return raise_no_attribute(self, "__dict__"_s);
    if (count && !has_flag(args[0], is_dict))
        return raise_error(TypeError_type, "__dict__ must be set to a dictionary, not a '%.200s'",
                           name_of(args[0].type()));
    ref before = instance_dict(self);
    (void)before;
    dict_of(self.heap()) = count ? object(args[0]) : make_dict();
    return None;
}
METHOD(get_weakrefs) {
    weakref_object** list = weakref_list(self.heap());
    return list && *list ? object(ref(*list)) : object(None);
}
#undef METHOD

constexpr method_definition object_methods[] = {{"__class__", get_class, "", method_getter, set_class},
                                                {"__dir__", object_dir, "self, /"},
                                                {"__format__", object_format, "self, format_spec, /"},
                                                {"__init_subclass__", object_init_subclass, "", method_class},
                                                {"__subclasshook__", object_subclasshook, "", method_class},
                                                {"__sizeof__", object_sizeof, "self, /"},
                                                {"__getstate__", object_getstate, "self, /"},
                                                {"__reduce__", object_reduce, "self, /"},
                                                {"__reduce_ex__", object_reduce_ex, "self, protocol, /"},
                                                {nullptr, nullptr}};

}  // namespace

const method_definition dict_getter{"__dict__", get_instance_dict, "", method_getter, set_instance_dict};
const method_definition weakref_getter{"__weakref__", get_weakrefs, "", method_getter};

constinit type_object object_type{"object", nullptr, type_subclassable, [](type_object& t) {
                                      t.instance_size = sizeof(gc_header);
                                      t.dealloc = object_dealloc, t.new_ = object_new, t.init = object_init;
                                      t.getattr = generic_getattr, t.setattr = generic_setattr;
                                      t.repr = object_repr, t.str = object_str, t.hash = object_hash,
                                      t.richcompare = object_compare, t.methods = object_methods;
                                  }};

}  // namespace cowith
