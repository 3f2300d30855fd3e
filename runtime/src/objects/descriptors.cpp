// property, classmethod, staticmethod (Objects/descrobject.c, Objects/funcobject.c).
#include "attributes.hpp"
#include "function_attributes.hpp"
#include "instance_layout.hpp"
#include "native.hpp"

#include <cowith/binding.hpp>

namespace cowith {

using namespace literals;

namespace {

bool is_abstract(ref f) noexcept {
    if (!f || f.is(None)) return false;
    object flag = find_attribute(f, "__isabstractmethod__"_s);
    return flag && truth(flag);
}

// ---- property

struct property_object : gc_header {
    object getter, setter, deleter, doc, name;
    object dict;
    bool getter_doc = false;
    explicit property_object() noexcept : gc_header(&property_type) {}
};
template <class F> void each_reference(property_object* p, F&& f) {
    f(p->getter), f(p->setter), f(p->deleter), f(p->doc), f(p->name), f(p->dict);
}

void property_dealloc(header* h) noexcept {
    if (defer_dealloc(h)) return;
    untrack(static_cast<gc_header*>(h));
    destroy<property_object>(h);
}
void property_traverse(header* h, visitor v, void* context) {
    each_reference(static_cast<property_object*>(h), [&](object& o) { visit(o, v, context); });
}
void property_clear(header* h) {
    each_reference(static_cast<property_object*>(h), [](object& o) { o.reset(); });
}
object property_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* p = make_for<property_object>(cls);
    track(p);
    return object::take(p);
}

bool take_property_arguments(ref, const ref* args, std::size_t count, ref names, ref* out) noexcept {
    static const ref wanted[] = {"fget"_s, "fset"_s, "fdel"_s, "doc"_s};
    const std::size_t total = count + keyword_count(names);
    if (total > 4) return raise_error(TypeError_type, "property() takes at most 4 arguments (%zd given)", total), false;
    for (std::size_t i = 0; i < count; ++i) out[i] = args[i];
    const auto* list = names ? names.as<tuple_object>() : nullptr;
    for (std::size_t k = 0; list && k < list->size; ++k) {
        std::size_t at = 0;
        while (at < 4 && text_of(wanted[at]) != text_of(list->items[k])) ++at;
        if (at == 4)
            return raise_error(TypeError_type, "property() got an unexpected keyword argument '%S'",
                               ref(list->items[k])),
                   false;
        if (out[at])
            return raise_error(TypeError_type, "argument for property() given by name ('%S') and position (%zd)",
                               wanted[at], at + 1),
                   false;
        out[at] = args[count + k];
    }
    return true;
}

bool property_init(ref self, const ref* args, std::size_t count, ref names) {
    ref values[4];
    if (!take_property_arguments(self, args, count, names, values)) return false;
    auto* p = self.as<property_object>();
    auto given = [](ref v) { return v && !v.is(None) ? object(v) : object(); };
    p->getter = given(values[0]);
    p->setter = given(values[1]);
    p->deleter = given(values[2]);
    p->doc = given(values[3]);
    p->getter_doc = false;
    if (!p->doc && p->getter) {
        object doc = find_attribute(p->getter, "__doc__"_s);
        if (!doc && is_failed()) return false;
        if (doc && !doc.is(None)) {
            p->doc = doc;
            p->getter_doc = true;
        }
    }
    // An instance of a subclass has its own __doc__: the class's would hide the property's.
    if (self.type() == &property_type || self.set_attr("__doc__"_s, p->doc ? ref(p->doc) : None)) return true;
    if (p->getter_doc || !pending_is(AttributeError_type)) return false;
    clear_pending();
    return true;
}

/// The name that messages give a property: set by __set_name__, or its getter's.
object property_name(const property_object& p) noexcept {
    if (p.name) return p.name;
    if (!p.getter) return {};
    object name = find_attribute(p.getter, "__name__"_s);
    if (!name) clear_pending();
    return name;
}
failed_t raise_missing(const property_object& p, ref instance, const char* what) noexcept {
    object name = property_name(p);
    object qualname = ref(instance.type()).attr("__qualname__"_s);
    if (!qualname) return failed;
    if (name)
        return raise_error(AttributeError_type, "property %R of %R object has no %s", ref(name), ref(qualname), what);
    return raise_error(AttributeError_type, "property of %R object has no %s", ref(qualname), what);
}
object property_get(ref self, ref instance, ref) {
    const auto* p = self.as<property_object>();
    if (!instance || instance.is(None)) return self;
    if (!p->getter) return raise_missing(*p, instance, "getter");
    object getter = p->getter;
    return call_vector(getter, &instance, 1);
}
bool property_set(ref self, ref instance, ref value) {
    const auto* p = self.as<property_object>();
    object f = value ? p->setter : p->deleter;
    if (!f) return raise_missing(*p, instance, value ? "setter" : "deleter"), false;
    const ref args[] = {instance, value};
    return static_cast<bool>(call_vector(f, args, value ? 2 : 1));
}

/// A copy with one function replaced (property_copy).
object copy_with(ref self, ref getter, ref setter, ref deleter) noexcept {
    const auto* p = self.as<property_object>();
    auto pick = [](ref given, const object& own) { return given && !given.is(None) ? given : own ? ref(own) : None; };
    const ref new_getter = pick(getter, p->getter);
    const ref doc = p->getter_doc && !new_getter.is(None) ? None : p->doc ? ref(p->doc) : None;
    object copy = ref(self.type())(new_getter, pick(setter, p->setter), pick(deleter, p->deleter), doc);
    if (copy && has_type(copy, property_type)) copy.as<property_object>()->name = p->name;
    return copy;
}
object with_getter(ref self, const ref* args, std::size_t, ref) { return copy_with(self, args[0], {}, {}); }
object with_setter(ref self, const ref* args, std::size_t, ref) { return copy_with(self, {}, args[0], {}); }
object with_deleter(ref self, const ref* args, std::size_t, ref) { return copy_with(self, {}, {}, args[0]); }
object property_set_name(ref self, const ref* args, std::size_t count, ref) {
    if (count != 2)
        return raise_error(TypeError_type, "__set_name__() takes 2 positional arguments but %zd were given", count);
    self.as<property_object>()->name = args[1];
    return None;
}
object or_none(const object& o) { return o ? o : object(None); }
object property_fget(ref self, const ref*, std::size_t, ref) { return or_none(self.as<property_object>()->getter); }
object property_fset(ref self, const ref*, std::size_t, ref) { return or_none(self.as<property_object>()->setter); }
object property_fdel(ref self, const ref*, std::size_t, ref) { return or_none(self.as<property_object>()->deleter); }
object property_doc(ref self, const ref*, std::size_t, ref) { return or_none(self.as<property_object>()->doc); }
object set_property_doc(ref self, const ref* args, std::size_t count, ref) {
    self.as<property_object>()->doc = count ? object(args[0]) : object();
    return None;
}
object get_property_name(ref self, const ref*, std::size_t, ref) {
    object name = property_name(*self.as<property_object>());
    if (!name) raise_no_attribute(self, "__name__"_s);
    return name;
}
object set_property_name(ref self, const ref* args, std::size_t count, ref) {
    self.as<property_object>()->name = count ? object(args[0]) : object();
    return None;
}
object property_abstract(ref self, const ref*, std::size_t, ref) {
    const auto* p = self.as<property_object>();
    return boolean(is_abstract(p->getter) || is_abstract(p->setter) || is_abstract(p->deleter));
}
constexpr method_definition property_methods[] = {{"getter", with_getter, "self, object, /"},
                                                  {"setter", with_setter, "self, object, /"},
                                                  {"deleter", with_deleter, "self, object, /"},
                                                  {"__set_name__", property_set_name},
                                                  {"fget", property_fget, "", method_getter},
                                                  {"fset", property_fset, "", method_getter},
                                                  {"fdel", property_fdel, "", method_getter},
                                                  {"__doc__", property_doc, "", method_getter, set_property_doc},
                                                  {"__name__", get_property_name, "", method_getter, set_property_name},
                                                  {"__isabstractmethod__", property_abstract, "", method_getter},
                                                  {nullptr, nullptr}};

// ---- classmethod and staticmethod

struct wrapped_function : gc_header {
    object function;
    object dict;
    explicit wrapped_function(type_object* t) noexcept : gc_header(t) {}
};
void wrapped_dealloc(header* h) noexcept {
    if (defer_dealloc(h)) return;
    untrack(static_cast<gc_header*>(h));
    destroy<wrapped_function>(h);
}
void wrapped_traverse(header* h, visitor v, void* context) {
    auto* w = static_cast<wrapped_function*>(h);
    visit(w->function, v, context);
    visit(w->dict, v, context);
}
void wrapped_clear(header* h) {
    auto* w = static_cast<wrapped_function*>(h);
    w->function.reset();
    w->dict.reset();
}
object wrapped_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* w = make_for<wrapped_function>(cls, &cls);
    w->function = None;
    track(w);
    return object::take(w);
}
/// Copies what functools.wraps would (functools_wraps in Objects/funcobject.c).
bool copy_attributes(ref wrapper, ref function) noexcept {
    for (ref name : {"__module__"_s, "__name__"_s, "__qualname__"_s, "__doc__"_s}) {
        object value = find_attribute(function, name);
        if (!value) {
            if (is_failed()) return false;
            continue;
        }
        if (!generic_setattr(wrapper, name, value)) return false;
    }
    return true;
}
template <bool Class> bool wrapped_init(ref self, const ref* args, std::size_t count, ref names) {
    const char* name = Class ? "classmethod" : "staticmethod";
    if (names && names.as<tuple_object>()->size)
        return raise_error(TypeError_type, "%s() takes no keyword arguments", name), false;
    if (count != 1) return raise_error(TypeError_type, "%s expected 1 argument, got %zd", name, count), false;
    self.as<wrapped_function>()->function = args[0];
    return copy_attributes(self, args[0]);
}
object classmethod_get(ref self, ref instance, ref owner) {
    const object& f = self.as<wrapped_function>()->function;
    const ref cls = owner ? owner : ref(instance.type());
    if (f.is_heap() && f.type() == &function_type) return make_method(f, cls);
    if (f.is_heap() && f.type()->descr_get && !has_type(f, property_type))
        return f.type()->descr_get(f, cls, ref(cls.type()));
    return make_method(f, cls);
}
object staticmethod_get(ref self, ref, ref) { return self.as<wrapped_function>()->function; }
object staticmethod_call(ref self, const ref* args, std::size_t count, ref names) {
    object f = self.as<wrapped_function>()->function;
    return call_vector(f, args, count, names);
}
template <bool Class> object wrapped_repr(ref self) {
    str_builder text;
    text.add(Class ? "<classmethod(" : "<staticmethod(");
    if (!text.add_repr(self.as<wrapped_function>()->function)) return {};
    text.add(")>");
    return text.finish();
}
object wrapped_target(ref self, const ref*, std::size_t, ref) { return self.as<wrapped_function>()->function; }
object wrapped_abstract(ref self, const ref*, std::size_t, ref) {
    return boolean(is_abstract(self.as<wrapped_function>()->function));
}
object wrapped_dict(ref self, const ref*, std::size_t, ref) {
    object& dict = self.as<wrapped_function>()->dict;
    if (!dict) dict = make_dict();
    return dict;
}
object wrapped_annotations(ref self, const ref*, std::size_t, ref) {
    return self.as<wrapped_function>()->function.attr("__annotations__"_s);
}
constexpr method_definition wrapped_methods[] = {{"__func__", wrapped_target, "", method_getter},
                                                 {"__wrapped__", wrapped_target, "", method_getter},
                                                 {"__dict__", wrapped_dict, "", method_getter},
                                                 {"__isabstractmethod__", wrapped_abstract, "", method_getter},
                                                 {"__annotations__", wrapped_annotations, "", method_getter},
                                                 {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                                 {nullptr, nullptr}};

object wrap_function(type_object& type, ref function) noexcept {
    auto* w = make<wrapped_function>(&type);
    w->function = function;
    track(w);
    return object::take(w);
}

}  // namespace

