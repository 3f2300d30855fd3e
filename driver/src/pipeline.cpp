#include "pipeline.hpp"

#include "error.hpp"
#include "hash.hpp"
#include "module_graph.hpp"

#include <cowith/frontend/dump.hpp>
#include <cowith/frontend/frontend.hpp>
#include <cowith/frontend/render.hpp>
#include <cowith/frontend/scope.hpp>

#include <algorithm>
#include <optional>

namespace cowith::driver {
namespace {

std::string package_of(const input_file& file) {
    if (file.is_package) return file.module;
    const auto dot = file.module.rfind('.');
    return dot == std::string::npos ? "" : file.module.substr(0, dot);
}

/// Takes one module through the phases; leaves its messages and imports in its node.
class module_run {
  public:
    module_run(module_node& node, const pipeline_options& options, phase last, translation& into)
        : node_(node), input_(node.input), options_(options), last_(last), into_(into) {}

    /// What it became; nothing when it has errors or the last phase makes nothing.
    std::optional<translated_module> run() {
        frontend::diagnostics& messages = node_.messages;
        frontend::source_file& source = into_.sources.emplace_back();
        source.path = (options_.show_absolute_path ? fs::absolute(input_.path) : input_.path).string();
        node_.shown_path = source.path;
        const auto bytes = read_file(input_.path);
        if (bytes) into_.made_from.push_back({fs::absolute(input_.path), hash_of(*bytes)});
        // 1. bytes -> text; 2. text -> syntax tree
        if (!frontend::read_source(source.path, source, messages)) return std::nullopt;
        const auto parsed = frontend::parse(source, messages);
        if (!parsed) return std::nullopt;
        // 3. scopes, and what symtable.c reports
        const auto scopes = frontend::build_scopes(*parsed.tree, source, messages);
        frontend::check_module(*parsed.tree, scopes, source, messages);
        if (!messages.has_errors()) {
            node_.imports = find_imports(*parsed.tree, package_of(input_));
            add_implied_imports(source.text, node_.imports);
            if (const std::string package = package_of(input_); input_.by_name && !package.empty())
                node_.imports.push_back({package, {}, false, false, false});
        }
        if (messages.has_errors()) return std::nullopt;
        translated_module module{input_.module, input_.path, "", {}};
        if (last_ == phase::ast) {
            module.dump = frontend::dump(*parsed.tree, {.indent = 2}) + "\n";
            return module;
        }
        // 4. IR, types, C++
        lowering::lowering_options how;
        how.emit_lines = options_.line_directives;
        how.for_debugger = options_.for_debugger;
        if (!options_.output_folder.empty()) how.output_folder = (fs::absolute(options_.output_folder) / "").string();
        how.is_library = options_.is_library;
        how.infer = options_.infer;
        how.defer = options_.defer || node_.is_library;
        how.want_ir = last_ == phase::ir;
        how.want_typed_ir = last_ == phase::typed_ir;
        auto output =
            lowering::lower({input_.module, parsed.tree.get(), &scopes, &source, input_.is_package}, how, messages);
        if (last_ == phase::check) return std::nullopt;
        module.dump = how.want_ir ? std::move(output.ir) : std::move(output.typed_ir);
        module.files = std::move(output.files);
        return module;
    }

