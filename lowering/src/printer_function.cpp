// The head of a function: its signature, its locals, the names of everything in it.

#include "line_directives.hpp"
#include "names.hpp"
#include "printer.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace cowith::lowering {

using ir::stmt_kind;
using role = ir::variable::role;

const char* function_printer::kind_name() const {
    switch (fn_.kind) {
    case ir::function_kind::coroutine: return "py::coroutine";
    case ir::function_kind::generator: return "py::generator";
    case ir::function_kind::async_generator: return "py::async_generator";
    case ir::function_kind::plain: return "py::object";
    default: return "bool";
    }
}

std::string function_printer::unused_name(std::string wish, bool keep) {
    const std::string base = wish;
    for (int n = 2; taken_.contains(wish); ++n) wish = base + (base.ends_with('_') ? "" : "_") + std::to_string(n);
    if (keep) taken_.insert(wish);
    return wish;
}

// Python's names first, then those of blocks, then temporaries.
void function_printer::choose_names() {
    for (const ir::variable& v : fn_.variables) {
        if (v.is == role::temporary || v.hidden || v.cpp_name.starts_with("ns.")) continue;
        names_[&v] = unused_name(v.cpp_name, true);
    }
    const std::function<void(const ir::stmts&)> blocks = [&](const ir::stmts& list) {
        for (const ir::stmt* s : list) {
            switch (s->kind) {
            case stmt_kind::for_:
            case stmt_kind::async_for:
            case stmt_kind::handler: taken_.insert(s->text); break;
            case stmt_kind::declare:
                if (const std::size_t space = s->text.find(' '), open = s->text.find('(');
                    space != std::string::npos && open != std::string::npos)
                    taken_.insert(s->text.substr(space + 1, open - space - 1));
                break;
            default: break;
            }
            blocks(s->body);
            blocks(s->orelse);
        }
    };
    blocks(fn_.body);
    for (const ir::position& p : fn_.positions) {
        std::uint16_t& last = last_operation_[p.line];
        last = std::max(last, p.operation);
    }
    // Slots must have their names before the body is printed; other temporaries get them where they appear.
    for (const ir::variable& v : fn_.variables) {
        if ((v.is != role::temporary && !v.hidden) || !v.slot) continue;
        names_[&v] = unused_name(cpp_identifier(v.hint.empty() ? "value" : v.hint), true);
    }
}

void function_printer::docstring() {
    if (!fn_.has_doc || fn_.kind == ir::function_kind::module_body) return;
    std::size_t start = 0;
    const std::string& doc = fn_.doc;
    while (start < doc.size()) {
        std::size_t end = doc.find('\n', start);
        if (end == std::string::npos) end = doc.size();
        std::string text = doc.substr(start, end - start);
        const std::size_t first = text.find_first_not_of(" \t\r");
        text = first == std::string::npos ? "" : text.substr(first);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\\')) text.pop_back();
        if (!(text.empty() && end == doc.size())) line(text.empty() ? "///" : "/// " + text);
        start = end + 1;
    }
}

namespace {

// The names that stand alone in printed text: not in comments or literals, not behind a dot.
std::set<std::string, std::less<>> names_in(std::string_view text) {
    const auto part = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    std::set<std::string, std::less<>> names;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '"') {
            for (++i; i < text.size() && text[i] != '"'; ++i)
                if (text[i] == '\\') ++i;
            for (++i; i < text.size() && part(text[i]); ++i) {
            }  // _s
        } else if (text.substr(i, 2) == "//") {
            i = std::min(text.find('\n', i), text.size());
        } else if (part(text[i])) {
            const std::size_t start = i;
            while (i < text.size() && part(text[i])) ++i;
            if (start == 0 || text[start - 1] != '.') names.emplace(text.substr(start, i - start));
        } else {
            ++i;
        }
    }
    return names;
}

}  // namespace

// Compilers count each use of a structured binding as a place on the binding's own line.
void function_printer::named_slots(const std::vector<const ir::variable*>& slots) {
    line("auto& slots_ = at.locals();");
    for (std::size_t i = 0; i < slots.size(); ++i)
        line("[[maybe_unused]] py::object& " + name(*slots[i]) + " = slots_[" + std::to_string(i) + "];");
}

