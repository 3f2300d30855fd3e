// The slot_* functions of Objects/typeobject.c.
#include "slot_functions.hpp"

namespace cowith {

object call_dunder(ref x, ref name, const ref* args, std::size_t count, bool& found) noexcept {
    ref f = lookup(x.type(), name);
    found = static_cast<bool>(f);
    if (!f) return {};
    if (is_method_function(f)) {
        ref all[4] = {x};
        for (std::size_t i = 0; i < count; ++i) all[i + 1] = args[i];
        return call_vector(f, all, count + 1);
    }
    object bound = bind_descriptor(f, x, x.type());
    return bound ? call_vector(bound, args, count) : object();
}

namespace {

/// The same when it must be there (somebody may have deleted it meanwhile).
template <class... A> object must_call(ref x, ref name, A... args) noexcept {
    const ref list[] = {args..., ref()};
    bool found;
    object result = call_dunder(x, name, list, sizeof...(A), found);
    if (!found && !is_failed()) return raise_with(AttributeError_type, {name});
    return result;
}

template <fixed_text Name> object unary(ref x) { return must_call(x, detail::literal<Name>::get()); }

/// A call with any arguments, `self` in front of them.
object call_with_self(ref f, ref self, const ref* args, std::size_t count, ref names) noexcept {
    const std::size_t total = count + keyword_count(names);
    constexpr std::size_t few = 8;
    ref small[few];
    ref* all = total < few ? small : static_cast<ref*>(allocate((total + 1) * sizeof(ref)));
    all[0] = self;
    for (std::size_t i = 0; i < total; ++i) all[i + 1] = args[i];
    object result = call_vector(f, all, count + 1, names);
    if (all != small) release(all, (total + 1) * sizeof(ref));
    return result;
}

/// Calls what a dunder is, with `self`: a function directly, anything else bound first.
object call_found(ref f, ref self, const ref* args, std::size_t count, ref names) noexcept {
    if (is_method_function(f)) return call_with_self(f, self, args, count, names);
    object bound = bind_descriptor(f, self, self.type());
    return bound ? call_vector(bound, args, count, names) : object();
}

}  // namespace

using namespace literals;

object generic_repr(ref x) { return unary<"__repr__">(x); }
object generic_str(ref x) { return unary<"__str__">(x); }

std::int64_t generic_hash(ref x) {
    ref f = lookup(x.type(), "__hash__"_s);
    if (!f || f.is(None)) return hash_not_implemented(x);
    object result = must_call(x, "__hash__"_s);
    if (!result) return -1;
    if (!is_int(result)) return raise_error(TypeError_type, "__hash__ method should return an integer"), -1;
    std::int64_t value;
    if (!int_value(result, value)) value = hash_of(result);
    return value == -1 ? -2 : value;
}

object generic_call(ref x, const ref* args, std::size_t count, ref names) {
    ref f = lookup(x.type(), "__call__"_s);
    if (!f) return raise_with(AttributeError_type, {"__call__"_s});
    return call_found(f, x, args, count, names);
}

object generic_getattr_hook(ref x, ref name) {
    ref own = lookup(x.type(), "__getattribute__"_s);
    static const ref inherited = lookup(&object_type, "__getattribute__"_s);
    object result = own.is(inherited) ? generic_getattr(x, name) : must_call(x, "__getattribute__"_s, name);
    if (result || !pending_is(AttributeError_type)) return result;
    ref fallback = lookup(x.type(), "__getattr__"_s);
    if (!fallback) return result;
    clear_pending();
    return must_call(x, "__getattr__"_s, name);
}

bool generic_setattr_hook(ref x, ref name, ref value) {
    return static_cast<bool>(value ? must_call(x, "__setattr__"_s, name, value) : must_call(x, "__delattr__"_s, name));
}

object generic_compare(ref a, ref b, compare op) {
    static const ref names[] = {"__lt__"_s, "__le__"_s, "__eq__"_s, "__ne__"_s, "__gt__"_s, "__ge__"_s};
    bool found;
    object result = call_dunder(a, names[static_cast<int>(op)], &b, 1, found);
    return found ? std::move(result) : object(NotImplemented);
}

object generic_iter(ref x) {
    ref f = lookup(x.type(), "__iter__"_s);
    if (f && f.is(None)) return raise_error(TypeError_type, "'%.200s' object is not iterable", name_of(x.type()));
    return must_call(x, "__iter__"_s);
}

object generic_next(ref x) { return unary<"__next__">(x); }

object generic_descr_get(ref self, ref instance, ref owner) {
    ref f = lookup(self.type(), "__get__"_s);
    if (!f) return self;
    return must_call(self, "__get__"_s, instance ? instance : None, owner ? owner : None);
}

bool generic_descr_set(ref self, ref instance, ref value) {
    return static_cast<bool>(value ? must_call(self, "__set__"_s, instance, value)
                                   : must_call(self, "__delete__"_s, instance));
}

bool generic_init(ref self, const ref* args, std::size_t count, ref names) {
    ref f = lookup(self.type(), "__init__"_s);
    if (!f) return raise_with(AttributeError_type, {"__init__"_s}), false;
    object result = call_found(f, self, args, count, names);
    if (result.is(None)) [[likely]]
        return true;
    if (result) raise_error(TypeError_type, "__init__() should return None, not '%.200s'", name_of(result.type()));
    return false;
}

object generic_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    object f = ref(&cls).attr("__new__"_s);
    if (!f) return {};
    return call_with_self(f, ref(&cls), args, count, names);
}

