// The types of None, Ellipsis and NotImplemented.
#include "../ops/dispatch.hpp"

#include <cowith/module.hpp>

namespace cowith {

using namespace literals;

namespace {

void immortal_dealloc(header* h) noexcept { h->refs = header::immortal; }

bool no_arguments(const type_object& type, std::size_t count, ref names) noexcept {
    if (!count && !(names && names.as<tuple_object>()->size)) return true;
    raise_error(TypeError_type, "%s takes no arguments", type.name);
    return false;
}
template <header* Singleton> object singleton_new(type_object& type, const ref*, std::size_t count, ref names) {
    return no_arguments(type, count, names) ? object(Singleton) : object();
}
object none_repr(ref) { return "None"_s; }
int none_truth(ref) { return 0; }
std::int64_t none_hash(ref) { return 0xfca86420; }
object ellipsis_repr(ref) { return "Ellipsis"_s; }
object not_implemented_repr(ref) { return "NotImplemented"_s; }
int not_implemented_truth(ref) {
    raise_error(TypeError_type, "NotImplemented should not be used in a boolean context");
    return -1;
}
template <int Which> object singleton_reduce(ref self, const ref*, std::size_t, ref) { return repr(self); }
constexpr method_definition reduce_methods[] = {{"__reduce__", singleton_reduce<0>, "self, /"}, {nullptr, nullptr}};

}  // namespace

constinit type_object none_type{"NoneType", &object_type, 0, [](type_object& t) {
                                    t.dealloc = immortal_dealloc, t.new_ = singleton_new<&none_object>,
                                    t.repr = none_repr, t.truth = none_truth, t.hash = none_hash;
                                }};
constinit type_object ellipsis_type{"ellipsis", &object_type, 0, [](type_object& t) {
                                        t.dealloc = immortal_dealloc, t.new_ = singleton_new<&ellipsis_object>,
                                        t.repr = ellipsis_repr, t.methods = reduce_methods;
                                    }};
constinit type_object not_implemented_type{"NotImplementedType", &object_type, 0, [](type_object& t) {
                                               t.dealloc = immortal_dealloc,
                                               t.new_ = singleton_new<&not_implemented_object>,
                                               t.repr = not_implemented_repr, t.truth = not_implemented_truth;
                                               t.methods = reduce_methods;
                                           }};

}  // namespace cowith
