// functools.cached_property.
#include "functools.hpp"

namespace cowith::functools {
namespace {

struct cached_property : gc_header {
    object function, name, doc, module;
    cached_property() noexcept : gc_header(&cached_property_type) {}
};
cached_property& as_property(ref x) noexcept { return *x.as<cached_property>(); }

void property_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<cached_property>(self);
}
void property_traverse(header* self, visitor v, void* context) {
    visit(static_cast<cached_property*>(self)->function, v, context);
}

object build(ref cls, const ref* args, std::size_t, ref) {
    auto* p = make_for<cached_property>(*cls.as<type_object>());
    track(p);
    object result = object::take(p);
    p->function = args[0];
    p->name = None;
    p->doc = find_attribute(args[0], intern("__doc__"));
    if (!is_failed()) p->module = find_attribute(args[0], intern("__module__"));
    return is_failed() ? object() : result;
}
constexpr method_definition constructor{"cached_property.__init__", build, "func"};
object property_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    return call_bound(constructor, &cls, args, count, names);
}

object set_name(ref self, const ref* args, std::size_t, ref) {
    cached_property& p = as_property(self);
    if (p.name.is(None)) {
        p.name = args[1];
    } else {
        const int same = equal_or_same(p.name, args[1]);
        if (same < 0) return {};
        if (!same)
            return raise_error(TypeError_type,
                               "Cannot assign the same cached_property to two different names (%R and %R).",
                               ref(p.name), args[1]);
    }
    return None;
}

object property_get(ref self, ref instance, ref) {
    cached_property& p = as_property(self);
    if (!instance || instance.is(None)) return self;
    if (p.name.is(None))
        return raise_error(TypeError_type, "Cannot use cached_property instance without calling __set_name__ on it.");
    static const ref dict_name = intern("__dict__");
    object cache = find_attribute(instance, dict_name);
    if (!cache) {
        if (is_failed()) return {};
        return raise_error(TypeError_type, "No '__dict__' attribute on '%T' instance to cache %R property.", instance,
                           ref(p.name));
    }
    object value;
    if (has_flag(cache, is_dict)) {
        value = dict_get(cache, p.name);
        if (value || is_failed()) return value;
    }
    value = p.function(instance);
    if (!value) return {};
    if (set_item(cache, p.name, value)) return value;
    if (!pending_is(TypeError_type)) return {};
    clear_pending();
    return raise_error(
        TypeError_type,
        "The '__dict__' attribute on '%T' instance does not support item assignment for caching %R property.", instance,
        ref(p.name));
}

object function_of(ref self, const ref*, std::size_t, ref) { return as_property(self).function; }
object name_of(ref self, const ref*, std::size_t, ref) { return as_property(self).name; }
object doc_of(ref self, const ref*, std::size_t, ref) {
    return as_property(self).doc ? as_property(self).doc : object(None);
}
object module_of(ref self, const ref*, std::size_t, ref) {
    return as_property(self).module ? as_property(self).module : object(None);
}

constexpr method_definition methods[] = {
    {"func", function_of, "", method_getter},
    {"attrname", name_of, "", method_getter},
    {"__doc__", doc_of, "", method_getter},
    {"__module__", module_of, "", method_getter},
    {"__set_name__", set_name, "self, owner, name"},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object cached_property_type("functools.cached_property", &object_type, type_gc | type_subclassable,
                                           [](type_object& t) {
                                               t.methods = methods;
                                               t.instance_size = sizeof(cached_property);
                                               t.dealloc = property_dealloc;
                                               t.traverse = property_traverse;
                                               t.new_ = property_new;
                                               t.descr_get = property_get;
                                           });

}  // namespace cowith::functools
