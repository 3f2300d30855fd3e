// Binding arguments to the parameters of a Python function, with the messages of Python/ceval.c (initialize_locals).
#include "../exceptions/suggestion.hpp"
#include "attributes.hpp"

#include <string>
#include <vector>

namespace cowith {

namespace {

bool is_space(char c) noexcept { return c == ' '; }

}  // namespace

/// How many names stand in a list of code.hpp, before the `|` if there is one.
static std::uint16_t count_names(const char* list) noexcept {
    std::uint16_t count = 0;
    bool inside = false;
    for (const char* p = list; p && *p && *p != '|'; ++p) {
        if (!is_space(*p) && !inside) ++count;
        inside = !is_space(*p);
    }
    return count;
}

void prepare_code(code_object& code) noexcept {
    if (code.prepared) return;
    code.prepared = true;
    std::vector<ref> positional, keyword_only;
    ref rest, options;
    bool only_keywords = false;
    std::string_view text = code.signature;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        while (!part.empty() && is_space(part.front())) part.remove_prefix(1);
        while (!part.empty() && (is_space(part.back()) || part.back() == '=')) part.remove_suffix(1);
        if (part.empty()) continue;
        if (part == "/")
            code.positional_only = static_cast<std::uint16_t>(positional.size());
        else if (part == "*")
            only_keywords = true;
        else if (part.starts_with("**"))
            options = intern(part.substr(2));
        else if (part.starts_with("*"))
            rest = intern(part.substr(1)), only_keywords = true;
        else
            (only_keywords ? keyword_only : positional).push_back(intern(part));
    }
    // `bound` is in the order: positional, *rest, keyword-only, **options.
    std::vector<ref> all = positional;
    if (rest) all.push_back(rest);
    for (ref name : keyword_only) all.push_back(name);
    if (options) all.push_back(options);
    code.positional = static_cast<std::uint16_t>(positional.size());
    code.keyword_only = static_cast<std::uint16_t>(keyword_only.size());
    code.parameter_count = static_cast<std::uint16_t>(all.size());
    code.parameter_names = make_tuple(all.data(), all.size());
    if (rest) code.code_flags |= code_varargs;
    if (options) code.code_flags |= code_varkeywords;
    code.free_count = count_names(code.free);
    code.local_count = code.plain ? 0 : count_names(code.locals);
}

namespace {

/// The arguments of one call on their way to the parameters.
class binder {
  public:
    binder(function_object& f, const ref* args, std::size_t count, ref names, object* bound) noexcept
        : function_(f), code_(*f.code), args_(args), count_(count), keywords_(keyword_count(names)), names_(names),
          bound_(bound), names_of_parameters_(code_.parameter_names.as<tuple_object>()->items),
          varargs_(code_.code_flags & code_varargs), varkeywords_(code_.code_flags & code_varkeywords),
          first_keyword_only_(code_.positional + (varargs_ ? 1u : 0u)) {}

    bool run() noexcept {
        const std::size_t positional = count_ < code_.positional ? count_ : code_.positional;
        for (std::size_t i = 0; i < positional; ++i) bound_[i] = args_[i];
        if (varargs_)
            bound_[code_.positional] =
                count_ > positional ? make_tuple(args_ + positional, count_ - positional) : make_tuple(nullptr, 0);
        if (varkeywords_) bound_[code_.parameter_count - 1u] = make_dict();
        for (std::size_t k = 0; k < keywords_; ++k)
            if (!bind_keyword(k)) return false;
        if (count_ > code_.positional && !varargs_) return raise_too_many();
        return fill_positional_defaults() && fill_keyword_defaults();
    }

  private:
    ref qualname() const noexcept { return function_.qualname; }

    bool bind_keyword(std::size_t k) noexcept {
        const ref name = names_.as<tuple_object>()->items[k];
        const ref value = args_[count_ + k];
        if (!is_str(name)) return raise_error(TypeError_type, "%S() keywords must be strings", qualname()), false;
        int at = find(name, code_.positional_only);
        if (at < 0) {
            if (varkeywords_) return dict_set(bound_[code_.parameter_count - 1u], name, value);
            if (code_.positional_only && raise_positional_only_by_name()) return false;
            return raise_unexpected(name);
        }
        if (bound_[at])
            return raise_error(TypeError_type, "%S() got multiple values for argument '%S'", qualname(), name), false;
        bound_[at] = value;
        return true;
    }

    int find(ref name, std::size_t from) const noexcept {
        const std::size_t end = first_keyword_only_ + code_.keyword_only;
        for (std::size_t i = from; i < end; ++i)
            if (names_of_parameters_[i].is(name) && !(varargs_ && i == code_.positional)) return static_cast<int>(i);
        if (name.heap()->flags & flag_interned && name.type() == &str_type) return -1;
        for (std::size_t i = from; i < end; ++i)
            if (!(varargs_ && i == code_.positional) && text_of(names_of_parameters_[i]) == text_of(name))
                return static_cast<int>(i);
        return -1;
    }

