// types.SimpleNamespace (Objects/namespaceobject.c).
#include "attributes.hpp"
#include "instance_layout.hpp"

namespace cowith {

using namespace literals;

namespace {

struct namespace_object : gc_header {
    object dict;
    explicit namespace_object() noexcept : gc_header(&simple_namespace_type) {}
};
void namespace_dealloc(header* h) noexcept {
    if (defer_dealloc(h)) return;
    untrack(static_cast<gc_header*>(h));
    destroy<namespace_object>(h);
}
void namespace_traverse(header* h, visitor v, void* context) {
    visit(static_cast<namespace_object*>(h)->dict, v, context);
}
void namespace_clear(header* h) { object old = std::move(static_cast<namespace_object*>(h)->dict); }
object namespace_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* n = make_for<namespace_object>(cls);
    n->dict = make_dict();
    track(n);
    return object::take(n);
}
bool namespace_init(ref self, const ref* args, std::size_t count, ref names) {
    if (count > 1)
        return raise_error(TypeError_type, "%s expected at most 1 argument, got %zd", name_of(self.type()), count),
               false;
    const ref dict = instance_dict(self);
    if (count) {
        object values = make_dict();
        if (!dict_update_from(values, args[0])) return false;
        ref key, value;
        for (std::size_t i = 0; dict_next(values, i, key, value);)
            if (!is_str(key)) return raise_error(TypeError_type, "keywords must be strings"), false;
        if (!dict_update(dict, values)) return false;
    }
    const auto* list = names ? names.as<tuple_object>() : nullptr;
    for (std::size_t i = 0; list && i < list->size; ++i)
        if (!dict_set(dict, list->items[i], args[count + i])) return false;
    return true;
}
object namespace_repr(ref self) {
    const char* name = self.type() == &simple_namespace_type ? "namespace" : name_of(self.type());
    repr_guard guard(self);
    if (!guard) return make_str(std::string(name) + "(...)");
    str_builder text;
    text.add(name);
    text.add('(');
    bool first = true;
    ref key, value;
    const object dict = instance_dict(self);
    for (std::size_t i = 0; dict_next(dict, i, key, value);) {
        if (!is_str(key) || text_of(key).empty()) continue;
        if (!first) text.add(", ");
        first = false;
        text.add(text_of(key));
        text.add('=');
        if (!text.add_repr(value)) return {};
    }
    text.add(')');
    return text.finish();
}
object namespace_compare(ref a, ref b, compare op) {
    if (!has_type(a, simple_namespace_type) || !has_type(b, simple_namespace_type)) return NotImplemented;
    return compare_objects(instance_dict(a), instance_dict(b), op);
}
object namespace_replace(ref self, const ref* args, std::size_t count, ref names) {
    if (count) return raise_error(TypeError_type, "__replace__() takes no positional arguments (%zd given)", count);
    object copy = ref(self.type())();
    if (!copy || !dict_update(instance_dict(copy), instance_dict(self))) return {};
    const auto* list = names ? names.as<tuple_object>() : nullptr;
    for (std::size_t i = 0; list && i < list->size; ++i)
        if (!dict_set(instance_dict(copy), list->items[i], args[i])) return {};
    return copy;
}
object namespace_dict(ref self, const ref*, std::size_t, ref) { return instance_dict(self); }
constexpr method_definition namespace_methods[] = {
    {"__replace__", namespace_replace}, {"__dict__", namespace_dict, "", method_getter}, {nullptr, nullptr}};

}  // namespace

constinit type_object simple_namespace_type{
    "types.SimpleNamespace", &object_type, type_gc | type_subclassable | type_has_dict, [](type_object& t) {
        t.instance_size = sizeof(namespace_object), t.dict_offset = offsetof(namespace_object, dict);
        t.dealloc = namespace_dealloc, t.traverse = namespace_traverse, t.clear = namespace_clear,
        t.new_ = namespace_new, t.init = namespace_init;
        t.repr = namespace_repr, t.richcompare = namespace_compare, t.hash = hash_not_implemented,
        t.methods = namespace_methods;
    }};

}  // namespace cowith
