// types.MappingProxyType: a read-only view of a mapping (class __dict__).
#include "attributes.hpp"

#include <cowith/binding.hpp>

namespace cowith {

using namespace literals;

namespace {

struct mappingproxy_object : gc_header {
    object mapping;
    explicit mappingproxy_object(ref m) noexcept : gc_header(&mappingproxy_type), mapping(m) {}
};
ref mapping_of(ref self) noexcept { return self.as<mappingproxy_object>()->mapping; }

void proxy_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    destroy<mappingproxy_object>(h);
}
void proxy_traverse(header* h, visitor v, void* context) {
    visit(static_cast<mappingproxy_object*>(h)->mapping, v, context);
}
object proxy_new(type_object&, const ref* args, std::size_t count, ref) {
    if (count != 1) return raise_error(TypeError_type, "mappingproxy() missing required argument 'mapping' (pos 1)");
    ready(*args[0].type());
    if (!args[0].type()->getitem || has_flag(args[0], is_list) || has_flag(args[0], is_tuple) ||
        has_flag(args[0], is_string))
        return raise_error(TypeError_type, "mappingproxy() argument must be a mapping, not %s",
                           name_of(args[0].type()));
    return make_mappingproxy(args[0]);
}
object proxy_getitem(ref self, ref key) { return get_item(mapping_of(self), key); }
int proxy_contains(ref self, ref key) { return contains(mapping_of(self), key); }
std::int64_t proxy_length(ref self) { return length_of(mapping_of(self)); }
object proxy_iter(ref self) { return get_iterator(mapping_of(self)); }
object proxy_repr(ref self) {
    str_builder text;
    text.add("mappingproxy(");
    if (!text.add_repr(mapping_of(self))) return {};
    text.add(')');
    return text.finish();
}
object proxy_str(ref self) { return to_str(mapping_of(self)); }
object proxy_compare(ref a, ref b, compare op) {
    if (op != compare::eq && op != compare::ne) return NotImplemented;
    return compare_objects(mapping_of(a), b.type() == &mappingproxy_type ? mapping_of(b) : b, op);
}
object proxy_or(ref a, ref b) {
    return binary(number_op::bit_or, a.type() == &mappingproxy_type ? mapping_of(a) : a,
                  b.type() == &mappingproxy_type ? mapping_of(b) : b);
}
std::int64_t proxy_hash(ref self) { return hash_of(mapping_of(self)); }
object proxy_get(ref self, const ref* args, std::size_t, ref) {
    return mapping_of(self).call("get"_s, args[0], args[1] ? args[1] : None);
}
object proxy_keys(ref self, const ref*, std::size_t, ref) { return mapping_of(self).call("keys"_s); }
object proxy_values(ref self, const ref*, std::size_t, ref) { return mapping_of(self).call("values"_s); }
object proxy_items(ref self, const ref*, std::size_t, ref) { return mapping_of(self).call("items"_s); }
object proxy_copy(ref self, const ref*, std::size_t, ref) { return mapping_of(self).call("copy"_s); }
object proxy_reversed(ref self, const ref*, std::size_t, ref) { return mapping_of(self).call("__reversed__"_s); }
constexpr method_definition proxy_methods[] = {{"get", proxy_get, "self, key, default=None, /"},
                                               {"keys", proxy_keys, "self, /"},
                                               {"values", proxy_values, "self, /"},
                                               {"items", proxy_items, "self, /"},
                                               {"copy", proxy_copy, "self, /"},
                                               {"__reversed__", proxy_reversed, "self, /"},
                                               {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                               {nullptr, nullptr}};

}  // namespace

object make_mappingproxy(ref mapping) noexcept {
    auto* p = make<mappingproxy_object>(mapping);
    track(p);
    return object::take(p);
}

constinit type_object mappingproxy_type{"mappingproxy", &object_type, type_gc | type_mapping, [](type_object& t) {
                                            t.instance_size = sizeof(mappingproxy_object);
                                            t.dealloc = proxy_dealloc, t.traverse = proxy_traverse, t.new_ = proxy_new,
                                            t.getitem = proxy_getitem, t.contains = proxy_contains;
                                            t.length = proxy_length, t.iter = proxy_iter, t.repr = proxy_repr,
                                            t.str = proxy_str, t.richcompare = proxy_compare, t.hash = proxy_hash;
                                            t.methods = proxy_methods;
                                            t.set_number(number_op::bit_or, proxy_or);
                                        }};

}  // namespace cowith
