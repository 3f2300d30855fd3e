// Text signatures of native functions, and binding by them with the messages of Python/getargs.c and Objects/methodobject.c.
#include "native.hpp"

#include <cstring>
#include <unordered_map>

namespace cowith {
namespace {

std::string_view trim(std::string_view s) noexcept {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    return s;
}

/// A first name that stands for the receiver; a lone `cls` is an argument (functools.total_ordering).
bool is_receiver(std::string_view name, std::size_t parts, method_kind kind) noexcept {
    return name == "self" || (name == "type" && kind == method_class) || (name == "cls" && parts > 1) ||
           name == "module" || name.starts_with('$');
}

/// Calls f(part) for each comma-separated part outside quotes and brackets.
template <class F> void each_part(std::string_view text, F&& f) {
    std::size_t start = 0;
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ',';
        if (quote) {
            if (c == quote) quote = 0;
            if (i < text.size()) continue;
        }
        if (c == '\'' || c == '"') quote = c;
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if (c == ',' && (depth <= 0 || i == text.size())) {
            if (auto part = trim(text.substr(start, i - start)); !part.empty()) f(part);
            start = i + 1;
        }
    }
}

void parse(const method_definition& d, native_signature& s) noexcept {
    const std::string_view text = d.signature ? d.signature : "";
    if (text.empty() || d.kind == method_getter) return;
    s.binds = true;
    std::uint16_t total = 0;
    each_part(text, [&](std::string_view part) { total += part != "/"; });
    s.parameters =
        static_cast<native_signature::parameter*>(allocate((total + 2u) * sizeof(native_signature::parameter)));
    bool first = true, keyword_only = false, optional_seen = false;
    each_part(text, [&](std::string_view part) {
        const bool receiver = first && is_receiver(part, total, d.kind);
        first = false;
        if (receiver) {
            s.has_receiver = true;
            return;
        }
        if (part == "/") {
            s.positional_only = s.positional;
            return;
        }
        if (part == "*") {
            keyword_only = true;
            return;
        }
        const std::size_t equals = part.find('=');
        std::string_view name = trim(part.substr(0, equals));
        if (name.starts_with("**")) {
            s.options = static_cast<std::int16_t>(s.count);
            name.remove_prefix(2);
        } else if (name.starts_with("*")) {
            s.rest = static_cast<std::int16_t>(s.count);
            name.remove_prefix(1);
            keyword_only = true;
        } else if (!keyword_only) {
            ++s.positional;
            optional_seen = optional_seen || equals != std::string_view::npos;
            if (!optional_seen) ++s.required_positional;
        }
        s.parameters[s.count++] = {intern(name), equals == std::string_view::npos};
    });
    s.only_positions = s.positional_only == s.count || (s.rest >= 0 && s.positional_only + 1 == s.count);
}

// ---- errors

/// "list.append", "len" or "math.sin" (_PyObject_FunctionStr)
std::string full_name(const method_definition& d, const type_object* owner, ref module) {
    if (owner) {
        const char* dot = std::strrchr(owner->name, '.');
        return std::string(dot ? dot + 1 : owner->name) + "." + d.name;
    }
    if (!is_str(module) || text_of(module) == "builtins") return d.name;
    return std::string(text_of(module)) + "." + d.name;
}

failed_t raise_count(const method_definition& d, const native_signature& s, const std::string& name,
                     std::size_t count) noexcept {
    if (s.count == 0) return raise_error(TypeError_type, "%s() takes no arguments (%zd given)", name.c_str(), count);
    if (s.count == 1 && s.required_positional == 1)
        return raise_error(TypeError_type, "%s() takes exactly one argument (%zd given)", name.c_str(), count);
    const bool few = count < s.required_positional;
    const std::size_t wanted = few ? s.required_positional : s.positional;
    const char* bound = s.required_positional == s.positional && s.rest < 0 ? "" : few ? "at least " : "at most ";
    return raise_error(TypeError_type, "%.200s expected %s%zd argument%s, got %zd", d.name, bound, wanted,
                       wanted == 1 ? "" : "s", count);
}

object with_positions_only(const method_definition& d, const native_signature& s, ref self, const ref* args,
                           std::size_t count) noexcept {
    constexpr std::size_t few = 8;
    ref small[few];
    object rest;
    ref* bound = small;
    if (s.count > few) bound = static_cast<ref*>(allocate(s.count * sizeof(ref)));
    for (std::size_t i = 0; i < s.positional; ++i) bound[i] = i < count ? args[i] : ref();
    if (s.rest >= 0) {
        rest = count > s.positional ? make_tuple(args + s.positional, count - s.positional) : make_tuple(nullptr, 0);
        bound[s.rest] = rest;
    }
    object result = d.function(self, bound, s.count, {});
    if (bound != small) release(bound, s.count * sizeof(ref));
    return result;
}

/// The parameter that a keyword names, or -1.
int find_parameter(const native_signature& s, ref name) noexcept {
    for (int i = s.positional_only; i < s.count; ++i)
        if (i != s.rest && i != s.options &&
            (s.parameters[i].name.is(name) || text_of(s.parameters[i].name) == text_of(name)))
            return i;
    return -1;
}

bool bind_all(const method_definition& d, const native_signature& s, const ref* args, std::size_t count, ref names,
              ref* bound, object& rest, object& options) noexcept {
    const std::size_t keywords = keyword_count(names);
    const std::size_t nameable = s.count - (s.rest >= 0) - (s.options >= 0);
    if (s.rest < 0 && s.options < 0 && count + keywords > nameable) {
        raise_error(TypeError_type, "%.200s() takes %s %zd %sargument%s (%zd given)", d.name, "at most", nameable,
                    count == 0 ? "keyword " : "", nameable == 1 ? "" : "s", count + keywords);
        return false;
    }
    if (s.rest < 0 && count > s.positional) {
        if (s.positional == 0)
            raise_error(TypeError_type, "%.200s() takes no positional arguments", d.name);
        else
            raise_error(TypeError_type, "%.200s() takes %s %zd positional argument%s (%zd given)", d.name,
                        s.required_positional < s.positional ? "at most" : "exactly", std::size_t{s.positional},
                        s.positional == 1 ? "" : "s", count);
        return false;
    }
    for (std::size_t i = 0; i < s.positional && i < count; ++i) bound[i] = args[i];
    if (s.rest >= 0) {
        rest = count > s.positional ? make_tuple(args + s.positional, count - s.positional) : make_tuple(nullptr, 0);
        bound[s.rest] = rest;
    }
    if (s.options >= 0) bound[s.options] = options = make_dict();
    for (std::size_t k = 0; k < keywords; ++k) {
        const ref name = names.as<tuple_object>()->items[k];
        const int at = find_parameter(s, name);
        if (at < 0) {
            if (s.options >= 0) {
                if (!dict_set(options, name, args[count + k])) return false;
                continue;
            }
            raise_error(TypeError_type, "%.200s() got an unexpected keyword argument '%S'", d.name, name);
            return false;
        }
        if (bound[at]) {
            raise_error(TypeError_type, "argument for %.200s() given by name ('%S') and position (%zd)", d.name, name,
                        static_cast<std::size_t>(at) + 1);
            return false;
        }
        bound[at] = args[count + k];
    }
    if (count < s.positional_only)
        for (std::size_t i = count; i < s.positional_only; ++i)
            if (s.parameters[i].required) {
                const std::size_t wanted =
                    s.required_positional < s.positional_only ? s.required_positional : s.positional_only;
                raise_error(TypeError_type, "%.200s() takes %s %zd positional argument%s (%zd given)", d.name,
                            wanted < s.positional ? "at least" : "exactly", wanted, wanted == 1 ? "" : "s", count);
                return false;
            }
    for (int i = 0; i < s.count; ++i)
        if (!bound[i] && i != s.rest && i != s.options && s.parameters[i].required) {
            raise_error(TypeError_type, "%.200s() missing required argument '%S' (pos %d)", d.name,
                        s.parameters[i].name, i + 1);
            return false;
        }
    return true;
}

}  // namespace

