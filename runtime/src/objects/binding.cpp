// Native functions that bind their arguments by a text signature, and native coroutines as functions.
#include "cowith/binding.hpp"

#include "cowith/module.hpp"
#include "native.hpp"

#include <cstdio>
#include <cstring>

namespace cowith {

object call_bound(const method_definition& d, ref self, const ref* args, std::size_t count, ref names) noexcept {
    const call_style style = std::strchr(d.name, '.') ? call_style::python : call_style::c;
    return call_native(native_callable(d, style), nullptr, self, args, count, names);
}

object call_bound_python(const method_definition& d, ref self, const ref* args, std::size_t count, ref names) noexcept {
    return call_native(native_callable(d, call_style::python), nullptr, self, args, count, names);
}

object call_bound(const method_definition& d, const void*& signature, ref self, const ref* args, std::size_t count,
                  ref names) noexcept {
    if (!signature) signature = &signature_of(d);
    const call_style style = std::strchr(d.name, '.') ? call_style::python : call_style::c;
    return call_native(native_callable(d, *static_cast<const native_signature*>(signature), style), nullptr, self, args,
                       count, names);
}

object make_native(const method_definition& d, ref self) noexcept {
    return make_bound_native(native_callable(d), nullptr, self);
}

object make_native_method(const method_definition& d) noexcept { return make_native_function(d); }

bool add_functions(ref module_dict, const method_definition* table, const char* module_name,
                   call_style style) noexcept {
    const ref module = intern(module_name);
    for (const method_definition* d = table; d->name; ++d)
        if (!dict_set(module_dict, intern(d->name), make_native_function(*d, module, {}, style))) return false;
    return true;
}

object make_native_function(code_object& code, const char* module_name, ref defaults, ref keyword_defaults,
                            ref closure) noexcept {
    object f = make_function(code, {}, defaults, keyword_defaults, closure);
    if (f) f.as<function_object>()->module = object(intern(module_name));
    return f;
}

object start_native(code_object& code, std::initializer_list<ref> arguments) noexcept {
    if (!code.first_function) code.first_function = make_function(code, {});
    alignas(object) unsigned char room[16 * sizeof(object)];
    auto* bound = reinterpret_cast<object*>(room);
    std::size_t n = 0;
    for (ref a : arguments) ::new (bound + n++) object(a);
    object made = code.entry(*code.first_function.as<function_object>(), bound);
    while (n) bound[--n].~object();
    return made;
}

std::string address_text(ref x) {
    char text[32];
    std::snprintf(text, sizeof text, " at 0x%llx", static_cast<unsigned long long>(x.bits()));
    return text;
}

object keywords_dict(const ref* values, ref names) noexcept {
    if (!names || !names.as<tuple_object>()->size) return {};
    object dict = make_dict();
    auto* list = names.as<tuple_object>();
    for (std::uint64_t i = 0; i < list->size; ++i)
        if (!dict_set(dict, list->items[i], values[i])) return {};
    return dict;
}

object class_getitem(ref cls, const ref* args, std::size_t, ref) { return make_generic_alias(cls, args[0]); }

void write_stderr(std::string_view text) noexcept {
    object sys = import_module(intern("sys"));
    object stream = sys ? find_attribute(sys, intern("stderr")) : object();
    if (!stream) {  // a program that doesn't import sys
        clear_pending();
        std::fwrite(text.data(), 1, text.size(), stderr);
        return;
    }
    if (stream.is(None)) return;
    object written = stream.call(intern("write"), make_str(text));
    if (!written) clear_pending();
}

}  // namespace cowith