object make_staticmethod(ref function) noexcept { return wrap_function(staticmethod_type, function); }
object make_classmethod(ref function) noexcept { return wrap_function(classmethod_type, function); }

constinit type_object property_type{"property", &object_type, type_gc | type_subclassable, [](type_object& t) {
                                        t.instance_size = sizeof(property_object);
                                        t.dealloc = property_dealloc, t.traverse = property_traverse,
                                        t.clear = property_clear, t.new_ = property_new, t.init = property_init;
                                        t.descr_get = property_get, t.descr_set = property_set,
                                        t.methods = property_methods;
                                    }};
constinit type_object classmethod_type{
    "classmethod", &object_type, type_gc | type_subclassable | type_has_dict, [](type_object& t) {
        t.instance_size = sizeof(wrapped_function), t.dict_offset = offsetof(wrapped_function, dict);
        t.dealloc = wrapped_dealloc, t.traverse = wrapped_traverse, t.clear = wrapped_clear, t.new_ = wrapped_new,
        t.init = wrapped_init<true>;
        t.descr_get = classmethod_get, t.repr = wrapped_repr<true>, t.methods = wrapped_methods;
    }};
constinit type_object staticmethod_type{
    "staticmethod", &object_type, type_gc | type_subclassable | type_has_dict, [](type_object& t) {
        t.instance_size = sizeof(wrapped_function), t.dict_offset = offsetof(wrapped_function, dict);
        t.dealloc = wrapped_dealloc, t.traverse = wrapped_traverse, t.clear = wrapped_clear, t.new_ = wrapped_new,
        t.init = wrapped_init<false>;
        t.descr_get = staticmethod_get, t.call = staticmethod_call, t.repr = wrapped_repr<false>,
        t.methods = wrapped_methods;
    }};

}  // namespace cowith
