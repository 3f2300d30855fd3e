#include "native_code.hpp"

#include <cowith/class.hpp>

#include <map>

namespace cowith {
namespace {

struct stored_code {
    native_code texts;
    code_object code;
    stored_code(const native_code& t, std::uint32_t flags) noexcept
        : texts(t), code(texts.name.c_str(), texts.qualname.c_str(), texts.signature.c_str(), "", "data", nullptr, 1,
                         nullptr, 0, texts.entry, flags) {}
};

/// Code objects live for ever, so equal ones are shared.
code_object& code_for(const native_code& code) noexcept {
    static auto& known = *new std::map<std::string, stored_code*>;
    std::string key = code.qualname + '\0' + code.name + '\0' + code.signature + '\0' +
                      std::to_string(reinterpret_cast<std::uintptr_t>(code.entry));
    stored_code*& place = known[key];
    if (!place) place = new stored_code(code, 0);
    return place->code;
}

}  // namespace

object make_code_function(const native_code& code, ref data, ref defaults, ref keyword_defaults,
                          ref module_name) noexcept {
    object cell = new_cell(data ? object(data) : object(None));
    object function = make_function(code_for(code), {}, defaults, keyword_defaults, tuple(cell));
    if (function && module_name) function.as<function_object>()->module = module_name;
    return function;
}

object dict_of_instance(ref self, const ref*, std::size_t, ref) {
    ref dict = instance_dict(self);
    return dict ? object(dict) : raise_error(AttributeError_type, "'%T' object has no attribute '__dict__'", self);
}

std::string class_qualname(ref cls) noexcept {
    static const ref name = intern("__qualname__");
    object qualname = find_attribute(cls, name);
    if (qualname && is_str(qualname)) return std::string(text_of(qualname));
    if (is_failed()) clear_pending();
    return has_flag(cls, is_type) ? cls.as<type_object>()->name : "?";
}

std::string class_full_name(ref cls) noexcept {
    static const ref name = intern("__module__");
    object module = find_attribute(cls, name);
    if (is_failed()) clear_pending();
    if (!module || !is_str(module) || text_of(module) == "builtins") return class_qualname(cls);
    return std::string(text_of(module)) + "." + class_qualname(cls);
}

}  // namespace cowith
