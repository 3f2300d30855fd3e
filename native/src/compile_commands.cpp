#include "compile_commands.hpp"

#include <clang-c/CXCompilationDatabase.h>

#include <array>
#include <filesystem>

namespace cowith::native {
namespace {

namespace fs = std::filesystem;

std::string text(CXString s) {
    const char* c = clang_getCString(s);
    std::string result = c ? c : "";
    clang_disposeString(s);
    return result;
}

/// Words whose value is a path; it stands in the same word or in the next.
constexpr std::array path_flags = {"-isystem", "-iquote",  "-idirafter", "-isysroot",
                                   "-include", "-imacros", "--sysroot=", "-I"};
/// Words that are kept as they stand.
constexpr std::array plain_flags = {"-D",
                                    "-U",
                                    "-m",
                                    "--target=",
                                    "-stdlib=",
                                    "-fshort-enums",
                                    "-fchar8_t",
                                    "-fpack-struct",
                                    "-funsigned-char",
                                    "-fsigned-char",
                                    "-fno-char8_t",
                                    "-pthread"};

/// "-std=c++17" and the like come before what bindings are written in.
bool is_old_standard(const std::string& word) {
    const auto plus = word.rfind("++");
    if (!word.starts_with("-std=") || plus == std::string::npos) return true;
    const std::string version = word.substr(plus + 2);
    return version < "20" || version > "99" || version == "98";
}

std::string absolute_in(const std::string& folder, const std::string& path) {
    return (fs::path(folder) / path).lexically_normal().string();
}

}  // namespace

std::vector<std::string> header_flags(const std::vector<std::string>& command, const std::string& folder) {
    std::vector<std::string> kept;
    for (std::size_t i = 1; i < command.size(); ++i) {
        const std::string& word = command[i];
        if (word.starts_with("-std=")) {
            if (!is_old_standard(word)) kept.push_back(word);
            continue;
        }
        bool is_path = false;
        for (const std::string flag : path_flags) {
            if (!word.starts_with(flag)) continue;
            is_path = true;
            if (word.size() > flag.size()) {
                kept.push_back(flag + absolute_in(folder, word.substr(flag.size())));
            } else if (i + 1 < command.size()) {
                kept.push_back(flag);
                kept.push_back(absolute_in(folder, command[++i]));
            }
            break;
        }
        if (is_path) continue;
        for (const std::string flag : plain_flags) {
            if (!word.starts_with(flag)) continue;
            kept.push_back(word);
            if ((word == "-D" || word == "-U") && i + 1 < command.size()) kept.push_back(command[++i]);
            break;
        }
    }
    return kept;
}

std::vector<std::string> flags_from_database(const std::string& database, const std::string& header,
                                             std::string& error) {
    std::error_code ignored;
    fs::path folder = database;
    if (!fs::is_directory(folder, ignored)) {
        if (folder.filename() != "compile_commands.json" || !fs::exists(folder, ignored)) {
            error = database + " is no compile_commands.json, and no folder with one";
            return {};
        }
        folder = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    }
    CXCompilationDatabase_Error status{};
    const CXCompilationDatabase commands = clang_CompilationDatabase_fromDirectory(folder.c_str(), &status);
    if (status != CXCompilationDatabase_NoError) {
        error = "cannot read " + (folder / "compile_commands.json").string();
        return {};
    }
    const CXCompileCommands found = clang_CompilationDatabase_getCompileCommands(commands, header.c_str());
    std::vector<std::string> flags;
    if (found != nullptr && clang_CompileCommands_getSize(found) > 0) {
        const CXCompileCommand command = clang_CompileCommands_getCommand(found, 0);
        std::vector<std::string> words;
        for (unsigned i = 0; i < clang_CompileCommand_getNumArgs(command); ++i)
            words.push_back(text(clang_CompileCommand_getArg(command, i)));
        flags = header_flags(words, text(clang_CompileCommand_getDirectory(command)));
    }
    if (found != nullptr) clang_CompileCommands_dispose(found);
    clang_CompilationDatabase_dispose(commands);
    return flags;
}

}  // namespace cowith::native
