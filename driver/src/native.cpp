#include "native.hpp"

#include "error.hpp"
#include "hash.hpp"
#include "process.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>

namespace cowith::driver {
namespace {

bool is_identifier(const std::string& text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !text.empty() && is_letter(text[0]) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

/// The files behind the colon of a depfile; cowith-bind writes one a line.
std::vector<fs::path> depfile_entries(const std::string& text) {
    std::vector<fs::path> files;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        if (line.ends_with(" \\")) line.resize(line.size() - 2);
        if (line.starts_with("  ")) line.erase(0, 2);
        if (!line.empty()) files.emplace_back(line);
    }
    return files;
}

}  // namespace

std::vector<std::string> split_words(const std::string& text) {
    std::vector<std::string> words;
    bool inside = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
            inside = false;
            continue;
        }
        if (!inside) words.emplace_back();
        inside = true;
        if (c == quote) {
            quote = 0;
        } else if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else {
            if (c == '\\' && quote != '\'' && i + 1 < text.size()) c = text[++i];
            words.back() += c;
        }
    }
    return words;
}

std::string native_name(const std::string& spelled) { return spelled.substr(0, spelled.find('=')); }

fs::path find_compile_commands(const fs::path& header, std::vector<dependency>& tried) {
    for (fs::path folder = fs::absolute(header).lexically_normal().parent_path();; folder = folder.parent_path()) {
        for (const fs::path& place : {folder / "compile_commands.json", folder / "build/compile_commands.json"}) {
            if (std::error_code ignored; fs::is_regular_file(place, ignored)) return place;
            tried.push_back({place, ""});
        }
        if (folder == folder.root_path()) return {};
    }
}

std::vector<std::string> bind_command(const std::string& spelled, const native_options& options, const layout& parts,
                                      std::vector<dependency>& made_from) {
    const auto equals = spelled.find('=');
    const std::string name = native_name(spelled);
    if (equals == std::string::npos || !is_identifier(name))
        throw failure(wrong_use,
                      "--native wants the name of a module and its header: --native db=include/db.hpp, not " + spelled);
    const fs::path header = spelled.substr(equals + 1);
    if (std::error_code ignored; !fs::is_regular_file(header, ignored))
        throw failure(wrong_use, "there is no header " + header.string() + " (--native " + spelled + ")");
    const fs::path tool = parts.executable.parent_path() / "cowith-bind";
    if (!fs::exists(tool))
        throw failure(wrong_use, "a part of cowith is missing: " + tool.string() + ", which reads C++ headers");
    const fs::path database = options.compile_commands.empty() ? find_compile_commands(header, made_from)
                                                               : fs::path(options.compile_commands);
    std::vector<std::string> command = {tool.string(), spelled};
    if (!database.empty()) {
        command.insert(command.end(), {"--compile-commands", database.string()});
        const fs::path file = fs::is_directory(database) ? database / "compile_commands.json" : database;
        if (const auto bytes = read_file(file)) made_from.push_back({fs::absolute(file), hash_of(*bytes)});
    }
    return command;
}

native_binding bind_header(const std::string& spelled, const native_options& options, const layout& parts,
                           const fs::path& work) {
    native_binding binding;
    binding.module = native_name(spelled);
    auto command = bind_command(spelled, options, parts, binding.made_from);
    const fs::path output = work / (binding.module + ".native.cpp");
    const fs::path depfile = work / (binding.module + ".d"), flags = work / (binding.module + ".flags");
    command.insert(command.end(),
                   {"-o", output.string(), "--depfile", depfile.string(), "--used-flags", flags.string(), "--"});
    command.insert(command.end(), options.flags.begin(), options.flags.end());
    command.push_back("-I" + parts.include_folder.string());
    const auto result = run_process(command);
    std::fwrite(result.output.data(), 1, result.output.size(), stderr);
    if (result.status != 0)
        throw failure(result.status == wrong_use ? wrong_use : input_error,
                      "the header of the module " + binding.module +
                          " cannot be used: " + spelled.substr(spelled.find('=') + 1));
    binding.source = read_file(output).value_or("");
    std::istringstream lines(read_file(flags).value_or(""));
    for (std::string line; std::getline(lines, line);) binding.flags.push_back(line);
    for (const auto& file : depfile_entries(read_file(depfile).value_or("")))
        if (const auto bytes = read_file(file)) binding.made_from.push_back({fs::absolute(file), hash_of(*bytes)});
    return binding;
}

}  // namespace cowith::driver
