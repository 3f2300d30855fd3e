#include "module_graph.hpp"

#include <algorithm>
#include <string_view>

namespace cowith::driver {
namespace {

/// "a", "a.b", "a.b.c" for "a.b.c": importing a module imports the packages that hold it.
std::vector<std::string> with_parents(const std::string& name) {
    std::vector<std::string> result;
    for (auto dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1))
        result.push_back(name.substr(0, dot));
    result.push_back(name);
    return result;
}

/// Native modules and names that their native package doesn't have stay out of the search for files.
bool has_native_parent(const std::string& name) {
    const auto dot = name.rfind('.');
    return dot != std::string::npos && find_native_module(name.substr(0, dot)) != nullptr;
}

void report_missing(const import_request& request, const std::string& name, module_node& node) {
    auto& message = node.messages.error("E0402", node.shown_path, request.where, "No module named '" + name + "'");
    message.type = "ModuleNotFoundError";
    message.help.emplace_back("it is no native module of cowith's runtime, and no file on Python's search path");
}

const char* const instead_of_c = "use a C++ library through --native, or import it where it is needed, under --defer";

frontend::diagnostic& report_unsupported(const import_request& request, const std::string& name,
                                         const std::string& path, frontend::diagnostics& messages) {
    auto& message = messages.error("E0402", path, request.where, "'" + name + "' isn't supported yet");
    message.type = "ModuleNotFoundError";
    message.help.emplace_back(instead_of_c);
    return message;
}
bool is_missing_c(const frontend::diagnostic& message) {
    return message.code == "E0402" && !message.help.empty() && message.help[0] == instead_of_c;
}

}  // namespace

void module_graph::add(const input_file& input) {
    module_node& node = nodes_.emplace_back();
    node.input = input;
    by_name_.emplace(input.module, nodes_.size() - 1);
}

module_node* module_graph::next() {
    if (done_ > 0) follow_imports(done_ - 1);
    return done_ < nodes_.size() ? &nodes_[done_++] : nullptr;
}

void module_graph::follow_imports(std::size_t from) {
    for (const import_request& request : nodes_[from].imports) follow_import(from, request);
}

void module_graph::follow_import(std::size_t from, const import_request& request) {
    const bool required = !defer_ && !request.optional && !(request.deferred && nodes_[from].is_library);
    if (request.name.empty()) {
        if (required) {
            module_node& node = nodes_[from];
            const bool in_package = node.input.is_package || node.input.module.find('.') != std::string::npos;
            auto& message = node.messages.error("E0403", node.shown_path, request.where,
                                                in_package ? "attempted relative import beyond top-level package"
                                                           : "attempted relative import with no known parent package");
            message.type = "ImportError";
            if (!in_package)
                message.help.emplace_back("to run a module of a package, name the module: cowith run -m package." +
                                          node.input.path.stem().string());
        }
        return;
    }
    for (const std::string& name : with_parents(request.name)) {
        auto known = by_name_.find(name);
        if (known == by_name_.end()) {
            const bool replaced = std::find(from_library_.begin(), from_library_.end(), name) != from_library_.end();
            const bool is_native = !replaced && find_native_module(name) != nullptr && !finder_.shadows_library(name);
            // socket and selectors have names alone, so that the library's logging.handlers and the like can be imported.
            const bool missing_c = stands_on_missing_c(name) && !finder_.shadows_library(name);
            if (missing_c && required && !request.may_be_attribute && !(is_native && nodes_[from].is_library))
                report_unsupported(request, name, nodes_[from].shown_path, nodes_[from].messages);
            if (is_native || std::find(elsewhere_.begin(), elsewhere_.end(), name) != elsewhere_.end()) {
                auto& others = is_native ? nodes_[from].natives : nodes_[from].elsewhere;
                if (std::find(others.begin(), others.end(), name) == others.end()) others.push_back(name);
                continue;
            }
            if (missing_c) return;
            const auto file = has_native_parent(name) && !replaced ? std::nullopt : finder_.find(name, made_from_);
            if (!file) {
                if (!has_native_parent(name) && finder_.is_namespace(name)) continue;  // the runtime makes its module
                if (required && !request.may_be_attribute) report_missing(request, name, nodes_[from]);
                return;
            }
            if (!follow_) continue;
            module_node& node = nodes_.emplace_back();
            node.input = {file->name, file->path, file->is_package};
            node.is_library = file->is_library;
            node.imported.push_back(request);
            node.importer = from;
            known = by_name_.emplace(name, nodes_.size() - 1).first;
        }
        (required ? nodes_[from].required : nodes_[from].optional).push_back(known->second);
    }
}

void module_graph::mark_unusable() {
    for (module_node& node : nodes_) node.usable = !node.messages.has_errors();
    for (bool changed = true; changed;) {
        changed = false;
        for (module_node& node : nodes_) {
            if (!node.usable || std::all_of(node.required.begin(), node.required.end(),
                                            [&](std::size_t other) { return nodes_[other].usable; }))
                continue;
            node.usable = false;
            changed = true;
        }
    }
}

void module_graph::mark_needed() {
    // The files named, what they require, and of what they may do without, what can be had.
    std::vector<std::size_t> open;
    const auto need = [&](std::size_t i) {
        if (nodes_[i].needed) return;
        nodes_[i].needed = true;
        open.push_back(i);
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (nodes_[i].imported.empty()) need(i);
    while (!open.empty()) {
        const module_node& node = nodes_[open.back()];
        open.pop_back();
        for (const std::size_t other : node.required) need(other);
        for (const std::size_t other : node.optional)
            if (nodes_[other].usable || !nodes_[other].is_library) need(other);
    }
}

/// A library's module needs what the runtime lacks: said where the user's own file imports it.
void module_graph::report_above(const module_node& node, const frontend::diagnostic& missing,
                                frontend::diagnostics& all) const {
    const module_node* at = &node;
    while (at->is_library && nodes_[at->importer].is_library) at = &nodes_[at->importer];
    const import_request& request = at->imported[0];
    const module_node& own = nodes_[at->importer];
    for (const auto& message : all.list)
        if (message.code == missing.code && message.path == own.shown_path && message.where.line == request.where.line)
            return;
    import_request shown = request;
    if (shown.may_be_attribute) shown.name = at->input.module;
    frontend::diagnostics one;
    auto& message = report_unsupported(shown, shown.name, own.shown_path, one);
    message.help.push_back(missing.path + ":" + std::to_string(missing.where.line) + ": " + missing.message);
    all.add(message);
}

void module_graph::decide(frontend::diagnostics& all) {
    mark_unusable();
    mark_needed();
    for (const module_node& node : nodes_) {
        if (!node.needed) continue;
        bool explained = false;
        for (const frontend::diagnostic& message : node.messages.list) {
            if (node.is_library && message.level != frontend::severity::error) continue;
            if (node.is_library && is_missing_c(message)) {
                report_above(node, message, all);
                continue;
            }
            auto& added = all.add(message);
            if (!node.is_library || explained) continue;
            explained = true;
            // The way from the user's file to this one.
            for (const module_node* at = &node; !at->imported.empty(); at = &nodes_[at->importer])
                added.help.push_back("imported by " + nodes_[at->importer].shown_path + ":" +
                                     std::to_string(at->imported[0].where.line));
        }
    }
}

std::vector<std::string> module_graph::native_modules() const {
    std::vector<std::string> result;
    for (const module_node& node : nodes_) {
        if (!node.needed) continue;
        for (const std::string& name : node.natives)
            if (std::find(result.begin(), result.end(), name) == result.end()) result.push_back(name);
    }
    return result;
}

}  // namespace cowith::driver
