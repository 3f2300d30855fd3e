// operator: Python's operators as functions, itemgetter, attrgetter and methodcaller (Modules/_operator.c).
#include "modules/native_code.hpp"
#include "types/dict.hpp"

#include <cowith/module.hpp>
#include <cowith/native_modules.hpp>

namespace cowith {

extern type_object itemgetter_type, attrgetter_type, methodcaller_type;

namespace {

template <number_op Op> object binary_function(ref, const ref* args, std::size_t, ref) {
    return binary(Op, args[0], args[1]);
}
template <number_op Op> object in_place_function(ref, const ref* args, std::size_t, ref) {
    return in_place(Op, args[0], args[1]);
}
template <compare Op> object compare_function(ref, const ref* args, std::size_t, ref) {
    return compare_objects(args[0], args[1], Op);
}

object answer(int truth) noexcept { return truth < 0 ? object() : object(boolean(truth)); }
object not_(ref, const ref* args, std::size_t, ref) {
    const int t = truth_of(args[0]);
    return t < 0 ? object() : object(boolean(!t));
}
object truth_function(ref, const ref* args, std::size_t, ref) { return answer(truth_of(args[0])); }
object is_function(ref, const ref* args, std::size_t, ref) { return boolean(args[0].is(args[1])); }
object is_not_function(ref, const ref* args, std::size_t, ref) { return boolean(!args[0].is(args[1])); }
object is_none(ref, const ref* args, std::size_t, ref) { return boolean(args[0].is(None)); }
object is_not_none(ref, const ref* args, std::size_t, ref) { return boolean(!args[0].is(None)); }
object abs(ref, const ref* args, std::size_t, ref) { return absolute(args[0]); }
object neg(ref, const ref* args, std::size_t, ref) { return -args[0]; }
object pos(ref, const ref* args, std::size_t, ref) { return +args[0]; }
object invert(ref, const ref* args, std::size_t, ref) { return ~args[0]; }
object index(ref, const ref* args, std::size_t, ref) {
    object result = to_index_object(args[0]);
    // A plain int, whatever subclass it was (PyNumber_Index).
    return result && result.type() != &int_type ? result + 0 : result;
}
object contains_function(ref, const ref* args, std::size_t, ref) { return answer(contains(args[0], args[1])); }
object getitem(ref, const ref* args, std::size_t, ref) { return get_item(args[0], args[1]); }
object setitem(ref, const ref* args, std::size_t, ref) {
    return set_item(args[0], args[1], args[2]) ? object(None) : object();
}
object delitem(ref, const ref* args, std::size_t, ref) {
    return set_item(args[0], args[1], {}) ? object(None) : object();
}
bool is_concatenable(ref x) noexcept {
    if (x.type()->getitem && !has_flag(x, is_dict)) return true;
    raise_error(TypeError_type, "'%T' object can't be concatenated", x);
    return false;
}
object concat(ref, const ref* args, std::size_t, ref) {
    return is_concatenable(args[0]) ? args[0] + args[1] : object();
}
object concat_in_place(ref, const ref* args, std::size_t, ref) {
    return is_concatenable(args[0]) ? in_place(number_op::iadd, args[0], args[1]) : object();
}
object count_of(ref, const ref* args, std::size_t, ref) {
    object it = get_iterator(args[0]);
    std::int64_t n = 0;
    if (!it) return {};
    while (object item = next_value(it)) {
        const int same = equal_or_same(item, args[1]);
        if (same < 0) return {};
        n += same;
    }
    return is_failed() ? object() : make_int(n);
}
object index_of(ref, const ref* args, std::size_t, ref) {
    object it = get_iterator(args[0]);
    if (!it) return {};
    for (std::int64_t i = 0;; ++i) {
        object item = next_value(it);
        if (!item) return is_failed() ? failed : raise_error(ValueError_type, "sequence.index(x): x not in sequence");
        const int same = equal_or_same(item, args[1]);
        if (same < 0) return {};
        if (same) return make_int(i);
    }
}
object length_hint_function(ref, const ref* args, std::size_t, ref) {
    std::int64_t fallback = 0;
    if (args[1] && !to_size(args[1], fallback)) return {};
    const std::int64_t n = length_hint(args[0], fallback);
    return n < 0 ? object() : make_int(n);
}
object call_function(ref, const ref* args, std::size_t count, ref names) {
    if (count == 0) return raise_error(TypeError_type, "call expected at least 1 argument, got 0");
    return call_vector(args[0], args + 1, count - 1, names);
}

// ---- itemgetter(*items), attrgetter(*names), methodcaller(name, *args, **kwargs)

struct getter_object : gc_header {
    object items;           // tuple: items, names, or arguments
    object name, keywords;  // methodcaller
    explicit getter_object(type_object& t) noexcept : gc_header(&t) {}
};
getter_object& as_getter(ref x) noexcept { return *x.as<getter_object>(); }

void getter_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<getter_object>(self);
}
void getter_traverse(header* self, visitor v, void* context) {
    visit(static_cast<getter_object*>(self)->items, v, context);
    visit(static_cast<getter_object*>(self)->keywords, v, context);
}

object dotted(ref x, ref name) noexcept {
    std::string_view text = text_of(name);
    object value = x;
    while (value) {
        const std::size_t n = text.find('.');
        value = get_attribute(value, intern(text.substr(0, n)));
        if (n == text.npos) break;
        text.remove_prefix(n + 1);
    }
    return value;
}

template <type_object& Type> object getter_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    constexpr bool attributes = &Type == &attrgetter_type;
    const char* function = attributes ? "attrgetter" : "itemgetter";
    if (!no_keywords(function, names)) return {};
    if (count == 0) return raise_error(TypeError_type, "%s expected at least 1 argument, got 0", function);
    for (std::size_t i = 0; attributes && i < count; ++i)
        if (!is_str(args[i])) return raise_error(TypeError_type, "attribute name must be a string");
    auto* g = make_for<getter_object>(cls, Type);
    g->items = make_tuple(args, count);
    track(g);
    return object::take(g);
}
template <bool Attributes> object getter_call(ref self, const ref* args, std::size_t count, ref names) {
    const char* function = Attributes ? "attrgetter" : "itemgetter";
    if (!no_keywords(function, names) || !count_between(function, count, 1, 1)) return {};
    auto* items = as_getter(self).items.as<tuple_object>();
    const auto one = [&](ref key) { return Attributes ? dotted(args[0], key) : get_item(args[0], key); };
    if (items->size == 1) return one(items->items[0]);
    object values = make_list();
    for (std::size_t i = 0; i < items->size; ++i) {
        object value = one(items->items[i]);
        if (!value) return {};
        list_append(values, value);
    }
    return list_to_tuple(std::move(values));
}
object getter_repr(ref self) {
    str_builder text;
    text.add(self.type()->name);
    text.add('(');
    auto* items = as_getter(self).items.as<tuple_object>();
    for (std::size_t i = 0; i < items->size; ++i) {
        if (i) text.add(", ");
        if (!text.add_repr(items->items[i])) return {};
    }
    text.add(')');
    return text.finish();
}

