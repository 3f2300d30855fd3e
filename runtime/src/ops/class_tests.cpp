// isinstance() and issubclass(): object_isinstance, object_recursive_isinstance and their kin in Objects/abstract.c.
#include "dispatch.hpp"

namespace cowith {
namespace {

constexpr const char* isinstance_message = "isinstance() arg 2 must be a type, a tuple of types, or a union";
constexpr const char* issubclass_message = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

/// x.__bases__ when it is a tuple (for things that only look like classes); empty and nothing pending otherwise.
object bases_of(ref x) noexcept {
    static const ref name = intern("__bases__");
    object bases = find_attribute(x, name);
    if (bases && !has_flag(bases, is_tuple)) return {};
    return bases;
}

bool check_class(ref cls, const char* message) noexcept {
    if (bases_of(cls)) return true;
    if (!is_failed()) raise_error(TypeError_type, message);
    return false;
}

/// Whether `derived` reaches `cls` through __bases__.
int abstract_is_subclass(ref derived, ref cls) noexcept {
    if (derived.is(cls)) return 1;
    if (stack_exhausted()) return -1;
    object bases = bases_of(derived);
    if (!bases) return is_failed() ? -1 : 0;
    tuple_object* t = bases.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) {
        const int r = abstract_is_subclass(t->items[i], cls);
        if (r) return r;
    }
    return 0;
}

using class_test = int (*)(ref, ref);
int any_of(ref x, ref tuple, class_test test) noexcept {
    if (stack_exhausted()) return -1;
    tuple_object* t = tuple.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) {
        const int r = test(x, t->items[i]);
        if (r) return r;
    }
    return 0;
}

int ask(ref x, ref cls, ref name, bool& asked) noexcept {
    object check = lookup_special(cls, name);
    asked = check || is_failed();
    if (!check) return -1;
    if (stack_exhausted()) return -1;
    object answer = check(x);
    return answer ? truth_of(answer) : -1;
}

int test_instance(ref x, ref cls) noexcept { return is_instance(x, cls); }
int test_subclass(ref x, ref cls) noexcept { return is_subclass(x, cls); }

}  // namespace

int plain_is_instance(ref x, ref cls) noexcept {
    static const ref class_name = intern("__class__");
    if (has_flag(cls, is_type)) {
        if (is_subtype(x.type(), cls.as<type_object>())) return 1;
        object claimed = find_attribute(x, class_name);
        if (!claimed) return is_failed() ? -1 : 0;
        if (claimed.is(ref(x.type())) || !has_flag(claimed, is_type)) return 0;
        return is_subtype(claimed.as<type_object>(), cls.as<type_object>());
    }
    if (!check_class(cls, isinstance_message)) return -1;
    object claimed = find_attribute(x, class_name);
    if (!claimed) return is_failed() ? -1 : 0;
    return abstract_is_subclass(claimed, cls);
}

int plain_is_subclass(ref derived, ref cls) noexcept {
    if (has_flag(cls, is_type) && has_flag(derived, is_type))
        return is_subtype(derived.as<type_object>(), cls.as<type_object>());
    if (!check_class(derived, "issubclass() arg 1 must be a class")) return -1;
    if (!check_class(cls, issubclass_message)) return -1;
    return abstract_is_subclass(derived, cls);
}

int is_instance(ref x, ref cls) noexcept {
    if (!x || !cls) [[unlikely]]
        return pass_on(), -1;
    if (ref(x.type()).is(cls)) return 1;
    if (cls.type() == &type_type) return plain_is_instance(x, cls);
    if (cls.is_instance_exactly(union_type)) cls = union_members(cls);
    if (has_flag(cls, is_tuple)) return any_of(x, cls, test_instance);
    static const ref name = intern("__instancecheck__");
    bool asked;
    const int answer = ask(x, cls, name, asked);
    return asked ? answer : plain_is_instance(x, cls);
}

int is_subclass(ref derived, ref cls) noexcept {
    if (!derived || !cls) [[unlikely]]
        return pass_on(), -1;
    if (cls.type() == &type_type) return derived.is(cls) ? 1 : plain_is_subclass(derived, cls);
    if (cls.is_instance_exactly(union_type)) cls = union_members(cls);
    if (has_flag(cls, is_tuple)) return any_of(derived, cls, test_subclass);
    static const ref name = intern("__subclasscheck__");
    bool asked;
    const int answer = ask(derived, cls, name, asked);
    return asked ? answer : plain_is_subclass(derived, cls);
}

}  // namespace cowith
