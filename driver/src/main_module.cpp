#include "main_module.hpp"

#include "error.hpp"

namespace cowith::driver {
namespace {

main_module module_by_name(const std::string& name, const fs::path& standard_library) {
    if (find_native_module(name) != nullptr)
        throw failure(wrong_use, name + " is a module of cowith's runtime, which can't be run as a program");
    const fs::path here = fs::current_path();
    const module_finder finder = finder_for({here}, standard_library);
    std::vector<dependency> ignored;
    auto found = finder.find(name, ignored);
    if (!found && !finder.is_namespace(name)) throw failure(input_error, "No module named " + name);
    if (!found || found->is_package) {
        found = finder.find(name + ".__main__", ignored);
        if (!found)
            throw failure(input_error, "No module named " + name + ".__main__; '" + name +
                                           "' is a package and cannot be directly executed");
    }
    const std::string path = fs::absolute(found->path).lexically_normal().string();
    return {{found->name, path, false, true}, {here}, path};
}

}  // namespace

main_module find_main_module(const command_options& options) {
    if (!options.module.empty()) return module_by_name(options.module, options.pipeline.standard_library);
    const fs::path named = options.inputs[0];
    std::error_code ignored;
    if (!fs::is_directory(named, ignored)) return {input_files({named.string()})[0], {}, named.string()};
    if (!fs::exists(named / "__main__.py", ignored))
        throw failure(input_error, "can't find '__main__' module in '" + named.string() + "'");
    return {{"__main__", named / "__main__.py", false, true}, {}, named.string()};
}

}  // namespace cowith::driver
