// The text of an exception as CPython 3.14 prints it: chain, traceback, notes, groups (traceback.TracebackException.format).
#include "cowith/binding.hpp"
#include "cowith/exceptions.hpp"
#include "suggestion.hpp"
#include "traceback_text.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace cowith {

std::string_view type_name_view(const type_object* type) noexcept {
    if (type->type_flags & type_heap) return text_of(type->qualname).substr(text_of(type->qualname).rfind('.') + 1);
    std::string_view name(type->name);
    return name.substr(name.rfind('.') + 1);
}

/// module.qualname; builtins without their module.
/// A class's __module__, borrowed; empty: it is no str.
static ref module_of(const type_object* type) noexcept {
    const ref module = own_attribute(const_cast<type_object&>(*type), intern("__module__"));
    return module && is_str(module) ? module : ref();
}

object qualified_type_name(const type_object* type) noexcept {
    if (!(type->type_flags & type_heap)) return make_str(type->name);
    const ref module = module_of(type);
    std::string out;
    // PyType_GetFullyQualifiedName
    if (module && text_of(module) != "builtins" && text_of(module) != "__main__") (out += text_of(module)) += '.';
    out += text_of(type->qualname);
    return make_str(out);
}

namespace {

/// "module.QualName" for the last line: without the module for builtins and __main__.
std::string shown_type(const type_object* type) {
    if (!(type->type_flags & type_heap)) return std::string(type->name);
    std::string out;
    if (const ref name = module_of(type)) {
        const std::string_view module = text_of(name);
        if (module != "__main__" && module != "builtins") (out += module) += '.';
    }
    out += text_of(type->qualname);
    return out;
}

std::string safe_str(ref x, const char* otherwise) {
    saved_error keep;
    object text = to_str(x);
    if (text) return std::string(text_of(text));
    clear_pending();
    return otherwise;
}

/// "Type: message" with the suggestion that 3.14 adds, then the notes.
void add_last_lines(std::string& out, const std::string& margin, ref exc) {
    auto add = [&](std::string_view text) {
        for (std::size_t start = 0;;) {
            const std::size_t stop = text.find('\n', start);
            out += margin;
            out += text.substr(start, stop == std::string_view::npos ? stop : stop - start);
            out += '\n';
            if (stop == std::string_view::npos) return;
            start = stop + 1;
            if (start == text.size()) {
                return;
            }
        }
    };
    add(exception_line(exc));
    saved_error keep;
    object notes = find_attribute(exc, intern("__notes__"));
    if (!notes || notes.is(None)) {
        clear_pending();
        return;
    }
    if (!has_flag(notes, is_list) && !has_flag(notes, is_tuple)) {
        object text = repr(notes);
        add(text ? text_of(text) : std::string_view("<__notes__ repr() failed>"));
        return;
    }
    object all = list_from(notes);
    for (std::uint64_t i = 0; i < all.as<list_object>()->size; ++i)
        add(safe_str(all.as<list_object>()->items[i], "<note str() failed>"));
}

constexpr const char* cause_text = "\nThe above exception was the direct cause of the following exception:\n\n";
constexpr const char* context_text = "\nDuring handling of the above exception, another exception occurred:\n\n";

void add_exception(std::string& out, ref exc, std::set<const header*>& seen, std::size_t depth, bool inside_group,
                   bool& needs_end);

/// Every line of `text` behind the margin of a group.
void add_indented(std::string& out, const std::string& text, const std::string& margin) {
    for (std::size_t start = 0; start < text.size();) {
        std::size_t stop = text.find('\n', start);
        if (stop == std::string::npos) stop = text.size();
        out += margin;
        out.append(text, start, stop - start);
        out += '\n';
        start = stop + 1;
    }
}

struct chain_link {
    object exc;
    const char* before;  // what joins it to the one printed before it
};

/// The exception and those that led to it, oldest first.
std::vector<chain_link> chain_of(ref exc, std::set<const header*>& seen) {
    std::vector<chain_link> chain;
    const char* joined = nullptr;
    for (object e(exc); e;) {
        seen.insert(e.heap());
        chain.push_back({e, nullptr});
        if (chain.size() > 1) chain[chain.size() - 2].before = joined;
        auto* x = e.as<exception>();
        if (x->cause && !x->cause.is(None)) {
            if (seen.count(x->cause.heap())) break;
            joined = cause_text;
            e = x->cause;
        } else if (!x->suppress_context && x->context && !x->context.is(None)) {
            if (seen.count(x->context.heap())) break;
            joined = context_text;
            e = x->context;
        } else
            break;
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

std::string margin_of(std::size_t depth) { return std::string(depth * 2, ' ') + (depth ? "| " : ""); }

/// An exception group: its own traceback, then its members in boxes.
void add_group(std::string& out, ref exc, std::set<const header*>& seen, std::size_t depth, bool outermost,
               bool& needs_end) {
    constexpr std::size_t shown_members = 15, shown_depth = 10;
    auto* group = exc.as<group_exception>();
    const std::size_t level = depth + (outermost ? 1 : 0);
    const std::string margin = margin_of(level);
    const bool has_traceback = static_cast<bool>(group->traceback);
    if (has_traceback) {
        std::string entries;
        add_traceback_entries(entries, group->traceback);
        out += outermost ? std::string(depth * 2, ' ') + "  + " : margin;
        out += "Exception Group Traceback (most recent call last):\n";
        add_indented(out, entries, margin);
    }
    add_last_lines(out, margin, exc);
    auto* members = group->exceptions.as<tuple_object>();
    const std::string side = std::string(level * 2, ' ');
    for (std::uint64_t i = 0; i < members->size; ++i) {
        const bool truncated = i == shown_members;
        if (truncated || i + 1 == members->size) needs_end = true;
        const std::string number = truncated ? "..." : std::to_string(i + 1);
        out += side + (i == 0 ? "+-+---------------- " : "  +---------------- ") + number + " ----------------\n";
        if (truncated) {
            const std::uint64_t left = members->size - i;
            out +=
                margin_of(level + 1) + "and " + std::to_string(left) + " more exception" + (left > 1 ? "s" : "") + "\n";
            break;
        }
        if (level >= shown_depth)
            out += margin_of(level + 1) + "... (max_group_depth is 10)\n";
        else if (!seen.count(members->items[i].heap()))
            add_exception(out, members->items[i], seen, level + 1, true, needs_end);
    }
    if (needs_end) out += side + "  +------------------------------------\n";
    needs_end = false;  // an inner group's last line closes the outer ones that end there, too
}

void add_exception(std::string& out, ref exc, std::set<const header*>& seen, std::size_t depth, bool inside_group,
                   bool& needs_end) {
    const std::string margin = margin_of(depth);
    for (const chain_link& link : chain_of(exc, seen)) {
        if (link.before) add_indented(out, link.before, margin);
        if (is_subtype(link.exc.type(), &BaseExceptionGroup_type)) {
            add_group(out, link.exc, seen, depth, !inside_group, needs_end);
        } else {
            auto* e = link.exc.as<exception>();
            if (e->traceback) {
                std::string entries;
                add_traceback_entries(entries, e->traceback);
                out += margin + "Traceback (most recent call last):\n";
                add_indented(out, entries, margin);
            }
            add_last_lines(out, margin, link.exc);
        }
    }
}

}  // namespace

std::string exception_line(ref exc) {
    std::string message = safe_str(exc, "<exception str() failed>");
    message += suggestion_for(exc);
    const std::string type = shown_type(exc.type());
    return message.empty() ? type : type + ": " + message;
}

std::string format_exception(ref exc) noexcept {
    std::string out;
    std::set<const header*> seen;
    bool needs_end = false;
    add_exception(out, exc, seen, 0, false, needs_end);
    return out;
}

void print_exception(ref exc) noexcept { write_stderr(format_exception(exc)); }

}  // namespace cowith