std::string function_printer::print() {
    choose_names();
    indent_ = 1;
    line_ = fn_.first_line;
    statements(fn_.body);
    const std::string marked_body = std::move(out_);
    const std::string body = without_marks(marked_body);
    const auto used_names = names_in(body);
    const std::uint32_t last_line = line_;
    out_.clear();
    indent_ = 0;
    line_ = fn_.first_line;
    docstring();
    const auto has = [&](const char* text) { return body.find(text) != std::string::npos; };
    const bool uses_at = has(" at(") || has("(at(") || has("(at)") || has("(at, ") || has("{at}") || has("!at(");
    if (fn_.suspends()) {
        std::vector<const ir::variable*> slots(fn_.parameters.begin(), fn_.parameters.end());
        slots.insert(slots.end(), fn_.locals.begin(), fn_.locals.end());
        slots.insert(slots.end(), fn_.free.begin(), fn_.free.end());
        std::string temporaries;
        for (const ir::variable& v : fn_.variables)
            if (v.slot && (v.is == role::temporary || v.hidden)) {
                slots.push_back(&v);
                temporaries += " " + name(v);
            }
        if (!temporaries.empty()) fn_.locals_text += (fn_.locals_text.empty() ? "|" : " |") + temporaries;
        bool any = false;
        std::string list;
        for (const ir::variable* v : slots) {
            list += (list.empty() ? "" : ", ") + name(*v);
            any |= used_names.contains(name(*v));
        }
        line(std::string(kind_name()) + " " + fn_.cpp_name + "(py::frame<" + std::to_string(slots.size()) + "> " +
             (uses_at || any ? "at" : "/*at*/") + ") {");
        indent_ = 1;
        if (any && module_.options.for_debugger)
            named_slots(slots);
        else if (any)
            line("auto& [" + list + "] = at.locals();");
    } else if (fn_.kind == ir::function_kind::plain) {
        std::string list = !fn_.lazy ? "" : uses_at ? "py::at at" : "py::at";
        const auto parameter = [&](const ir::variable* v) {
            const bool used = used_names.contains(name(*v));
            list += (list.empty() ? "" : ", ") + (used ? "py::ref " + name(*v) : "py::ref /*" + name(*v) + "*/");
        };
        for (const ir::variable* v : fn_.parameters) parameter(v);
        for (const ir::variable* v : fn_.free) parameter(v);
        const std::string start = (fn_.lazy ? "static py::object " : "py::object ") + fn_.cpp_name + "(" + list +
                                  ") {" + (fn_.never_suspends ? "  // async" : "");
        if (fn_.lazy && body.find('\n') == body.size() - 1 && start.size() + body.size() < 118)
            return start + " " + body.substr(4, body.size() - 5) + " }\n";
        line(start);
        indent_ = 1;
        if (uses_at && !fn_.lazy) line("const py::at at{" + fn_.code_name + "};");
        std::string locals;
        bool any = false;
        for (const ir::variable* v : fn_.locals) {
            locals += (locals.empty() ? "" : ", ") + name(*v);
            any |= used_names.contains(name(*v));
        }
        if (any && module_.options.for_debugger)
            line("py::object " + locals + ";");
        else if (any)
            line("auto [" + locals + "] = py::locals<" + std::to_string(fn_.locals.size()) + ">();");
    } else {
        const bool is_class = fn_.kind == ir::function_kind::class_body;
        line("static bool " + fn_.cpp_name +
             (is_class ? (used_names.contains("ns") ? "(py::class_namespace& ns) {" : "(py::class_namespace&) {")
                       : "(py::module_object&) noexcept {"));
        indent_ = 1;
        if (uses_at) line("const py::at at{" + fn_.code_name + (is_class ? "_code};" : "};"));
    }
    indent_ = 0;
    out_ += marked_body;
    line_ = last_line;
    indent_ = 1;
    if (!fn_.suspends() && fn_.kind != ir::function_kind::plain)
        line("return true;");
    else if (fn_.body.empty() ||
             (fn_.body.back()->kind != stmt_kind::result && fn_.body.back()->kind != stmt_kind::raise))
        line(fn_.suspends() ? "co_return py::None;" : "return py::None;");
    indent_ = 0;
    line_ = fn_.first_line;
    line("}");
    fn_.uses_at = uses_at;
    return std::move(out_);
}

}  // namespace cowith::lowering