    /// True when some keyword names a positional-only parameter (and that has been raised).
    bool raise_positional_only_by_name() noexcept {
        std::string wrong;
        for (std::size_t i = 0; i < code_.positional_only; ++i)
            for (std::size_t k = 0; k < keywords_; ++k) {
                const ref name = names_.as<tuple_object>()->items[k];
                if (!is_str(name) || text_of(name) != text_of(names_of_parameters_[i])) continue;
                if (!wrong.empty()) wrong += ", ";
                wrong += text_of(name);
            }
        if (wrong.empty()) return false;
        raise_error(TypeError_type, "%S() got some positional-only arguments passed as keyword arguments: '%s'",
                    qualname(), wrong.c_str());
        return true;
    }

    bool raise_unexpected(ref name) noexcept {
        std::vector<std::string> candidates;
        for (std::size_t i = code_.positional_only; i < first_keyword_only_ + code_.keyword_only; ++i)
            if (!(varargs_ && i == code_.positional)) candidates.emplace_back(text_of(names_of_parameters_[i]));
        const std::string near = closest_name(text_of(name), candidates);
        if (near.empty())
            raise_error(TypeError_type, "%S() got an unexpected keyword argument '%S'", qualname(), name);
        else
            raise_error(TypeError_type, "%S() got an unexpected keyword argument '%S'. Did you mean '%s'?", qualname(),
                        name, near.c_str());
        return false;
    }

    bool raise_too_many() noexcept {
        const std::size_t defaults = function_.defaults ? function_.defaults.as<tuple_object>()->size : 0;
        std::size_t keyword_only_given = 0;
        for (std::size_t i = 0; i < code_.keyword_only; ++i)
            keyword_only_given += bound_[first_keyword_only_ + i] ? 1 : 0;
        const std::size_t takes = code_.positional;
        std::string counts;
        bool plural = takes != 1;
        if (defaults) {
            counts = "from " + std::to_string(takes - defaults) + " to " + std::to_string(takes);
            plural = true;
        } else {
            counts = std::to_string(takes);
        }
        std::string also;
        if (keyword_only_given) {
            also = std::string(" positional argument") + (count_ != 1 ? "s" : "") + " (and " +
                   std::to_string(keyword_only_given) + " keyword-only argument" +
                   (keyword_only_given != 1 ? "s" : "") + ")";
        }
        raise_error(TypeError_type, "%S() takes %s positional argument%s but %zd%s %s given", qualname(),
                    counts.c_str(), plural ? "s" : "", count_, also.c_str(),
                    count_ == 1 && !keyword_only_given ? "was" : "were");
        return false;
    }

    bool raise_missing(const char* kind, const std::vector<ref>& missing) noexcept {
        std::string list;
        for (std::size_t i = 0; i < missing.size(); ++i) {
            if (i) list += missing.size() == 2 ? " and " : i + 1 == missing.size() ? ", and " : ", ";
            list += "'" + std::string(text_of(missing[i])) + "'";
        }
        raise_error(TypeError_type, "%S() missing %zd required %s argument%s: %s", qualname(), missing.size(), kind,
                    missing.size() == 1 ? "" : "s", list.c_str());
        return false;
    }

    bool fill_positional_defaults() noexcept {
        if (count_ >= code_.positional) return true;
        const tuple_object* defaults = function_.defaults ? function_.defaults.as<tuple_object>() : nullptr;
        const std::size_t given = defaults ? defaults->size : 0;
        const std::size_t required = given > code_.positional ? 0 : code_.positional - given;
        std::vector<ref> missing;
        for (std::size_t i = count_; i < required; ++i)
            if (!bound_[i]) missing.push_back(names_of_parameters_[i]);
        if (!missing.empty()) return raise_missing("positional", missing);
        for (std::size_t i = count_ > required ? count_ : required; i < code_.positional; ++i)
            if (!bound_[i]) bound_[i] = defaults->items[i - required];
        return true;
    }

    bool fill_keyword_defaults() noexcept {
        std::vector<ref> missing;
        for (std::size_t i = 0; i < code_.keyword_only; ++i) {
            object& place = bound_[first_keyword_only_ + i];
            if (place) continue;
            const ref name = names_of_parameters_[first_keyword_only_ + i];
            if (function_.keyword_defaults) place = dict_get_interned(function_.keyword_defaults, name);
            if (!place) missing.push_back(name);
        }
        return missing.empty() || raise_missing("keyword-only", missing);
    }

    function_object& function_;
    const code_object& code_;
    const ref* args_;
    std::size_t count_, keywords_;
    ref names_;
    object* bound_;
    const object* names_of_parameters_;
    bool varargs_, varkeywords_;
    std::size_t first_keyword_only_;
};

}  // namespace

bool bind_arguments(function_object& f, const ref* args, std::size_t count, ref names, object* bound) noexcept {
    return binder(f, args, count, names, bound).run();
}

}  // namespace cowith