int generic_truth(ref x) {
    object result = must_call(x, "__bool__"_s);
    if (result.is(True)) return 1;
    if (result.is(False)) return 0;
    if (result) raise_error(TypeError_type, "__bool__ should return bool, returned %s", name_of(result.type()));
    return -1;
}

std::int64_t generic_length(ref x) {
    object result = must_call(x, "__len__"_s);
    if (!result) return -1;
    std::int64_t length;
    if (!to_index(result, length)) return -1;
    if (length < 0) return raise_error(ValueError_type, "__len__() should return >= 0"), -1;
    return length;
}

object generic_getitem(ref x, ref key) { return must_call(x, "__getitem__"_s, key); }
bool generic_setitem(ref x, ref key, ref value) {
    return static_cast<bool>(value ? must_call(x, "__setitem__"_s, key, value) : must_call(x, "__delitem__"_s, key));
}

int generic_contains(ref x, ref item) {
    ref f = lookup(x.type(), "__contains__"_s);
    if (f && f.is(None))
        return raise_error(TypeError_type, "'%.200s' object is not a container", name_of(x.type())), -1;
    object result = must_call(x, "__contains__"_s, item);
    if (!result) return -1;
    const bool answer = truth(result);
    return !answer && is_failed() ? -1 : answer;
}

object generic_negative(ref x) { return unary<"__neg__">(x); }
object generic_positive(ref x) { return unary<"__pos__">(x); }
object generic_invert(ref x) { return unary<"__invert__">(x); }
object generic_absolute(ref x) { return unary<"__abs__">(x); }
object generic_int(ref x) { return unary<"__int__">(x); }
object generic_float(ref x) { return unary<"__float__">(x); }
object generic_index(ref x) { return unary<"__index__">(x); }

object generic_await(ref x) { return unary<"__await__">(x); }
object generic_aiter(ref x) { return unary<"__aiter__">(x); }
object generic_anext(ref x) { return unary<"__anext__">(x); }

// ---- binary operators

constexpr const char* const number_names[] = {
    "__add__",    "__sub__",     "__mul__",     "__matmul__",  "__truediv__",  "__floordiv__",  "__mod__",
    "__divmod__", "__pow__",     "__lshift__",  "__rshift__",  "__and__",      "__or__",        "__xor__",
    "__iadd__",   "__isub__",    "__imul__",    "__imatmul__", "__itruediv__", "__ifloordiv__", "__imod__",
    "__ipow__",   "__ilshift__", "__irshift__", "__iand__",    "__ior__",      "__ixor__"};
constexpr const char* const reflected_names[] = {
    "__radd__",    "__rsub__", "__rmul__",    "__rmatmul__", "__rtruediv__", "__rfloordiv__", "__rmod__",
    "__rdivmod__", "__rpow__", "__rlshift__", "__rrshift__", "__rand__",     "__ror__",       "__rxor__"};

namespace {

constexpr auto last_plain = number_op::bit_xor;

/// Does the type of `other` override the reflected method of the type of `self`? (method_is_overloaded)
bool overrides_reflected(ref self, ref other, ref name) noexcept {
    ref theirs = lookup(other.type(), name);
    if (!theirs) return false;
    ref ours = lookup(self.type(), name);
    return !ours || !ours.is(theirs);
}

/// SLOT1BINFULL: the slot is asked with either operand as the one whose class defines it.
template <number_op Op> object generic_binary(ref left, ref right) {
    static const ref name = intern(number_names[static_cast<int>(Op)]);
    static const ref reflected = intern(reflected_names[static_cast<int>(Op)]);
    constexpr auto index = static_cast<std::size_t>(Op);
    const binary_slot here = &generic_binary<Op>;
    bool found;
    bool ask_right = left.type() != right.type() && right.type()->number[index] == here;
    if (left.type()->number[index] == here) {
        if (ask_right && is_subtype(right.type(), left.type()) && overrides_reflected(left, right, reflected)) {
            object result = call_dunder(right, reflected, &left, 1, found);
            if (!found) result = NotImplemented;
            if (!result.is(NotImplemented)) return result;
            ask_right = false;
        }
        object result = call_dunder(left, name, &right, 1, found);
        if (!found) result = NotImplemented;
        if (!result.is(NotImplemented) || left.type() == right.type()) return result;
    }
    if (!ask_right) return NotImplemented;
    object result = call_dunder(right, reflected, &left, 1, found);
    return found ? std::move(result) : object(NotImplemented);
}

template <number_op Op> object generic_in_place(ref left, ref right) {
    static const ref name = intern(number_names[static_cast<int>(Op)]);
    return must_call(left, name, right);
}

template <std::size_t... I> constexpr auto make_number_table(std::index_sequence<I...>) {
    struct table {
        binary_slot slots[sizeof...(I)];
    };
    auto pick = []<number_op Op>() -> binary_slot {
        if constexpr (Op <= last_plain)
            return &generic_binary<Op>;
        else
            return &generic_in_place<Op>;
    };
    return table { {pick.template operator()<static_cast<number_op>(I)>()...} };
}
constexpr auto number_table =
    make_number_table(std::make_index_sequence<static_cast<std::size_t>(number_op::count_)>());

}  // namespace

binary_slot generic_number(number_op op) noexcept { return number_table.slots[static_cast<std::size_t>(op)]; }

}  // namespace cowith
