// `cowith test FILE`: the module of tests becomes a program with a main module around it.
#include "commands.hpp"
#include "error.hpp"
#include "files.hpp"
#include "hash.hpp"
#include "imports.hpp"

namespace cowith::driver {
namespace {

constexpr const char* main_text =
#include "test_main.inc"
    ;

/// A module's dotted name, and the folder that it is found in: the first one above it that is no package.
struct module_place {
    std::string name;
    fs::path folder;
};

module_place place_of(const fs::path& file) {
    module_place place{file.stem().string(), file.parent_path()};
    std::error_code ignored;
    while (fs::exists(place.folder / "__init__.py", ignored)) {
        place.name = place.folder.filename().string() + "." + place.name;
        place.folder = place.folder.parent_path();
    }
    return place;
}

/// Imports a module of the library that takes a native one's place; what its native package has from it is put there anew.
std::string replacement(const std::string& module) {
    const auto dot = module.rfind('.');
    std::string text = "import " + module + "\n";
    if (dot == std::string::npos || find_native_module(module.substr(0, dot)) == nullptr) return text;
    return text + "for _name in getattr(" + module + ", '__all__', ()):\n    setattr(" + module.substr(0, dot) +
           ", _name, getattr(" + module + ", _name))\n";
}

}  // namespace

int test_command(const command_options& options) {
    const fs::path file = fs::absolute(options.inputs[0]).lexically_normal();
    if (std::error_code ignored; !fs::is_regular_file(file, ignored) || file.extension() != ".py")
        throw failure(wrong_use, options.inputs[0] + " is no Python file");
    const module_place tested = place_of(file);
    const cache store;
    std::string text;
    for (const std::string& module : options.pipeline.from_library) text += replacement(module);
    text += "import " + tested.name + " as tested\n" + main_text;
    const fs::path main_file = store.folder("generated/" + hash_of(text)) / "cowith_test.py";
    write_file(main_file, text);

    command_options how = options;
    how.pipeline.search = {tested.folder};
    if (const fs::path here = fs::current_path(); here != tested.folder) how.pipeline.search.push_back(here);
    std::vector<std::string> argv = {options.inputs[0]};
    argv.insert(argv.end(), options.arguments.begin(), options.arguments.end());
    return run_cached(how, {{"cowith_test", main_file, false}},
                      "test\n" + file.string() + "\n" + fs::current_path().string(), argv);
}

}  // namespace cowith::driver
