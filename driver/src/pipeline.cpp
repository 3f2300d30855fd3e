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
        source.path = (options_.show_absolute_path ? fs::absolute(input_.path) : input_.path).string();
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
        translated_module module{input_.module, input_.path, "", {}};
        if (last_ == phase::ast) {
            module.dump = frontend::dump(*parsed.tree, {.indent = 2}) + "\n";
        } else {
            // 4. IR, types, C++
            lowering::lowering_options how;
            how.emit_lines = options_.line_directives;
            how.want_ir = last_ == phase::ir;
            how.want_typed_ir = last_ == phase::typed_ir;
            auto output = lowering::lower({input_.module, parsed.tree.get(), &scopes, &source, input_.is_package}, how,
                                          into_.messages);
            module.dump = how.want_ir ? std::move(output.ir) : std::move(output.typed_ir);
            module.files = std::move(output.files);
        }
        into_.modules.push_back(std::move(module));
        return imports;
    }

  private:
    const input_file& input_;
    const pipeline_options& options_;
    const phase last_;
    translation& into_;
};

/// "a", "a.b", "a.b.c" for "a.b.c": importing a module imports the packages that hold it.
std::vector<std::string> with_parents(const std::string& name) {
    std::vector<std::string> result;
    for (auto dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1))
        result.push_back(name.substr(0, dot));
    result.push_back(name);
    return result;
}

void report_missing(const import_request& request, const std::string& name, const std::string& path,
                    frontend::diagnostics& sink) {
    auto& message = sink.error("E0402", path, request.where, "No module named '" + name + "'");
    message.type = "ModuleNotFoundError";
    message.help.emplace_back("it is no native module of cowith's runtime, and no file on Python's search path");
}

}  // namespace

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
            throw failure(wrong_use,
                          name + " is a folder without __init__.py, so it is no package; name its files instead");
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

std::string main_source(const std::vector<linked_program>& programs, const std::vector<std::string>& native_modules) {
    std::string text = "#include <cowith/cowith.hpp>\n\n#include <cstring>\n\n";
    if (!native_modules.empty()) {
        text += "// Takes the native modules that are imported from the runtime library.\nextern const void* const "
                "cowith_native_modules[];\n"
                "const void* const cowith_native_modules[] = {\n";
        for (const auto& name : native_modules)
            text += "    &py::native_modules::" + std::string(find_native_module(name)->symbol) + ",\n";
        text += "};\n\n";
    }
    text += "int main(int argc, char** argv) {\n";
    if (programs.size() == 1 && programs[0].name.empty()) {
        text += "    return py::run_program(*py::find_registered_module(\"" + programs[0].main_module +
                "\"), argc, argv);\n}\n";
        return text;
    }
    text += "    if (argc < 2) return 2;\n";
    for (const auto& program : programs)
        text += "    if (std::strcmp(argv[1], \"" + program.name + "\") == 0) {\n        char name[] = \"" +
                program.argv0 +
                "\";\n        argv[1] = name;\n        return py::run_program(*py::find_registered_module(\"" +
                program.main_module + "\"), argc - 1, argv + 1);\n    }\n";
    return text + "    return 2;\n}\n";
}

translation translate(const std::vector<input_file>& inputs, const pipeline_options& options, phase last) {
    translation result;
    std::set<std::string> seen;
    std::deque<input_file> queue(inputs.begin(), inputs.end());
    for (const auto& input : inputs) seen.insert(input.module);
    const module_finder finder(
        search_path(inputs.empty() ? "." : fs::absolute(inputs[0].path).parent_path(), options.standard_library));
    while (!queue.empty()) {
        const input_file input = queue.front();
        queue.pop_front();
        const auto errors_before = result.messages.error_count();
        const auto imports = module_run(input, options, last, result).run();
        if (result.messages.error_count() != errors_before) continue;  // its own errors come first
        const std::string path = result.sources.back().path;
        for (const import_request& request : imports) {
            if (request.name.empty()) {
                if (!request.optional)
                    result.messages.error("E0403", path, request.where,
                                          "attempted relative import beyond top-level package");
                continue;
            }
            for (const std::string& name : with_parents(request.name)) {
                // A message to the compiler, which the frontend has checked.
                if (seen.count(name) != 0 || name == "__future__") continue;
                if (find_native_module(name) != nullptr) {
                    result.native_modules.push_back(name);
                } else if (const auto file = finder.find(name, result.made_from)) {
                    if (options.follow_imports) queue.push_back({file->name, file->path, file->is_package});
                } else {
                    if (!request.optional) report_missing(request, name, path, result.messages);
                    break;
                }
                seen.insert(name);
            }
        }
    }
    return result;
}

}  // namespace cowith::driver