object caller_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (count == 0) return raise_error(TypeError_type, "methodcaller needs at least one argument, the method name");
    if (!is_str(args[0])) return raise_error(TypeError_type, "method name must be a string");
    auto* g = make_for<getter_object>(cls, methodcaller_type);
    g->items = make_tuple(args + 1, count - 1);
    g->name = intern_str(args[0]);
    g->keywords = make_dict();
    track(g);
    object result = object::take(g);
    return !names || set_keywords(g->keywords, args + count, names) ? result : object();
}
object caller_call(ref self, const ref* args, std::size_t count, ref names) {
    if (!no_keywords("methodcaller", names) || !count_between("methodcaller", count, 1, 1)) return {};
    object method = get_attribute(args[0], as_getter(self).name);
    return method ? call_tuple(method, as_getter(self).items, as_getter(self).keywords) : object();
}
object getter_reduce(ref self, const ref*, std::size_t, ref) { return tuple(ref(self.type()), as_getter(self).items); }
object caller_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& g = as_getter(self);
    if (dict_size(g.keywords) == 0) {
        object args = make_list();
        if (!list_append(args, g.name)) return {};
        const auto* items = g.items.as<tuple_object>();
        for (std::size_t i = 0; i < items->size; ++i)
            if (!list_append(args, items->items[i])) return {};
        return tuple(ref(self.type()), list_to_tuple(std::move(args)));
    }
    object functools = import_module(intern("functools"));
    object partial = functools ? functools.attr(intern("partial")) : object();
    object maker = partial ? call_tuple(partial, tuple(ref(self.type()), g.name), g.keywords) : object();
    return maker ? tuple(maker, g.items) : object();
}
constexpr method_definition getter_methods[] = {{"__reduce__", getter_reduce, "self, /"}, {nullptr, nullptr}};
constexpr method_definition caller_methods[] = {{"__reduce__", caller_reduce, "self, /"}, {nullptr, nullptr}};
object caller_repr(ref self) {
    str_builder text;
    text.add("operator.methodcaller(");
    text.add_repr(as_getter(self).name);
    auto* items = as_getter(self).items.as<tuple_object>();
    for (std::size_t i = 0; i < items->size; ++i) {
        text.add(", ");
        if (!text.add_repr(items->items[i])) return {};
    }
    ref key, value;
    for (std::size_t i = 0; dict_next(as_getter(self).keywords, i, key, value);) {
        text.add(", ");
        text.add(text_of(key));
        text.add('=');
        if (!text.add_repr(value)) return {};
    }
    text.add(')');
    return text.finish();
}

