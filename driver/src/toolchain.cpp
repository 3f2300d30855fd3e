#include "toolchain.hpp"

#include "error.hpp"
#include "files.hpp"
#include "hash.hpp"
#include "process.hpp"

#include <gnu/libc-version.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace cowith::driver {
namespace {

std::string find_compiler(const layout& parts) {
    if (const char* named = std::getenv("CXX"); named != nullptr && *named != '\0') {
        if (auto found = find_command(named); !found.empty()) return found;
        throw failure(wrong_use, std::string("the C++ compiler named by CXX is not there: ") + named);
    }
    for (const std::string& name :
         {parts.compiler, std::string("clang++-19"), std::string("g++"), std::string("clang++")}) {
        if (name.empty()) continue;
        if (auto found = find_command(name); !found.empty()) return found;
    }
    throw failure(wrong_use, "no C++ compiler found; install one with: sudo apt-get install g++");
}

/// From glibc 2.36 on.
bool loader_takes_packed_relocations() {
    int major = 0, minor = 0;
    return std::sscanf(gnu_get_libc_version(), "%d.%d", &major, &minor) == 2 &&
           (major > 2 || (major == 2 && minor >= 36));
}

/// The first lines of a compiler's output, for a message.
std::string head(const std::string& output, int lines) {
    std::size_t end = 0;
    while (lines-- > 0 && end != std::string::npos) end = output.find('\n', end == 0 ? 0 : end + 1);
    return output.substr(0, end);
}

}  // namespace

toolchain::toolchain(const layout& parts) : parts_(parts), compiler_(find_compiler(parts)) {
    // What `c++` or a wrapper leads to: clang is asked for by name, anything else takes g++'s options.
    std::error_code ignored;
    const auto real = fs::canonical(compiler_, ignored);
    is_clang_ = compiler_.find("clang") != std::string::npos || real.string().find("clang") != std::string::npos;
    for (const fs::path& library : {parts_.runtime_library, parts_.modules_library})
        if (!fs::exists(library))
            throw failure(wrong_use, "a part of cowith's runtime library is missing: " + library.string());
}

std::vector<std::string> toolchain::flags() const {
    std::vector<std::string> result = {"-std=c++20",
                                       optimisation,
                                       "-fno-exceptions",
                                       "-fno-rtti",
                                       "-ffunction-sections",
                                       "-fdata-sections",
                                       "-I" + parts_.include_folder.string()};
    if (debug) result.emplace_back("-g");
    // g++ below -O2 needs it for coroutines that resume each other.
    if (!is_clang_) result.emplace_back("-foptimize-sibling-calls");
    result.insert(result.end(), parts_.flags.begin(), parts_.flags.end());
    return result;
}

std::string toolchain::identity() const {
    content_hash hash;
    hash.add(compile_identity()).add_identity(parts_.runtime_library).add_identity(parts_.modules_library);
    return hash.text();
}

std::string toolchain::compile_identity() const {
    content_hash hash;
    std::error_code ignored;
    hash.add(compiler_).add_identity(fs::canonical(compiler_, ignored));
    for (const auto& flag : flags()) hash.add(flag);
    std::vector<fs::path> headers;
    for (const auto& entry : fs::recursive_directory_iterator(parts_.include_folder / "cowith", ignored))
        // Only main() includes the list of native modules, and says itself which ones it wants.
        if (entry.is_regular_file(ignored) && entry.path().stem() != "native_modules") headers.push_back(entry.path());
    std::sort(headers.begin(), headers.end());
    for (const auto& header : headers) hash.add_identity(header);
    return hash.text();
}

std::vector<std::string> toolchain::compile_command(const fs::path& source, const fs::path& object) const {
    std::vector<std::string> command = {compiler_};
    const auto common = flags();
    command.insert(command.end(), common.begin(), common.end());
    command.insert(command.end(), {"-c", source.string(), "-o", object.string()});
    return command;
}

std::vector<std::string> toolchain::binding_command(const unit& binding, const fs::path& source,
                                                    const fs::path& object) const {
    std::vector<std::string> command = {compiler_};
    for (const auto& flag : flags())
        if (flag != "-fno-exceptions" && flag != "-fno-rtti") command.push_back(flag);
    command.insert(command.end(), binding.flags.begin(), binding.flags.end());
    command.insert(command.end(), {"-c", source.string(), "-o", object.string()});
    return command;
}

std::vector<std::string> toolchain::link_command(const std::vector<fs::path>& objects, const fs::path& executable,
                                                 bool whole) const {
    std::vector<std::string> command = {compiler_};
    command.insert(command.end(), parts_.flags.begin(), parts_.flags.end());
    if (whole) command.emplace_back("-static");
    for (const auto& object : objects) command.push_back(object.string());
    command.insert(command.end(), libraries.begin(), libraries.end());
    if (links_bindings) command.push_back(parts_.host_library.string());
    command.insert(command.end(), {parts_.modules_library.string(), parts_.runtime_library.string(),
                                   whole ? "-l:libuv_a.a" : "-luv", "-ltommath", "-lutf8proc", "-pthread",
                                   "-Wl,--gc-sections", "-Wl,--as-needed", "-o", executable.string()});
    // A twelfth of the size; older loaders don't know these relocations.
    if (!whole && loader_takes_packed_relocations()) command.emplace_back("-Wl,-z,pack-relative-relocs");
    if (is_clang_ && !find_command("ld.lld-19").empty()) command.emplace_back("--ld-path=" + find_command("ld.lld-19"));
    if (parts_.flags.empty() && !debug) command.emplace_back("-s");
    return command;
}

