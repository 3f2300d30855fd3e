// cowith_check_emitted --file FILE: what libclang has to say of an emitted file, at its line of Python if it was emitted with #line.
// cowith_check_emitted [NAME...]: what cowith emits for the test programs and examples must parse in libclang without a
// diagnostic, warnings included, keep to the rule on co_await, and fit into 120 columns.

#include "await_rule.hpp"
#include "batch.hpp"
#include "summary.hpp"

#include <clang-c/Index.h>
#include <error.hpp>
#include <files.hpp>
#include <layout.hpp>
#include <toolchain.hpp>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

namespace cowith::tests {
namespace {

std::string take(CXString text) {
    const char* bytes = clang_getCString(text);
    std::string result = bytes != nullptr ? bytes : "";
    clang_disposeString(text);
    return result;
}

std::vector<cpp_token> tokens_of(CXTranslationUnit unit) {
    std::vector<cpp_token> result;
    const CXSourceRange all = clang_getCursorExtent(clang_getTranslationUnitCursor(unit));
    CXToken* tokens = nullptr;
    unsigned count = 0;
    clang_tokenize(unit, all, &tokens, &count);
    for (unsigned i = 0; i < count; ++i) {
        if (clang_getTokenKind(tokens[i]) == CXToken_Comment) continue;
        unsigned line = 0;
        clang_getSpellingLocation(clang_getTokenLocation(unit, tokens[i]), nullptr, &line, nullptr, nullptr);
        result.push_back({take(clang_getTokenSpelling(unit, tokens[i])), line});
    }
    clang_disposeTokens(unit, tokens, count);
    return result;
}

/// The lines that are too long, save those that a single word fills.
std::string long_lines(const fs::path& file) {
    std::string text, line;
    std::ifstream in(file);
    for (int n = 1; std::getline(in, line); ++n) {
        const auto blank = line.find_last_of(' '), start = line.find_first_not_of(' ');
        const auto width = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xc0) != 0x80; });
        if (width <= 120 || blank == std::string::npos || blank < start) continue;
        text += "  line " + std::to_string(n) + " has " + std::to_string(width) + " columns\n";
    }
    return text;
}

/// A diagnostic; where `#line` says so, at its line of Python.
std::string shown(CXDiagnostic diagnostic) {
    CXString name;
    unsigned line = 0;
    clang_getPresumedLocation(clang_getDiagnosticLocation(diagnostic), &name, &line, nullptr);
    const std::string file = take(name);
    if (!file.ends_with(".py"))
        return take(clang_formatDiagnostic(diagnostic, clang_defaultDiagnosticDisplayOptions()));
    return file + ":" + std::to_string(line) + ": " +
           take(clang_formatDiagnostic(diagnostic, CXDiagnostic_DisplayOption));
}

/// What is wrong with one emitted file, a line each.
std::string check_file(CXIndex index, const fs::path& file, const std::vector<std::string>& flags) {
    std::vector<const char*> arguments;
    for (const auto& flag : flags) arguments.push_back(flag.c_str());
    CXTranslationUnit unit = nullptr;
    const auto error =
        clang_parseTranslationUnit2(index, file.c_str(), arguments.data(), static_cast<int>(arguments.size()), nullptr,
                                    0, CXTranslationUnit_None, &unit);
    if (error != CXError_Success) return "  libclang cannot read it (error " + std::to_string(error) + ")\n";
    std::string text;
    for (unsigned i = 0; i < std::min(clang_getNumDiagnostics(unit), 10U); ++i) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        text += "  " + shown(diagnostic) + "\n";
        clang_disposeDiagnostic(diagnostic);
    }
    for (const auto& breach : breaches_of_await_rule(tokens_of(unit))) text += "  " + breach + "\n";
    text += long_lines(file);
    clang_disposeTranslationUnit(unit);
    return text;
}

/// The diagnostics of a single file; how many problems don't matter.
int check_single(const std::string& file) {
    driver::toolchain tools(driver::find_layout(COWITH_BINARY));
    CXIndex index = clang_createIndex(0, 0);
    const std::string problems = check_file(index, file, tools.flags());
    clang_disposeIndex(index);
    std::fputs(problems.c_str(), stdout);
    return problems.empty() ? 0 : 1;
}

int check_emitted(const std::vector<std::string>& names) {
    const fs::path work = COWITH_TEST_WORK;
    driver::create_folder(work);
    setenv("XDG_CACHE_HOME", work.c_str(), 1);
    setenv("CXX", "clang++-19", 1);  // libclang takes the precompiled header of its own compiler
    driver::cache store;
    driver::toolchain tools(driver::find_layout(COWITH_BINARY));
    tools.optimisation = "-O0";
    std::vector<std::string> flags = tools.flags();
    flags.insert(flags.end(), {"-Wall", "-Wextra", "-include", tools.precompiled_header(store).string()});

    const driver::temporary_folder scratch(work);
    const std::string root = COWITH_SOURCE_DIR;
    auto runs =
        runs_of({root + "/examples", root + "/tests/differential", root + "/tests/conformance", root + "/tests/golden"},
                names, scratch.path());
    batch_options how;
    how.cowith = COWITH_BINARY;
    translate_all(runs, how);

    summary total;
    total.runner = "emitted code";
    std::map<std::string, std::map<std::string, std::string>> known;
    for (const auto& run : runs)
        if (const std::string folder = run.program.folder; known.count(folder) == 0)
            known[folder] = known_failures(folder + "/known_failures.txt");
    std::atomic<std::size_t> next{0};
    std::mutex guard;
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
            threads.emplace_back([&] {
                CXIndex index = clang_createIndex(0, 0);
                for (std::size_t k; (k = next++) < runs.size();) {
                    std::string problems;
                    const fs::path folder = runs[k].work / "generated";
                    // What can't be translated is the differential tests' business.
                    const bool translated = runs[k].problem.empty();
                    if (translated)
                        for (const auto& entry : fs::recursive_directory_iterator(folder))
                            if (entry.path().extension() == ".cpp") problems += check_file(index, entry.path(), flags);
                    const std::lock_guard lock(guard);
                    const bool is_known = known[runs[k].program.folder].count(runs[k].program.name) != 0;
                    if (is_known && !problems.empty()) {
                        ++total.expected;
                        continue;
                    }
                    ++(!translated ? total.skipped : problems.empty() ? total.passed : total.failed);
                    if (!problems.empty())
                        std::printf("FAILED   what %s becomes\n%s", runs[k].program.main.c_str(), problems.c_str());
                }
                clang_disposeIndex(index);
            });
    }
    return total.close();
}

}  // namespace
}  // namespace cowith::tests

int main(int argc, char** argv) {
    try {
        if (argc == 3 && std::string_view(argv[1]) == "--file") return cowith::tests::check_single(argv[2]);
        return cowith::tests::check_emitted({argv + 1, argv + argc});
    } catch (const cowith::driver::failure& e) {
        std::fprintf(stderr, "cowith_check_emitted: %s\n", e.what());
        return 2;
    }
}
