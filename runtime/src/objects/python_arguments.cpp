// TypeErrors about the arguments of native functions that CPython has in Python: what binding to the same `def` says.
#include "native.hpp"

#include <cstring>
#include <string>
#include <vector>

namespace cowith {
namespace {

/// "Lock.acquire", "wait_for": the qualified name of the function in CPython's library.
std::string qualified_name(const method_definition& d, const type_object* owner) {
    if (!owner) return d.name;
    const char* dot = std::strrchr(owner->name, '.');
    return std::string(dot ? dot + 1 : owner->name) + "." + d.name;
}

/// The signature as a code object has it: no default values, the receiver as the first parameter.
std::string code_signature(const native_signature& s, bool receiver) {
    std::string text;
    std::size_t positions = 0;
    bool only_keywords = false;
    if (receiver) text = s.positional_only ? "self" : "self, ";
    for (std::uint16_t i = 0; i < s.count; ++i) {
        const bool rest = i == s.rest, options = i == s.options;
        if (!text.empty() && !text.ends_with(", ")) text += ", ";
        if (positions == s.positional && !rest && !options && !only_keywords && s.rest < 0)
            text += "*, ", only_keywords = true;
        text += rest ? "*" : options ? "**" : "";
        text += text_of(s.parameters[i].name);
        if (!rest && !options && !s.parameters[i].required) text += "=";
        if (positions < s.positional && ++positions == s.positional_only) text += ", /";
    }
    return text;
}

}  // namespace

void restate_as_python(const native_callable& code, const type_object* owner, ref self, const ref* args,
                       std::size_t count, ref names) noexcept {
    // Rare, so the function is made for the message alone: binding to it raises.
    const method_definition& d = code.definition();
    const native_signature& s = code.signature();
    object native_error = take_pending();
    const bool receiver = owner || std::strchr(d.name, '.');
    const std::string name = qualified_name(d, owner), text = code_signature(s, receiver && d.kind != method_static);
    code_object shape(d.name, name.c_str(), text.c_str(), "", "", nullptr, 0, nullptr, 0, nullptr, 0);
    prepare_code(shape);
    object made = object::take(make<function_object>(shape));
    auto& f = *made.as<function_object>();
    f.name = f.qualname = make_str(name);
    std::vector<ref> defaults;
    object keyword_defaults = make_dict();
    for (std::uint16_t i = 0; i < s.count; ++i) {
        if (i == s.rest || i == s.options || s.parameters[i].required) continue;
        if (i < s.positional)
            defaults.push_back(None);
        else
            dict_set(keyword_defaults, s.parameters[i].name, None);
    }
    if (!defaults.empty()) f.defaults = make_tuple(defaults.data(), defaults.size());
    f.keyword_defaults = std::move(keyword_defaults);
    std::vector<ref> all;
    if (receiver && self && d.kind != method_static) all.push_back(self);
    const std::size_t extra = all.size(), keywords = keyword_count(names);
    all.insert(all.end(), args, args + count + keywords);
    std::vector<object> bound(shape.parameter_count + 1u);
    if (bind_arguments(f, all.data(), count + extra, names, bound.data()) && native_error)
        reraise(static_cast<exception*>(native_error.give()));
}

}  // namespace cowith
