// cowith-bind db=include/db.hpp -o db.native.cpp: the C++ that makes a header a Python module.

#include "compile_commands.hpp"
#include "header.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
// clang keeps some lists of its syntax trees on the heap and never frees them.
extern "C" const char* __lsan_default_suppressions() { return "leak:libLLVM"; }
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }
#endif
#endif

namespace {

/// Writes a file; unless `always`, one that holds the text already is left alone.
bool write(const std::string& path, const std::string& text, bool always = false) {
    std::ifstream old(path);
    std::ostringstream bytes;
    bytes << old.rdbuf();
    if (!always && old && bytes.str() == text) return true;
    old.close();
    const auto folder = std::filesystem::path(path).parent_path();
    std::error_code ignored;
    if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
    std::ofstream file(path);
    file << text;
    file.close();
    if (!file) std::fprintf(stderr, "cowith-bind: cannot write %s\n", path.c_str());
    return static_cast<bool>(file);
}

/// A path in a depfile.
std::string escaped(const std::string& path) {
    std::string result;
    for (const char c : path) {
        if (c == ' ' || c == '#') result += '\\';
        if (c == '$') result += '$';
        result += c;
    }
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    std::string what, output, stubs, depfile, database, used_flags;
    std::vector<std::string> flags;
    CLI::App app("Makes a C++ header a Python module for translated programs: the C++ that binds it, and stubs.",
                 "cowith-bind");
    app.add_option("NAME=HEADER", what, "The module's name and its header")->required();
    app.add_option("-o,--output", output, "The C++ file to write; to be compiled with exceptions and RTTI");
    app.add_option("--stubs", stubs, "The .pyi to write, for type checkers and editors");
    app.add_option("--depfile", depfile, "Also write which headers were read, for Make and Ninja");
    app.add_option("--compile-commands", database,
                   "A compile_commands.json or its folder: the flags of the C++ file most like the header");
    app.add_option("--used-flags", used_flags, "Also write the flags that were used, one a line");
    app.add_option("FLAGS", flags, "Behind --: flags of the C++ compiler (-I, -D)");
    app.set_version_flag("--version", "cowith-bind " COWITH_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    const auto equals = what.find('=');
    if (equals == std::string::npos || equals == 0) {
        std::fprintf(stderr, "cowith-bind: name a module and its header: db=include/db.hpp\n");
        return 2;
    }
    const std::string name = what.substr(0, equals);
    const std::string path = std::filesystem::absolute(what.substr(equals + 1)).lexically_normal().string();
    if (!database.empty()) {
        std::string error;
        auto project = cowith::native::flags_from_database(database, path, error);
        if (!error.empty()) {
            std::fprintf(stderr, "cowith-bind: %s\n", error.c_str());
            return 2;
        }
        flags.insert(flags.begin(), project.begin(), project.end());
    }
    const auto header = cowith::native::read_header(name, path, flags);
    for (const auto& message : header.messages) std::fprintf(stderr, "%s\n", message.c_str());
    if (!header.good) return 1;
    bool good = true;
    // A build system compares the times of files: these are newer than the header then.
    const bool always = !depfile.empty();
    if (!output.empty()) good = write(output, cowith::native::binding_text(header), always);
    if (!stubs.empty()) good = good && write(stubs, cowith::native::stub_text(header), always);
    if (!depfile.empty()) {
        std::string list = escaped(output.empty() ? stubs : output) + ":";
        for (const auto& file : header.files)
            if (const std::string real = std::filesystem::weakly_canonical(file).string(); !real.starts_with("/usr/"))
                list += " \\\n  " + escaped(real);
        good = good && write(depfile, list + "\n");
    }
    if (!used_flags.empty()) {
        std::string list;
        for (const auto& flag : flags) list += flag + "\n";
        good = good && write(used_flags, list);
    }
    return good ? 0 : 1;
}
