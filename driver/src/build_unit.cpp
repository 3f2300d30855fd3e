// Translating for a target of a build system, which must know the names of all files before it runs anything.

#include "commands.hpp"
#include "error.hpp"
#include "files.hpp"
#include "hash.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace cowith::driver {
namespace {

std::vector<std::string> read_module_list(const fs::path& path) {
    const auto text = read_file(path);
    if (!text) throw failure(wrong_use, "cannot read the list of modules " + path.string());
    std::vector<std::string> names;
    std::istringstream words(*text);
    for (std::string name; words >> name;) names.push_back(name);
    return names;
}

/// The C++ of modules that nobody named, in one unit: their number isn't known to the build system.
class imports_unit {
  public:
    /// The text depends on the module's, so that a build system compiles it again when that changes.
    void add(const translated_module& module) {
        content_hash hash;
        for (const auto& file : module.files) hash.add(file.text);
        for (const auto& file : module.files)
            if (is_unit(file)) included_ += "#include \"" + file.name + "\"  // " + hash.text().substr(0, 16) + "\n";
    }
    std::string text(const std::string& unit, const std::string& main) const {
        std::string result = "// Part of " + unit + ", made by cowith: ";
        result += main.empty() ? "the modules that are imported besides its own.\n" : "main(), and imported modules.\n";
        return result + included_ + (included_.empty() || main.empty() ? "" : "\n") + main;
    }

  private:
    std::string included_;
};

}  // namespace

int translate_unit_command(const command_options& options) {
    auto pipeline = options.pipeline;
    pipeline.follow_imports = true;
    pipeline.link_imports = true;
    pipeline.output_folder = options.output;
    pipeline.show_absolute_path = true;
    for (const auto& list : options.uses)
        for (auto& name : read_module_list(list)) pipeline.elsewhere.push_back(std::move(name));
    const auto inputs = input_files(options.inputs);
    auto result = translate_and_report(inputs, options, pipeline, phase::cpp);
    if (!result.good()) return input_error;

    const fs::path folder = options.output;
    create_folder(folder);
    file_set files;
    imports_unit imports;
    std::set<std::string> names(pipeline.elsewhere.begin(), pipeline.elsewhere.end());
    for (const auto& module : result.modules) {
        names.insert(module.name);
        const bool is_named = std::any_of(inputs.begin(), inputs.end(),
                                          [&](const input_file& input) { return input.module == module.name; });
        for (const auto& file : module.files) files.add(folder / file.name, file.text);
        if (!is_named) imports.add(module);
    }
    // The natives are linked by the modules that import them.
    const std::string main = options.is_program ? main_source({{"", "", result.modules[0].name}}, {}) : std::string();
    files.add(folder / (options.unit + ".imports.cpp"), imports.text(options.unit, main));
    std::string list;
    for (const auto& name : names) list += name + "\n";
    const fs::path modules = folder / (options.unit + ".modules");
    files.add(modules, list);
    if (!options.depfile.empty()) files.add(options.depfile, depfile_text({modules}, result.made_from));
    files.publish();
    // What the build system looks at to see when the modules were translated last.
    std::error_code ignored;
    fs::last_write_time(modules, fs::file_time_type::clock::now(), ignored);
    return ok;
}

}  // namespace cowith::driver