  private:
    module_node& node_;
    const input_file& input_;
    const pipeline_options& options_;
    const phase last_;
    translation& into_;
};

/// The C++ namespace of a module.
std::string space_of(const std::string& module, bool is_library) {
    if (const auto* native = find_native_module(module); native != nullptr)
        return lowering::library_namespace(std::string(native->symbol));
    return is_library ? lowering::library_namespace(module) : lowering::cpp_module_name(module);
}

/// The symbols of modules in an array that nothing reads: the linker takes the modules from their libraries.
std::string reference_modules(const std::vector<std::string>& names, const std::string& array, bool is_library,
                              const std::vector<std::string>& headers = {}) {
    std::string declared;
    std::string listed;
    bool any_native = false;
    for (const auto& name : names) {
        const auto* native = find_native_module(name);
        if (native != nullptr && !native->is_python) {
            any_native = true;
            listed += "    &py::native_modules::" + std::string(native->symbol) + ",\n";
            continue;
        }
        if (std::find(headers.begin(), headers.end(), name) != headers.end()) {
            declared += "namespace cowith_native_" + name + " {\nextern py::native_module module_;\n}\n";
            listed += "    &cowith_native_" + name + "::module_,\n";
            continue;
        }
        const std::string space = space_of(name, is_library);
        declared += "namespace " + space + " {\nextern py::module_object module_;\n}\n";
        listed += "    &" + space + "::module_,\n";
    }
    return (any_native ? "#include <cowith/native_modules.hpp>\n" : "") + declared + "extern const void* const " +
           array + "[];\nconst void* const " + array + "[] = {\n" + listed + "};\n";
}

/// Modules of libraries bring what they import along.
void link_imports(translation& result, const std::deque<module_node>& nodes, const pipeline_options& options) {
    const bool is_library = options.is_library;
    const auto is_translated = [&](const std::string& name) {
        return std::any_of(result.modules.begin(), result.modules.end(),
                           [&](const translated_module& m) { return m.name == name; });
    };
    for (auto& module : result.modules)
        for (const auto& node : nodes) {
            if (node.input.module != module.name) continue;
            std::vector<std::string> names = node.natives;
            names.insert(names.end(), node.elsewhere.begin(), node.elsewhere.end());
            for (const auto* others : {&node.required, &node.optional})
                for (const std::size_t other : *others)
                    if (const auto& name = nodes[other].input.module;
                        name != module.name && (is_library || is_translated(name)) &&
                        std::find(names.begin(), names.end(), name) == names.end())
                        names.push_back(name);
            for (auto& file : module.files)
                if (fs::path(file.name).extension() == ".cpp" && !names.empty())
                    file.text += "\n// What it imports is linked with it.\n" +
                                 reference_modules(names, space_of(module.name, is_library) + "_imports", is_library,
                                                   options.native);
        }
}

}  // namespace

std::string translation::report(bool color, bool as_compiler) const {
    std::vector<const frontend::source_file*> files;
    files.reserve(sources.size());
    for (const auto& source : sources) files.push_back(&source);
    frontend::render_options options;
    options.color = color;
    options.as_compiler = as_compiler;
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
        text += "// Takes the native modules that are imported from the runtime library.\n" +
                reference_modules(native_modules, "cowith_native_modules", false) + "\n";
    }
    text += "int main(int argc, char** argv) {\n";
    if (programs.size() == 1 && programs[0].name.empty()) {
        text += "    return py::run_program(*py::find_registered_module(\"" + programs[0].main_module +
                "\"), argc, argv" + (programs[0].by_name ? ", py::run_as::module" : "") + ");\n}\n";
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
    std::vector<std::string> elsewhere = options.elsewhere;
    elsewhere.insert(elsewhere.end(), options.native.begin(), options.native.end());
    module_graph graph(finder_for(!options.search.empty() ? options.search
                                  : inputs.empty()        ? std::vector<fs::path>{"."}
                                                   : std::vector<fs::path>{fs::absolute(inputs[0].path).parent_path()},
                                  options.standard_library),
                       options.follow_imports, options.defer, elsewhere, options.from_library, result.made_from);
    for (const input_file& input : inputs) graph.add(input);
    std::vector<std::optional<translated_module>> modules;
    while (module_node* node = graph.next()) {
        module_run run(*node, options, last, result);
        modules.push_back(run.run());
    }
    graph.decide(result.messages);
    const auto& nodes = graph.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (auto& made = modules[i]; made && nodes[i].needed) result.modules.push_back(std::move(*made));
    result.native_modules = graph.native_modules();
    if (options.is_library || options.link_imports) link_imports(result, nodes, options);
    return result;
}

}  // namespace cowith::driver
