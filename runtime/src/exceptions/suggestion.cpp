// Suggestions for misspelled names (traceback.py: _compute_suggestion_error, a weighted edit distance).
#include "suggestion.hpp"

#include "cowith/code.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/module.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace cowith {
namespace {

constexpr std::size_t move_cost = 2, case_cost = 1, longest = 40, most_candidates = 750;

std::size_t substitution_cost(char a, char b) {
    if (a == b) return 0;
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b) ? case_cost : move_cost;
}

/// Edit distance between `a` and `b`, or more than `limit`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    if (a == b) return 0;
    while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
    while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
    if (a.empty() || b.empty()) return move_cost * (a.size() + b.size());
    if (a.size() > longest || b.size() > longest) return limit + 1;
    if (b.size() < a.size()) std::swap(a, b);
    if ((b.size() - a.size()) * move_cost > limit) return limit + 1;
    std::vector<std::size_t> row(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) row[i] = move_cost * (i + 1);
    std::size_t result = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
        std::size_t diagonal = result = j * move_cost, least = SIZE_MAX;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const std::size_t substituted = diagonal + substitution_cost(b[j], a[i]);
            diagonal = row[i];
            result = std::min(substituted, std::min(result, diagonal) + move_cost);
            row[i] = result;
            least = std::min(least, result);
        }
        if (least > limit) return limit + 1;
    }
    return result;
}

std::string best_match(std::string_view wrong, const std::vector<std::string>& candidates) {
    if (candidates.size() > most_candidates || wrong.size() > longest) return {};
    std::size_t best = SIZE_MAX;
    std::string suggestion;
    for (const std::string& name : candidates) {
        if (name == wrong) continue;
        const std::size_t limit =
            std::min((name.size() + wrong.size() + 3) * move_cost / 6, best == SIZE_MAX ? SIZE_MAX : best - 1);
        const std::size_t d = distance(wrong, name, limit);
        if (d > limit) continue;
        if (suggestion.empty() || d < best) {
            suggestion = name;
            best = d;
        }
    }
    return suggestion;
}

}  // namespace

std::string closest_name(std::string_view wrong, const std::vector<std::string>& candidates) {
    return best_match(wrong, candidates);
}

namespace {

void add_names(std::vector<std::string>& out, ref names) {
    if (!names) return clear_pending();
    object all = list_from(names);
    if (!all) return clear_pending();
    for (std::uint64_t i = 0; i < all.as<list_object>()->size; ++i) {
        ref name = all.as<list_object>()->items[i];
        if (is_str(name)) out.emplace_back(text_of(name));
    }
}

/// dir(x), sorted.
std::vector<std::string> attributes_of(ref x) {
    std::vector<std::string> out;
    if (ref dir = find_builtin(intern("dir"))) add_names(out, dir(x));
    std::sort(out.begin(), out.end());
    return out;
}

/// The names of the parameters and locals of the function where it was raised.
std::vector<std::string> variables_of(ref traceback) {
    const code_object* code = nullptr;
    for (ref tb = traceback; tb && tb.type() == &traceback_type; tb = tb.as<traceback_object>()->next)
        code = tb.as<traceback_object>()->code;
    std::vector<std::string> out;
    if (!code) return out;
    for (const char* list : {code->signature, code->locals}) {
        std::string word;
        for (const char* c = list; *c && *c != '|'; ++c) {
            if (std::isalnum(static_cast<unsigned char>(*c)) || *c == '_' || (*c & 0x80))
                word += *c;
            else if (!word.empty())
                out.push_back(std::move(word)), word.clear();
        }
        if (!word.empty()) out.push_back(std::move(word));
    }
    return out;
}

}  // namespace

std::string suggestion_for(ref exc) noexcept {
    saved_error keep;
    std::string found;
    if (is_subtype(exc.type(), &AttributeError_type)) {
        auto* e = exc.as<attribute_error_exception>();
        if (!e->owner || !e->name || !is_str(e->name)) return {};
        auto names = attributes_of(e->owner);
        const std::string_view wrong = text_of(e->name);
        if (wrong.empty() || wrong[0] != '_') std::erase_if(names, [](const std::string& n) { return n[0] == '_'; });
        found = best_match(wrong, names);
    } else if (is_subtype(exc.type(), &NameError_type)) {
        auto* e = exc.as<name_error_exception>();
        if (!e->name || !is_str(e->name)) return {};
        // CPython looks through the frame's locals, the globals and the builtins in turn; locals are names of the code here.
        std::vector<std::string> names = variables_of(e->traceback);
        if (object module = import_module(intern("__main__"))) {
            auto more = attributes_of(module);
            names.insert(names.end(), more.begin(), more.end());
        } else
            clear_pending();
        if (object module = import_module(intern("builtins"))) {
            auto more = attributes_of(module);
            names.insert(names.end(), more.begin(), more.end());
        } else
            clear_pending();
        found = best_match(text_of(e->name), names);
    } else
        return {};
    return found.empty() ? "" : ". Did you mean: '" + found + "'?";
}

}  // namespace cowith