const native_signature& signature_of(const method_definition& definition) noexcept {
    static auto& cache = *new std::unordered_map<const method_definition*, native_signature>;
    auto [place, fresh] = cache.try_emplace(&definition);
    if (fresh) parse(definition, place->second);
    return place->second;
}

object call_native(const native_callable& code, const type_object* owner, ref self, const ref* args, std::size_t count,
                   ref names, ref module) noexcept {
    const method_definition& d = code.definition();
    const native_signature& s = code.signature();
    if (names && names.as<tuple_object>()->size == 0) names = ref();
    if (!s.binds) return d.function(self, args, count, names);
    if (!names && count == s.positional && s.count == s.positional) [[likely]]
        return d.function(self, args, count, {});
    const auto refuse = [&]() noexcept {
        if (code.style() == call_style::python) restate_as_python(code, owner, self, args, count, names);
        return object();
    };
    if (s.only_positions) {
        if (names) {
            raise_error(TypeError_type, "%s() takes no keyword arguments", full_name(d, owner, module).c_str());
            return refuse();
        }
        if (count < s.required_positional || (s.rest < 0 && count > s.positional)) {
            raise_count(d, s, full_name(d, owner, module), count);
            return refuse();
        }
        return with_positions_only(d, s, self, args, count);
    }
    constexpr std::size_t few = 12;
    ref small[few];
    object rest, options;
    ref* bound = small;
    if (s.count > few) bound = static_cast<ref*>(allocate(s.count * sizeof(ref)));
    for (std::size_t i = 0; i < s.count; ++i) bound[i] = ref();
    object result;
    if (bind_all(d, s, args, count, names, bound, rest, options))
        result = d.function(self, bound, s.count, {});
    else
        refuse();
    if (bound != small) release(bound, s.count * sizeof(ref));
    return result;
}

}  // namespace cowith
