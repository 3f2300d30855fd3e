// copy (Lib/copy.py): __copy__ and __deepcopy__, then __reduce_ex__.
#include "copy.hpp"

#include "modules/import.hpp"
#include "modules/native_code.hpp"

#include <cowith/native_modules.hpp>

namespace cowith {
namespace {

object make_error_class() noexcept {
    object ns = dict(intern("__module__"), intern("copy"));
    return make_class(&type_type, intern("Error"), tuple(ref(&Exception_type)), ns, {});
}
ref copy_error() noexcept {
    static auto& cls = *new object(make_error_class());
    return cls;
}

/// Immutable, or shared by design: the copy is the thing itself.
bool is_atomic(ref x) noexcept {
    if (x.is_small() || x.is(None) || x.is(Ellipsis) || x.is(NotImplemented) || has_flag(x, is_type)) return true;
    for (const type_object* t :
         {&int_type, &bool_type, &float_type, &complex_type, &str_type, &bytes_type, &range_type, &function_type,
          &builtin_function_type, &property_type, &code_type, &weakref_type, &slice_type})
        if (x.is_instance_exactly(*t)) return true;
    return false;
}

/// deepcopy when there is a memo, the thing itself otherwise.
object part(ref x, ref memo) noexcept { return memo ? deep_copy(x, memo) : object(x); }

/// Rebuilds an object from what __reduce_ex__(4) gave: (callable, args, state, list items, dict items).
object reconstruct(ref x, ref reduced, ref memo) noexcept {
    if (is_str(reduced)) return x;
    auto* r = reduced.as<tuple_object>();
    if (!has_flag(reduced, is_tuple) || r->size < 2)
        return raise_error(TypeError_type, "__reduce_ex__ must return a string or tuple");
    if (r->size > 5)
        return raise_error(TypeError_type,
                           "_reconstruct() takes from 4 to 7 positional arguments but %zd positional arguments (and 1 "
                           "keyword-only argument) were given",
                           r->size + 2);
    object args = part(r->items[1], memo);
    object result = args ? call_tuple(r->items[0], args) : object();
    if (!result) return {};
    if (memo && !dict_set(memo, make_uint(x.bits()), result)) return {};
    const auto given = [&](std::size_t i) { return r->size > i && !r->items[i].is(None); };
    if (given(2)) {
        object state = part(r->items[2], memo);
        if (!state) return {};
        object setstate = find_attribute(result, intern("__setstate__"));
        if (is_failed()) return {};
        if (setstate) {
            if (!setstate(state)) return {};
        } else {
            object slots;
            if (has_flag(state, is_tuple) && state.as<tuple_object>()->size == 2) {
                slots = state.as<tuple_object>()->items[1];
                state = state.as<tuple_object>()->items[0];
            }
            if (!state.is(None)) {
                object dict = get_attribute(result, intern("__dict__"));
                if (!dict || !dict.call(intern("update"), state)) return {};
            }
            ref name, value;
            if (slots && !slots.is(None))
                for (std::size_t i = 0; dict_next(slots, i, name, value);)
                    if (!set_attribute(result, name, value)) return {};
        }
    }
    if (given(3)) {
        object it = get_iterator(r->items[3]);
        if (!it) return {};
        while (object item = next_value(it)) {
            object copied = part(item, memo);
            if (!copied || !result.call(intern("append"), copied)) return {};
        }
        if (is_failed()) return {};
    }
    if (given(4)) {
        object it = get_iterator(r->items[4]);
        if (!it) return {};
        while (object item = next_value(it)) {
            object pair = tuple_from(item);
            if (!pair) return {};
            object key = part(pair.as<tuple_object>()->items[0], memo),
                   value = key ? part(pair.as<tuple_object>()->items[1], memo) : object();
            if (!value || !set_item(result, key, value)) return {};
        }
        if (is_failed()) return {};
    }
    return result;
}

object reduce(ref x) noexcept {
    static const ref copyreg = intern("copyreg");
    if (ref module = dict_get(module_table(), copyreg)) {  // what was registered for the class
        object table = get_attribute(module, intern("dispatch_table"));
        if (!table) return {};
        const object maker = has_flag(table, is_dict) ? object(dict_get(table, ref(x.type()))) : object();
        if (is_failed()) return {};
        if (maker) return maker(x);
    }
    object method = find_attribute(x, intern("__reduce_ex__"));
    if (method) return method(4);
    if (is_failed()) return {};
    object message = make_str("un(deep)copyable object of type " + class_full_name(ref(x.type())));
    return raise(copy_error()(message));
}

object copy_list(ref x, ref memo, ref id) noexcept {
    object result = make_list();
    if (!dict_set(memo, id, result)) return {};
    for (std::size_t i = 0; i < x.as<list_object>()->size; ++i) {
        object item = deep_copy(ref(x.as<list_object>()->items[i]), memo);
        if (!item) return {};
        list_append(result, item);
    }
    return result;
}

object copy_tuple(ref x, ref memo, ref id) noexcept {
    auto* t = x.as<tuple_object>();
    object items = make_list();
    bool same = true;
    for (std::size_t i = 0; i < t->size; ++i) {
        object item = deep_copy(t->items[i], memo);
        if (!item) return {};
        same = same && item.is(t->items[i]);
        list_append(items, item);
    }
    const ref known = dict_get(memo, id);  // a cycle may have made it meanwhile
    if (known || is_failed()) return known;
    return same ? object(x) : list_to_tuple(std::move(items));
}

object copy_dict(ref x, ref memo, ref id) noexcept {
    object result = make_dict();
    if (!dict_set(memo, id, result)) return {};
    ref key, value;
    for (std::size_t i = 0; dict_next(x, i, key, value);) {
        const object k = key, v = value;
        object key_copy = deep_copy(k, memo), value_copy = key_copy ? deep_copy(v, memo) : object();
        if (!value_copy || !dict_set(result, key_copy, value_copy)) return {};
    }
    return result;
}

object copy_function(ref, const ref* args, std::size_t, ref) { return shallow_copy(args[0]); }
object deepcopy_function(ref, const ref* args, std::size_t, ref) {
    return deep_copy(args[0], args[1] && !args[1].is(None) ? args[1] : ref());
}
object replace_function(ref, const ref* args, std::size_t, ref) {
    object method = find_attribute(ref(args[0].type()), intern("__replace__"));
    if (!method)
        return is_failed() ? failed : raise_error(TypeError_type, "replace() does not support %T objects", args[0]);
    return call_tuple(method, tuple(args[0]), args[1]);
}
constexpr method_definition functions[] = {
    {"copy", copy_function, "x"},
    {"deepcopy", deepcopy_function, "x, memo=None, _nil=[]"},
    {"replace", replace_function, "obj, /, **changes"},
    {nullptr, nullptr},
};
bool fill(ref dict) {
    return add_functions(dict, functions, intern("copy"), call_style::python) &&
           dict_set(dict, intern("Error"), copy_error()) && dict_set(dict, intern("error"), copy_error());
}

}  // namespace

object shallow_copy(ref x) noexcept {
    if (is_atomic(x) || x.is_instance_exactly(tuple_type) || x.is_instance_exactly(frozenset_type)) return x;
    for (const type_object* t : {&list_type, &dict_type, &set_type, &bytearray_type})
        if (x.is_instance_exactly(*t)) return x.call(intern("copy"));
    object method = lookup_special(x, intern("__copy__"));
    if (method) return method();
    object reduced = is_failed() ? object() : reduce(x);
    return reduced ? reconstruct(x, reduced, {}) : object();
}

object deep_copy(ref x, ref given_memo) noexcept {
    if (is_atomic(x)) return x;
    if (stack_exhausted()) return {};
    object memo = given_memo ? object(given_memo) : make_dict();
    object id = make_uint(x.bits());
    const ref known = dict_get(memo, id);
    if (known || is_failed()) return known;
    object result;
    if (x.is_instance_exactly(list_type))
        result = copy_list(x, memo, id);
    else if (x.is_instance_exactly(tuple_type))
        result = copy_tuple(x, memo, id);
    else if (x.is_instance_exactly(dict_type))
        result = copy_dict(x, memo, id);
    else if (object method = find_attribute(x, intern("__deepcopy__")))
        result = method(memo);
    else if (object reduced = is_failed() ? object() : reduce(x))
        result = reconstruct(x, reduced, memo);
    if (!result) return {};
    if (!result.is(x)) {
        if (!dict_set(memo, id, result)) return {};
        // What has been copied lives as long as the memo, so that no other object gets its id.
        object keep_id = make_uint(memo.bits());
        ref kept = dict_get(memo, keep_id);
        object list = kept ? object(kept) : make_list();
        if (is_failed() || (!kept && !dict_set(memo, keep_id, list))) return {};
        list_append(list, x);
    }
    return result;
}

native_module native_modules::copy("copy", fill);

}  // namespace cowith
