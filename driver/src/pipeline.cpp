#include "pipeline.hpp"

#include "error.hpp"
#include "hash.hpp"

#include <cowith/frontend/dump.hpp>
#include <cowith/frontend/frontend.hpp>
#include <cowith/frontend/render.hpp>
#include <cowith/frontend/scope.hpp>

#include <algorithm>
#include <set>

namespace cowith::driver {
namespace {

std::string package_of(const input_file& file) {
    if (file.is_package) return file.module;
    const auto dot = file.module.rfind('.');
    return dot == std::string::npos ? "" : file.module.substr(0, dot);
}

/// Takes one module through the phases; gives the imports that lead to further modules.
class module_run {
public:
    module_run(const input_file& input, const pipeline_options& options, phase last, translation& into)
        : input_(input), options_(options), last_(last), into_(into) {}

    std::vector<import_request> run() {
        frontend::source_file& source = into_.sources.emplace_back();
        source.path = input_.path.string();
        const auto bytes = read_file(input_.path);
        if (bytes) into_.made_from.push_back({fs::absolute(input_.path), hash_of(*bytes)});
        // 1. bytes -> text; 2. text -> syntax tree
        if (!frontend::read_source(source.path, source, into_.messages)) return {};
        const auto parsed = frontend::parse(source, into_.messages);
        if (!parsed) return {};
        // 3. scopes, and what symtable.c reports
        const auto scopes = frontend::build_scopes(*parsed.tree, source, into_.messages);
        frontend::check_module(*parsed.tree, scopes, source, into_.messages);
        auto imports = find_imports(*parsed.tree, package_of(input_));
        if (last_ == phase::check || into_.messages.has_errors()) return imports;
        if (last_ == phase::ast) {
            auto& module = into_.modules.emplace_back();
            module.name = input_.module;
            module.path = input_.path;
            module.dump = frontend::dump(*parsed.tree, {.indent = 2}) + "\n";
            return imports;
        }
        // 4. IR, types, C++
        throw failure(wrong_use, "translating to C++ is not supported yet; cowith check works");
    }

private:
    const input_file& input_;
    [[maybe_unused]] const pipeline_options& options_;
    const phase last_;
    translation& into_;
};

} // namespace

std::string translation::report(bool color) const {
    std::vector<const frontend::source_file*> files;
    for (const auto& source : sources) files.push_back(&source);
    frontend::render_options options;
    options.color = color;
    return frontend::render(messages, files, options);
}

std::vector<input_file> input_files(const std::vector<std::string>& named) {
    std::vector<input_file> result;
    for (const std::string& name : named) {
        fs::path path = name;
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) {
            result.push_back({path.stem().string(), path, false});
            continue;
        }
        if (!path.has_filename()) path = path.parent_path();
        if (!fs::exists(path / "__init__.py", ignored))
            throw failure(wrong_use, name + " is a folder without __init__.py, so it is no package; name its files instead");
        const std::string top = fs::absolute(path).lexically_normal().filename().string();
        std::vector<input_file> found;
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.path().extension() != ".py" || !entry.is_regular_file(ignored)) continue;
            std::string module = top;
            const fs::path relative = entry.path().lexically_relative(path);
            const bool is_package = relative.filename() == "__init__.py";
            for (const auto& part : is_package ? relative.parent_path() : fs::path(relative).replace_extension())
                module += "." + part.string();
            found.push_back({module, entry.path(), is_package});
        }
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.module < b.module; });
        result.insert(result.end(), found.begin(), found.end());
    }
    return result;
}

std::string main_source(const std::vector<linked_program>& programs) { return "#include \"" + programs[0].main_module + "\"\n"; }

translation translate(const std::vector<input_file>& inputs, const pipeline_options& options, phase last) {
    translation result;
    std::set<std::string> seen;
    std::deque<input_file> queue(inputs.begin(), inputs.end());
    for (const auto& input : inputs) seen.insert(input.module);
    const module_finder finder(search_path(inputs.empty() ? "." : fs::absolute(inputs[0].path).parent_path(), options.standard_library));
    while (!queue.empty()) {
        const input_file input = queue.front();
        queue.pop_front();
        const auto imports = module_run(input, options, last, result).run();
        if (!options.follow_imports) continue;
        for (const import_request& request : imports) {
            if (request.name.empty() || !seen.insert(request.name).second) continue;
            if (const auto file = finder.find(request.name, result.made_from)) queue.push_back({file->name, file->path, file->is_package});
        }
    }
    return result;
}

} // namespace cowith::driver
