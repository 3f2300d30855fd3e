#include "cowith/generated.hpp"

#include "cowith/exceptions.hpp"

#include <charconv>

namespace cowith {

object join_parts(const text_part* parts, std::size_t count) noexcept {
    std::uint32_t fields = 0;
    for (std::size_t i = 0; i < count; ++i) fields += parts[i].is_field;
    if (is_failed()) {  // one of the values failed
        state.passed += fields;
        return {};
    }
    str_builder text;
    for (std::size_t i = 0; i < count; ++i) {
        const text_part& p = parts[i];
        if (!p.is_field) {
            if (!text.add_str(p.value)) return {};
            continue;
        }
        --fields;
        if (p.value.is_small() && !p.spec && p.conversion != 'a') {
            char digits[24];
            text.add(std::string_view(digits, std::to_chars(digits, digits + sizeof digits, p.value.small()).ptr));
            continue;
        }
        object formatted = format_field(p.value, p.conversion, p.spec);
        if (!formatted) {
            state.passed += fields;
            return {};
        }
        text.add(text_of(formatted));
    }
    return text.finish();
}

object formatted(ref value) noexcept {
    if (!value) return pass_on();
    if (value.is_small() || value.is(None)) return value;
    const type_object* type = value.type();
    if (type == &str_type || type == &int_type || type == &float_type || type == &bool_type) return value;
    return format_field(value, 0, {});
}
object formatted(ref value, char conversion, ref spec) noexcept {
    if (!value || is_failed()) return pass_on();
    return format_field(value, conversion, spec);
}
object converted(ref value, char conversion) noexcept {
    return value ? format_field(value, conversion, {}) : pass_on();
}

bool import_star(module_object& into, ref module_name) noexcept {
    object module = import_module(module_name);
    if (!module) return false;
    object all = find_attribute(module, intern("__all__"));
    if (!all && is_failed()) return false;
    const bool listed = static_cast<bool>(all);
    if (!listed) {
        object dict = module.attr(intern("__dict__"));
        all = dict ? list_from(dict) : object();
        if (!all) return false;
    }
    object it = get_iterator(all);
    if (!it) return false;
    for (;;) {
        object name = next_value(it);
        if (!name) return !is_failed();
        if (!is_str(name)) {
            object shown = cowith::module_name(module);
            raise_error(TypeError_type,
                        listed ? "Item in %S.__all__ must be str, not %T" : "Key in %S.__dict__ must be str, not %T",
                        ref(shown), ref(name));
            return false;
        }
        if (!listed && text_of(name).starts_with('_')) continue;
        object value = module.attr(intern_str(name));
        if (!value) return false;
        into.set(intern_str(name), value);
    }
}

bool import_beyond_top(bool in_package) noexcept {
    raise_error(ImportError_type, in_package ? "attempted relative import beyond top-level package"
                                             : "attempted relative import with no known parent package");
    return false;
}

failed_t raise_assertion() noexcept { return raise_with(AssertionError_type, {}); }
failed_t raise_assertion(ref message) noexcept {
    if (!message) return pass_on(), failed;
    return raise_with(AssertionError_type, {message});
}

object get_async_iterator(ref x) noexcept {
    if (!x) return pass_on();
    type_object* t = x.type();
    if (!(t->type_flags & type_ready)) ready(*t);
    if (!t->aiter)
        return raise_error(TypeError_type, "'async for' requires an object with __aiter__ method, got %T", x);
    object iterator = t->aiter(x);
    if (!iterator) return {};
    type_object* it = iterator.type();
    if (!(it->type_flags & type_ready)) ready(*it);
    if (it->anext) return iterator;
    return raise_error(TypeError_type,
                       "'async for' received an object from __aiter__ that does not implement __anext__: %T",
                       ref(iterator));
}

}  // namespace cowith
