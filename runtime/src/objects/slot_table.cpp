// The table of dunders: which slot each stands for, how Python calls a native slot, and how classes get theirs.
#include "native.hpp"
#include "slot_functions.hpp"
#include "wrapper.hpp"

namespace cowith {
namespace {

bool expect(std::size_t wanted, std::size_t got) noexcept {
    if (wanted == got) return true;
    raise_error(TypeError_type, "expected %zd argument%s, got %zd", wanted, wanted == 1 ? "" : "s", got);
    return false;
}
bool no_keywords(ref names, const char* name) noexcept {
    if (!names || names.as<tuple_object>()->size == 0) return true;
    raise_error(TypeError_type, "wrapper %s() takes no keyword arguments", name);
    return false;
}
template <class F> F as_function(void* slot) noexcept { return reinterpret_cast<F>(slot); }
object none_or_failed(bool ok) noexcept { return ok ? object(None) : object(); }

#define SLOT_CALLER(caller_name)                                                                                       \
    object caller_name([[maybe_unused]] void* slot, [[maybe_unused]] ref self, [[maybe_unused]] const ref* args,       \
                       std::size_t count, ref names, const char* name)
#define CHECK(wanted)                                                                                                  \
    if (!no_keywords(names, name) || !expect(wanted, count)) return {                                                  \
        }

SLOT_CALLER(call_unary) {
    CHECK(0);
    return as_function<object (*)(ref)>(slot)(self);
}
SLOT_CALLER(call_binary) {
    CHECK(1);
    return as_function<binary_slot>(slot)(self, args[0]);
}
SLOT_CALLER(call_reflected) {
    CHECK(1);
    return as_function<binary_slot>(slot)(args[0], self);
}
SLOT_CALLER(call_power) {
    if (!no_keywords(names, name)) return {};
    if (count == 2) return power(self, args[0], args[1]);
    if (!expect(1, count)) return {};
    return as_function<binary_slot>(slot)(self, args[0]);
}
SLOT_CALLER(call_hash) {
    CHECK(0);
    const std::int64_t hash = as_function<std::int64_t (*)(ref)>(slot)(self);
    return hash == -1 && is_failed() ? object() : make_int(hash);
}
SLOT_CALLER(call_truth) {
    CHECK(0);
    const int answer = as_function<int (*)(ref)>(slot)(self);
    return answer < 0 ? object() : object(boolean(answer != 0));
}
SLOT_CALLER(call_length) {
    CHECK(0);
    const std::int64_t length = as_function<std::int64_t (*)(ref)>(slot)(self);
    return length < 0 ? object() : make_int(length);
}
SLOT_CALLER(call_contains) {
    CHECK(1);
    const int answer = as_function<int (*)(ref, ref)>(slot)(self, args[0]);
    return answer < 0 ? object() : object(boolean(answer != 0));
}
SLOT_CALLER(call_setitem) {
    CHECK(2);
    return none_or_failed(as_function<bool (*)(ref, ref, ref)>(slot)(self, args[0], args[1]));
}
SLOT_CALLER(call_delitem) {
    CHECK(1);
    return none_or_failed(as_function<bool (*)(ref, ref, ref)>(slot)(self, args[0], ref()));
}
/// object.__setattr__ on an object whose type changes attributes otherwise (hackcheck).
bool may_set_attributes(ref self, void* slot, const char* what) noexcept {
    const type_object* type = builtin_base(self.type());
    if (!type->setattr || reinterpret_cast<void*>(type->setattr) == slot) return true;
    raise_error(TypeError_type, "can't apply this %s to %s object", what, name_of(self.type()));
    return false;
}
SLOT_CALLER(call_setattr) {
    CHECK(2);
    if (!may_set_attributes(self, slot, "__setattr__")) return {};
    return none_or_failed(as_function<bool (*)(ref, ref, ref)>(slot)(self, args[0], args[1]));
}
SLOT_CALLER(call_delattr) {
    CHECK(1);
    if (!may_set_attributes(self, slot, "__delattr__")) return {};
    return none_or_failed(as_function<bool (*)(ref, ref, ref)>(slot)(self, args[0], ref()));
}
SLOT_CALLER(call_getattr) {
    CHECK(1);
    return as_function<object (*)(ref, ref)>(slot)(self, args[0]);
}
SLOT_CALLER(call_next) {
    CHECK(0);
    object result = as_function<object (*)(ref)>(slot)(self);
    if (!result && !is_failed()) return raise_with(StopIteration_type, {});
    return result;
}
SLOT_CALLER(call_descr_get) {
    if (!no_keywords(names, name)) return {};
    if (count < 1 || count > 2)
        return raise_error(TypeError_type, "__get__ expected at %s %d argument%s, got %zd",
                           count < 1 ? "least" : "most", count < 1 ? 1 : 2, count < 1 ? "" : "s", count);
    ref instance = args[0].is(None) ? ref() : args[0];
    ref owner = count < 2 || args[1].is(None) ? ref() : args[1];
    if (!instance && !owner) return raise_error(TypeError_type, "__get__(None, None) is invalid");
    return as_function<object (*)(ref, ref, ref)>(slot)(self, instance, owner);
}
SLOT_CALLER(call_call) {
    (void)name;
    return as_function<object (*)(ref, const ref*, std::size_t, ref)>(slot)(self, args, count, names);
}
SLOT_CALLER(call_init) {
    (void)name;
    return none_or_failed(as_function<bool (*)(ref, const ref*, std::size_t, ref)>(slot)(self, args, count, names));
}
SLOT_CALLER(call_finalize) {
    CHECK(0);
    as_function<void (*)(header*)>(slot)(self.heap());
    return None;
}
template <compare Op> SLOT_CALLER(call_compare) {
    CHECK(1);
    return as_function<object (*)(ref, ref, compare)>(slot)(self, args[0], Op);
}
#undef CHECK
#undef SLOT_CALLER

template <class F> void* address(F* f) noexcept { return reinterpret_cast<void*>(f); }

#define SLOT(member) static_cast<std::uint16_t>(offsetof(type_object, member))
#define NUMBER(op_name)                                                                                                \
    static_cast<std::uint16_t>(offsetof(type_object, number) +                                                         \
                               static_cast<std::size_t>(number_op::op_name) * sizeof(binary_slot)),                    \
        address(generic_number(number_op::op_name))
#define BINARY(op_name, dunder)                                                                                        \
    {"__" dunder "__", NUMBER(op_name), call_binary, number_op::op_name, false}, {                                     \
        "__r" dunder "__", NUMBER(op_name), call_reflected, number_op::op_name, true                                   \
    }
#define IN_PLACE(op_name, dunder) {"__" dunder "__", NUMBER(op_name), call_binary, number_op::op_name, false}

}  // namespace

// The dunders of one slot stand together.
const slot_definition slot_definitions[] = {
    {"__repr__", SLOT(repr), address(generic_repr), call_unary},
    {"__str__", SLOT(str), address(generic_str), call_unary},
    {"__hash__", SLOT(hash), address(generic_hash), call_hash},
    {"__call__", SLOT(call), address(generic_call), call_call},
    {"__getattribute__", SLOT(getattr), address(generic_getattr_hook), call_getattr},
    {"__getattr__", SLOT(getattr), address(generic_getattr_hook), nullptr},
    {"__setattr__", SLOT(setattr), address(generic_setattr_hook), call_setattr},
    {"__delattr__", SLOT(setattr), address(generic_setattr_hook), call_delattr},
    {"__lt__", SLOT(richcompare), address(generic_compare), call_compare<compare::lt>},
    {"__le__", SLOT(richcompare), address(generic_compare), call_compare<compare::le>},
    {"__eq__", SLOT(richcompare), address(generic_compare), call_compare<compare::eq>},
    {"__ne__", SLOT(richcompare), address(generic_compare), call_compare<compare::ne>},
    {"__gt__", SLOT(richcompare), address(generic_compare), call_compare<compare::gt>},
    {"__ge__", SLOT(richcompare), address(generic_compare), call_compare<compare::ge>},
    {"__iter__", SLOT(iter), address(generic_iter), call_unary},
    {"__next__", SLOT(next), address(generic_next), call_next},
    {"__get__", SLOT(descr_get), address(generic_descr_get), call_descr_get},
    {"__set__", SLOT(descr_set), address(generic_descr_set), call_setitem},
    {"__delete__", SLOT(descr_set), address(generic_descr_set), call_delitem},
    {"__init__", SLOT(init), address(generic_init), call_init},
    {"__new__", SLOT(new_), address(generic_new), nullptr},
    {"__del__", SLOT(finalize), address(instance_finalize), call_finalize},
    {"__bool__", SLOT(truth), address(generic_truth), call_truth},
    {"__len__", SLOT(length), address(generic_length), call_length},
    {"__getitem__", SLOT(getitem), address(generic_getitem), call_binary},
    {"__setitem__", SLOT(setitem), address(generic_setitem), call_setitem},
    {"__delitem__", SLOT(setitem), address(generic_setitem), call_delitem},
    {"__contains__", SLOT(contains), address(generic_contains), call_contains},
    {"__neg__", SLOT(negative), address(generic_negative), call_unary},
    {"__pos__", SLOT(positive), address(generic_positive), call_unary},
    {"__invert__", SLOT(invert), address(generic_invert), call_unary},
    {"__abs__", SLOT(absolute), address(generic_absolute), call_unary},
    {"__int__", SLOT(as_int), address(generic_int), call_unary},
    {"__float__", SLOT(as_float), address(generic_float), call_unary},
    {"__index__", SLOT(as_index), address(generic_index), call_unary},
    {"__await__", SLOT(await), address(generic_await), call_unary},
    {"__aiter__", SLOT(aiter), address(generic_aiter), call_unary},
    {"__anext__", SLOT(anext), address(generic_anext), call_unary},
    BINARY(add, "add"),
    BINARY(sub, "sub"),
    BINARY(mul, "mul"),
    BINARY(matmul, "matmul"),
    BINARY(truediv, "truediv"),
    BINARY(floordiv, "floordiv"),
    BINARY(mod, "mod"),
    BINARY(divmod, "divmod"),
    {"__pow__", NUMBER(pow), call_power, number_op::pow, false},
    {"__rpow__", NUMBER(pow), call_reflected, number_op::pow, true},
    BINARY(lshift, "lshift"),
    BINARY(rshift, "rshift"),
    BINARY(bit_and, "and"),
    BINARY(bit_or, "or"),
    BINARY(bit_xor, "xor"),
    IN_PLACE(iadd, "iadd"),
    IN_PLACE(isub, "isub"),
    IN_PLACE(imul, "imul"),
    IN_PLACE(imatmul, "imatmul"),
    IN_PLACE(itruediv, "itruediv"),
    IN_PLACE(ifloordiv, "ifloordiv"),
    IN_PLACE(imod, "imod"),
    IN_PLACE(ipow, "ipow"),
    IN_PLACE(ilshift, "ilshift"),
    IN_PLACE(irshift, "irshift"),
    IN_PLACE(iand, "iand"),
    IN_PLACE(ior, "ior"),
    IN_PLACE(ixor, "ixor"),
};
const std::size_t slot_definition_count = sizeof(slot_definitions) / sizeof(slot_definitions[0]);

namespace {

ref name_of_slot(const slot_definition& d) noexcept {
    if (!d.interned_name) d.interned_name = intern(d.name);
    return d.interned_name;
}

/// `+` of sequences has no reflected form; `*` has.
bool has_reflected(const type_object& type, const slot_definition& d) noexcept {
    return d.op != number_op::add || !(type.type_flags & (is_list | is_tuple | is_bytes | is_string | type_sequence));
}

/// __next__ of a class from which it was deleted.
object next_deleted(ref self) { return raise_error(TypeError_type, "'%T' object is not iterable", self); }

void set_slots_of(type_object& type, std::size_t first, std::size_t last) noexcept {
    void *specific = nullptr, *generic = nullptr;
    bool use_generic = false;
    for (std::size_t i = first; i < last; ++i) {
        const slot_definition& d = slot_definitions[i];
        ref found = lookup(&type, name_of_slot(d));
        if (!found) continue;
        generic = d.generic;
        if (found.type() == &wrapper_descriptor_type && found.as<wrapper_descriptor>()->definition == &d) {
            const auto* w = found.as<wrapper_descriptor>();
            if ((!specific || specific == w->slot) && is_subtype(&type, w->owner))
                specific = w->slot;
            else
                use_generic = true;
        } else if (const type_object* owner = owner_of_native_new(found)) {
            specific = reinterpret_cast<void*>(owner->new_);
        } else if (found.is(None) && d.offset == SLOT(hash)) {
            specific = reinterpret_cast<void*>(&hash_not_implemented);
        } else {
            use_generic = true;
        }
    }
    void*& slot = slot_at(type, slot_definitions[first].offset);
    if (!generic && slot && slot_definitions[first].offset == SLOT(next))
        slot = address(next_deleted);  // loops that run have looked already
    else
        slot = specific && !use_generic ? specific : generic;
}

std::size_t group_end(std::size_t first) noexcept {
    std::size_t last = first + 1;
    while (last < slot_definition_count && slot_definitions[last].offset == slot_definitions[first].offset) ++last;
    return last;
}

void update_with_subclasses(type_object& type, std::size_t first, std::size_t last) noexcept {
    if (type.type_flags & type_heap) set_slots_of(type, first, last);
    object derived = subclasses_of(type);
    const auto* list = derived.as<list_object>();
    for (std::size_t i = 0; i < list->size; ++i) update_with_subclasses(*list->items[i].as<type_object>(), first, last);
}

}  // namespace

bool is_dunder(ref name) noexcept {
    const std::string_view text = text_of(name);
    return text.size() > 4 && text.starts_with("__") && text.ends_with("__");
}

void add_slot_wrappers(type_object& type) noexcept {
    for (std::size_t i = 0; i < slot_definition_count; ++i) {
        const slot_definition& d = slot_definitions[i];
        void* slot = slot_at(type, d.offset);
        if (!slot || !d.caller || (d.reflected && !has_reflected(type, d))) continue;
        const ref name = name_of_slot(d);
        if (dict_get_interned(type.attributes, name)) continue;
        if (slot == reinterpret_cast<void*>(&hash_not_implemented)) {
            dict_set(type.attributes, name, None);
            continue;
        }
        dict_set(type.attributes, name, object::take(make<wrapper_descriptor>(&type, &d, slot)));
    }
    if (type.new_) dict_set(type.attributes, intern("__new__"), native_new_for(type));
    // A type that compares but doesn't hash isn't hashable.
    if (type.richcompare && !type.hash) {
        type.hash = hash_not_implemented;
        dict_set(type.attributes, intern("__hash__"), None);
    }
}

void inherit_slots(type_object& type, const type_object& base) noexcept {
    constexpr std::size_t first = offsetof(type_object, dealloc);
    constexpr std::size_t last = offsetof(type_object, dict_offset);
    static_assert((last - first) % sizeof(void*) == 0, "the slots stand together");
    if (!type.richcompare && !type.hash) type.hash = base.hash, type.richcompare = base.richcompare;
    for (std::size_t at = first; at < last; at += sizeof(void*)) {
        if (at == offsetof(type_object, hash) || at == offsetof(type_object, richcompare)) continue;
        if (at == offsetof(type_object, managing)) continue;  // a subclass may have methods of its own
        void*& slot = slot_at(type, static_cast<std::uint16_t>(at));
        if (!slot) slot = slot_at(const_cast<type_object&>(base), static_cast<std::uint16_t>(at));
    }
}

void update_slots(type_object& type, ref name) noexcept {
    for (std::size_t first = 0, last; first < slot_definition_count; first = last) {
        last = group_end(first);
        if (!name) {
            set_slots_of(type, first, last);
            continue;
        }
        for (std::size_t i = first; i < last; ++i)
            if (name_of_slot(slot_definitions[i]).is(name)) {
                update_with_subclasses(type, first, last);
                break;
            }
    }
}

}  // namespace cowith