/// `-include` of this file picks up the compiled form beside it, with g++ (.gch) and clang (.pch) alike.
fs::path toolchain::precompiled_header(cache& store) const {
    const fs::path folder = store.folder("headers/" + compile_identity());
    const fs::path header = folder / "cowith_precompiled.hpp";
    const fs::path compiled = header.string() + (is_clang_ ? ".pch" : ".gch");
    if (fs::exists(compiled)) return header;
    // The compiled form remembers where its source is, so that is written to its final place first.
    write_file(header, "#pragma once\n#include <cowith/cowith.hpp>\n");
    const temporary_folder work(folder);
    std::vector<std::string> command = {compiler_};
    const auto common = flags();
    command.insert(command.end(), common.begin(), common.end());
    command.insert(command.end(), {"-x", "c++-header", header.string(), "-o", (work / "compiled").string()});
    if (const auto result = run_process(command); result.status != 0)
        throw failure(input_error, "internal error: the runtime's headers do not compile with " + compiler_ + ":\n" +
                                       head(result.output, 20));
    std::error_code error;
    fs::rename(work / "compiled", compiled, error);
    if (error) throw failure(wrong_use, "cannot write " + compiled.string() + ": " + error.message());
    store.trim_headers();
    return header;
}

std::vector<toolchain::compiled> toolchain::compile(const std::vector<unit>& units, cache& store) const {
    const fs::path header = precompiled_header(store);
    const std::string tools = compile_identity();
    std::vector<compiled> results(units.size());
    std::vector<std::vector<std::string>> commands;
    std::vector<std::size_t> asked;  // the units that the commands belong to
    const temporary_folder work(store.folder("objects"));
    for (std::size_t i = 0; i < units.size(); ++i) {
        content_hash key;
        key.add(tools).add(units[i].source).add(units[i].headers);
        for (const auto& flag : units[i].flags) key.add(flag);
        const std::string name = key.text();
        results[i].object = store.folder("objects") / (name + ".o");
        results[i].good = fs::exists(results[i].object);
        if (results[i].good) continue;
        write_file(work / (name + ".cpp"), units[i].source);
        if (units[i].is_binding) {
            commands.push_back(binding_command(units[i], work / (name + ".cpp"), work / (name + ".o")));
        } else {
            auto command = compile_command(work / (name + ".cpp"), work / (name + ".o"));
            for (const auto& folder : units[i].includes) command.push_back("-I" + folder.string());
            command.insert(command.end(), {"-include", header.string()});
            commands.push_back(std::move(command));
        }
        asked.push_back(i);
    }
    const auto answers = run_processes(commands);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        compiled& result = results[asked[i]];
        result.messages = answers[i].output;
        if (answers[i].status != 0) continue;
        std::error_code error;
        fs::rename(work / result.object.filename(), result.object, error);
        // The same unit twice: the first of the two has moved the object already.
        if (error && !fs::exists(result.object))
            throw failure(wrong_use, "cannot write " + result.object.string() + ": " + error.message());
        result.good = true;
    }
    return results;
}

std::string toolchain::link(const std::vector<fs::path>& objects, const fs::path& executable) const {
    create_folder(fs::absolute(executable).parent_path());
    const fs::path aside = executable.string() + ".new";
    std::error_code error;
    // A program without shared libraries starts in half the time. Where the static ones are missing, the link fails and
    // the shared ones are taken. The sanitizers' own libraries are shared.
    const bool linked = !dynamic && parts_.flags.empty() && run_process(link_command(objects, aside, true)).status == 0;
    if (!linked) {
        if (auto result = run_process(link_command(objects, aside, false)); result.status != 0) {
            fs::remove(aside, error);
            return result.output.empty() ? "the linker failed without a message" : result.output;
        }
    }
    fs::rename(aside, executable, error);
    if (error) throw failure(wrong_use, "cannot write " + executable.string() + ": " + error.message());
    return "";
}

void toolchain::build(const std::vector<unit>& units, const fs::path& executable, cache& store) const {
    const auto results = compile(units, store);
    std::vector<fs::path> objects;
    for (std::size_t i = 0; i < results.size(); ++i) {
        objects.push_back(results[i].object);
        if (results[i].good) continue;
        const fs::path kept = store.folder("rejected") / (units[i].name + ".cpp");
        write_file(kept, units[i].source);
        if (units[i].is_binding)
            throw failure(input_error, "the C++ compiler refuses what binds the header of " + units[i].name +
                                           " (kept as " + kept.string() + "):\n" + head(results[i].messages, 12));
        throw failure(input_error, "internal error: the C++ compiler refuses the translation of " + units[i].name +
                                       " (kept as " + kept.string() +
                                       "); this is a mistake in cowith, not in your program:\n" +
                                       head(results[i].messages, 12));
    }
    const auto messages = link(objects, executable);
    if (!messages.empty() && links_bindings)
        throw failure(input_error, "the program cannot be linked; name what its headers need with --native-link:\n" +
                                       head(messages, 12));
    if (!messages.empty())
        throw failure(input_error,
                      "internal error: the program cannot be linked; this is a mistake in cowith or in its "
                      "installation:\n" +
                          head(messages, 12));
}

}  // namespace cowith::driver
