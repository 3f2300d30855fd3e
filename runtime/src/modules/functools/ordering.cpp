// functools.total_ordering and cmp_to_key.
#include "functools.hpp"

namespace cowith::functools {
namespace {

// ---- cmp_to_key

struct key_object : gc_header {
    object compare, value;  // value: empty in the factory
    key_object(ref c, ref v) noexcept : gc_header(&key_type), compare(c), value(v) {}
};
key_object& as_key(ref x) noexcept { return *x.as<key_object>(); }

void key_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<key_object>(self);
}
void key_traverse(header* self, visitor v, void* context) {
    visit(static_cast<key_object*>(self)->compare, v, context);
    visit(static_cast<key_object*>(self)->value, v, context);
}
object make_key(ref compare, ref value) noexcept {
    auto* key = make<key_object>(compare, value);
    track(key);
    return object::take(key);
}

object build_key(ref self, const ref* args, std::size_t, ref) { return make_key(as_key(self).compare, args[0]); }
constexpr method_definition key_constructor{"K", build_key, "obj"};
object key_call(ref self, const ref* args, std::size_t count, ref names) {
    return call_bound(key_constructor, self, args, count, names);
}

object key_richcompare(ref a, ref b, compare op) {
    if (b.type() != &key_type) return raise_error(TypeError_type, "other argument must be K instance");
    if (!as_key(a).value || !as_key(b).value) return raise_error(AttributeError_type, "object");
    object order = as_key(a).compare(as_key(a).value, as_key(b).value);
    return order ? compare_objects(order, 0, op) : object();
}
object value_of(ref self, const ref*, std::size_t, ref) {
    return as_key(self).value ? as_key(self).value : raise_error(AttributeError_type, "obj");
}
constexpr method_definition key_methods[] = {
    {"obj", value_of, "", method_getter},
    {nullptr, nullptr},
};

// ---- total_ordering: each comparison expressed by the one that the class has

ref order_name(compare op) noexcept {
    static const ref names[] = {intern("__lt__"), intern("__le__"), intern("__eq__"),
                                intern("__ne__"), intern("__gt__"), intern("__ge__")};
    return names[static_cast<int>(op)];
}

/// Python's root(self, other), looked up on the type; NotImplemented passes through.
template <compare Wanted, compare Root> object derived(function_object&, object* bound) {
    const ref self = bound[0], other = bound[1];
    object method = lookup_special(self, order_name(Root));
    object answer = method ? method(other) : object();
    if (!answer || answer.is(NotImplemented)) return answer;
    const int root = truth_of(answer);
    if (root < 0) return {};
    constexpr bool strict_root = Root == compare::lt || Root == compare::gt;
    constexpr bool same_side =
        (Root == compare::lt || Root == compare::le) == (Wanted == compare::lt || Wanted == compare::le);
    constexpr bool strict_wanted = Wanted == compare::lt || Wanted == compare::gt;
    if constexpr (same_side) {
        if constexpr (strict_root)
            return root ? object(True) : compare_objects(self, other, compare::eq);  // a <= b: a < b or a == b
        else
            return root ? compare_objects(self, other, compare::ne) : object(False);  // a < b: a <= b and a != b
    } else if constexpr (strict_wanted) {
        if constexpr (strict_root)
            return root ? object(False) : compare_objects(self, other, compare::ne);  // a > b: not a < b and a != b
        else
            return boolean(!root);  // a > b: not a <= b
    } else {
        if constexpr (strict_root)
            return boolean(!root);  // a >= b: not a < b
        else
            return root ? compare_objects(self, other, compare::eq) : object(True);  // a >= b: not a <= b or a == b
    }
}

struct derivation {
    compare wanted;
    entry_point entry;
};
#define COWITH_DERIVE(root, a, b, c)                                                                                   \
    {                                                                                                                  \
        {compare::a, derived<compare::a, compare::root>}, {compare::b, derived<compare::b, compare::root>}, {          \
            compare::c, derived<compare::c, compare::root>                                                             \
        }                                                                                                              \
    }
constexpr compare roots[] = {compare::lt, compare::le, compare::gt, compare::ge};
constexpr derivation derivations[][3] = {
    COWITH_DERIVE(lt, gt, le, ge),
    COWITH_DERIVE(le, ge, lt, gt),
    COWITH_DERIVE(gt, lt, ge, le),
    COWITH_DERIVE(ge, le, gt, lt),
};
#undef COWITH_DERIVE

bool defines(ref cls, compare op) noexcept {
    const ref own = lookup(cls.as<type_object>(), order_name(op));
    return own && !own.is(lookup(&object_type, order_name(op)));
}

}  // namespace

object cmp_to_key(ref, const ref* args, std::size_t, ref) { return make_key(args[0], {}); }

object total_ordering(ref, const ref* args, std::size_t, ref) {
    const ref cls = args[0];
    int root = -1;
    for (int i : {0, 1, 2, 3})  // prefers __lt__ to __le__ to __gt__ to __ge__
        if (root < 0 && defines(cls, roots[i])) root = i;
    if (root < 0) return raise_error(ValueError_type, "must define at least one ordering operation: < > <= >=");
    for (const derivation& d : derivations[root]) {
        if (defines(cls, d.wanted)) continue;
        const std::string name(text_of(order_name(d.wanted)));
        object function = make_code_function({name, name, "self, other", d.entry}, {}, {}, {}, intern("functools"));
        if (!set_attribute(cls, order_name(d.wanted), function)) return {};
    }
    return cls;
}

constinit type_object key_type("functools.KeyWrapper", &object_type, type_gc, [](type_object& t) {
    t.methods = key_methods;
    t.dealloc = key_dealloc;
    t.traverse = key_traverse;
    t.call = key_call;
    t.richcompare = key_richcompare;
    t.hash = hash_not_implemented;
});

}  // namespace cowith::functools