#define COWITH_BINARY(name, op) {#name, binary_function<number_op::op>, "a, b, /"}
#define COWITH_IN_PLACE(name, op) {#name, in_place_function<number_op::op>, "a, b, /"}
#define COWITH_COMPARE(name) {#name, compare_function<compare::name>, "a, b, /"}
constexpr method_definition functions[] = {
    COWITH_BINARY(add, add),
    COWITH_BINARY(sub, sub),
    COWITH_BINARY(mul, mul),
    COWITH_BINARY(matmul, matmul),
    COWITH_BINARY(truediv, truediv),
    COWITH_BINARY(floordiv, floordiv),
    COWITH_BINARY(mod, mod),
    COWITH_BINARY(pow, pow),
    COWITH_BINARY(lshift, lshift),
    COWITH_BINARY(rshift, rshift),
    COWITH_BINARY(xor, bit_xor),
    {"and_", binary_function<number_op::bit_and>, "a, b, /"},
    {"or_", binary_function<number_op::bit_or>, "a, b, /"},
    COWITH_IN_PLACE(iadd, iadd),
    COWITH_IN_PLACE(isub, isub),
    COWITH_IN_PLACE(imul, imul),
    COWITH_IN_PLACE(imatmul, imatmul),
    COWITH_IN_PLACE(itruediv, itruediv),
    COWITH_IN_PLACE(ifloordiv, ifloordiv),
    COWITH_IN_PLACE(imod, imod),
    COWITH_IN_PLACE(ipow, ipow),
    COWITH_IN_PLACE(ilshift, ilshift),
    COWITH_IN_PLACE(irshift, irshift),
    COWITH_IN_PLACE(iand, iand),
    COWITH_IN_PLACE(ior, ior),
    COWITH_IN_PLACE(ixor, ixor),
    COWITH_COMPARE(lt),
    COWITH_COMPARE(le),
    COWITH_COMPARE(eq),
    COWITH_COMPARE(ne),
    COWITH_COMPARE(gt),
    COWITH_COMPARE(ge),
    {"not_", not_, "a, /"},
    {"truth", truth_function, "a, /"},
    {"is_", is_function, "a, b, /"},
    {"is_not", is_not_function, "a, b, /"},
    {"is_none", is_none, "a, /"},
    {"is_not_none", is_not_none, "a, /"},
    {"abs", abs, "a, /"},
    {"neg", neg, "a, /"},
    {"pos", pos, "a, /"},
    {"invert", invert, "a, /"},
    {"inv", invert, "a, /"},
    {"index", index, "a, /"},
    {"contains", contains_function, "a, b, /"},
    {"getitem", getitem, "a, b, /"},
    {"setitem", setitem, "a, b, c, /"},
    {"delitem", delitem, "a, b, /"},
    {"concat", concat, "a, b, /"},
    {"iconcat", concat_in_place, "a, b, /"},
    {"countOf", count_of, "a, b, /"},
    {"indexOf", index_of, "a, b, /"},
    {"length_hint", length_hint_function, "obj, default=0, /"},
    {"call", call_function},
    {nullptr, nullptr},
};

/// `__add__` is `add`, and so on (Lib/operator.py); __all__ has the names without underscores.
bool add_dunders(ref dict) noexcept {
    object all = make_list();
    for (const char* name : {"attrgetter", "itemgetter", "methodcaller"}) list_append(all, intern(name));
    for (const method_definition* f = functions; f->name; ++f) {
        if (!list_append(all, intern(f->name))) return false;
        const std::string_view name(f->name);
        bool named = true;
        for (const char* without :
             {"truth", "is_", "is_not", "is_none", "is_not_none", "countOf", "indexOf", "length_hint"})
            named = named && name != without;
        if (!named) continue;
        const std::string dunder = "__" + std::string(name.substr(0, name.find('_'))) + "__";
        if (!dict_set(dict, make_str(dunder), dict_get(dict, intern(f->name)))) return false;
    }
    return list_sort(all) && dict_set(dict, intern("__all__"), all);
}

bool fill(ref dict) {
    return add_functions(dict, functions, "operator") && add_dunders(dict) &&
           add_type(dict, "itemgetter", itemgetter_type) && add_type(dict, "attrgetter", attrgetter_type) &&
           add_type(dict, "methodcaller", methodcaller_type);
}

constexpr void fill_getter(type_object& t) noexcept {
    t.instance_size = sizeof(getter_object);
    t.dealloc = getter_dealloc;
    t.traverse = getter_traverse;
    t.repr = getter_repr;
    t.methods = getter_methods;
}

}  // namespace

constinit type_object itemgetter_type("operator.itemgetter", &object_type, type_gc | type_subclassable,
                                      [](type_object& t) {
                                          fill_getter(t);
                                          t.new_ = getter_new<itemgetter_type>;
                                          t.call = getter_call<false>;
                                      });
constinit type_object attrgetter_type("operator.attrgetter", &object_type, type_gc | type_subclassable,
                                      [](type_object& t) {
                                          fill_getter(t);
                                          t.new_ = getter_new<attrgetter_type>;
                                          t.call = getter_call<true>;
                                      });
constinit type_object methodcaller_type("operator.methodcaller", &object_type, type_gc | type_subclassable,
                                        [](type_object& t) {
                                            fill_getter(t);
                                            t.new_ = caller_new;
                                            t.call = caller_call;
                                            t.repr = caller_repr;
                                            t.methods = caller_methods;
                                        });

native_module native_modules::operator_("operator", fill);

}  // namespace cowith
