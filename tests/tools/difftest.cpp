// cowith_difftest [OPTIONS] [NAME...]: runs test programs translated and compares them with what CPython printed.

#include "batch.hpp"
#include "recorded_output.hpp"
#include "summary.hpp"

#include <CLI/CLI.hpp>
#include <error.hpp>
#include <files.hpp>
#include <fmt/core.h>
#include <layout.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <mutex>
#include <sstream>
#include <thread>

namespace cowith::tests {
namespace {

struct options {
    std::vector<std::string> names;
    std::vector<std::string> folders;
    std::string cowith;
    std::string work;
    std::string optimisation = "-O0";
    std::string runner = "differential tests";
    bool no_infer = false;
    bool brief = false;
    int seconds = 20;
};

bool has_packages(const test_program& program) {
    for (const auto& name : program.packages)
        if (const fs::path place = fs::path("/usr/lib/python3/dist-packages") / name;
            !fs::exists(place) && !fs::exists(place.string() + ".py"))
            return false;
    return true;
}

/// Runs one program and says how it differs from its recorded output; empty: it doesn't.
std::string compare(const test_run& run, int seconds) {
    if (!run.problem.empty()) return run.problem;
    const auto text = driver::read_file(run.program.recorded());
    if (!text) return "  it has no recorded output; record it with: ./dev record " + run.program.name + "\n";
    const auto expected = parse_recorded(*text);
    if (!expected) return "  " + run.program.recorded().string() + " is no recorded output\n";
    child_options how;
    how.folder = run.work / "cwd";
    driver::create_folder(how.folder);
    how.seconds = seconds;
    how.environment = {"PYTHONHASHSEED=0", "LANG=C.UTF-8", "HOME=" + how.folder.string(),
                       "ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=0:quarantine_size_mb=8"};
    if (fs::exists(run.program.input())) how.input = fs::absolute(run.program.input());
    std::vector<std::string> argv = {run.executable.string()};
    argv.insert(argv.end(), run.argv_prefix.begin(), run.argv_prefix.end());
    argv.insert(argv.end(), run.program.arguments.begin(), run.program.arguments.end());
    const auto actual = run_child(argv, how);
    const std::string folder = fs::absolute(run.program.main).parent_path().string() + "/";
    return differences(*expected, tidy(actual, folder));
}

/// What says most of a difference in one line: an error's message, else the first line that differs.
std::string first_line(const std::string& difference) {
    std::string best;
    std::istringstream lines(difference);
    for (std::string line; std::getline(lines, line);) {
        const bool tells = line.find("rror:") != std::string::npos || line.find("error[") != std::string::npos;
        if (best.empty() && (line.rfind("    +", 0) == 0 || line.rfind("    -", 0) == 0)) best = line;
        if (tells && line.rfind("    -", 0) != 0) return line + "\n";
    }
    return best.empty() ? difference : best + "\n";
}

class runner {
  public:
    runner(const options& asked, std::vector<test_run>& runs) : asked_(asked), runs_(runs) {
        for (const auto& folder : asked.folders) {
            auto known = known_failures(folder + "/known_failures.txt");
            known_.merge(known);
        }
        total_.runner = asked.runner;
    }

    int run() {
        std::atomic<std::size_t> next{0};
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
                threads.emplace_back([&] {
                    for (std::size_t k; (k = next++) < runs_.size();)
                        count(runs_[k], compare(runs_[k], asked_.seconds));
                });
        }
        for (const auto& [name, reason] : not_yet_) fmt::print("not yet  {} — {}\n", name, reason);
        return total_.close();
    }

    void skip(const std::string& name, const std::string& reason) {
        fmt::print("skipped  {} — {}\n", name, reason);
        ++total_.skipped;
    }

  private:
    void count(const test_run& run, const std::string& difference) {
        const std::lock_guard lock(guard_);
        const auto known = known_.find(run.program.name);
        if (difference.empty() && known == known_.end()) {
            ++total_.passed;
        } else if (difference.empty()) {
            ++total_.failed;
            fmt::print("FAILED   {} passes: take it out of known_failures.txt\n", run.program.name);
        } else if (known != known_.end()) {
            ++total_.expected;
            not_yet_.emplace(run.program.name, known->second);
        } else {
            ++total_.failed;
            fmt::print("FAILED   {}\n{}", run.program.main.string(),
                       asked_.brief ? first_line(difference) : difference);
        }
        std::fflush(stdout);
    }

    const options& asked_;
    std::vector<test_run>& runs_;
    std::map<std::string, std::string> known_;
    std::map<std::string, std::string> not_yet_;
    std::mutex guard_;
    summary total_;
};

int run_tests(const options& asked) {
    // An endless program may not fill the disk; a translator gone wild may not fill the memory.
    const rlimit size{256U << 20U, 256U << 20U};
    setrlimit(RLIMIT_FSIZE, &size);
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);

    const fs::path work = fs::absolute(asked.work);
    driver::create_folder(work);
    setenv("XDG_CACHE_HOME", work.c_str(), 1);
    driver::cache store;
    auto parts = driver::find_layout(fs::absolute(asked.cowith));
    driver::toolchain tools(parts);
    tools.optimisation = asked.optimisation;

    const driver::temporary_folder scratch(work);
    auto runs = runs_of(asked.folders, asked.names, scratch.path());
    std::vector<std::string> without_package;
    std::erase_if(runs, [&](const test_run& run) {
        if (has_packages(run.program)) return false;
        without_package.push_back(run.program.name);
        return true;
    });
    batch_options how;
    how.cowith = fs::absolute(asked.cowith);
    if (asked.no_infer) how.translator_flags.emplace_back("--no-infer");
    how.progress = isatty(STDERR_FILENO) != 0;
    prepare(runs, how, tools, store);
    runner tests(asked, runs);
    for (const auto& name : without_package) tests.skip(name, "a Python package that it imports is not installed");
    return tests.run();
}

int main_of_difftest(int argc, char** argv) {
    options asked;
    CLI::App app("Runs test programs translated and compares them with what CPython printed.");
    app.add_option("NAME", asked.names, "Only programs whose name contains one of these");
    app.add_option("--folder", asked.folders, "Folders with programs; by default all")->take_all();
    app.add_option("--cowith", asked.cowith, "The translator")->default_val(COWITH_BINARY);
    app.add_option("--work", asked.work, "Where objects are kept between runs")->default_val(COWITH_TEST_WORK);
    app.add_option("-O", asked.optimisation, "Optimisation level")->transform([](const std::string& level) {
        return "-O" + level;
    });
    app.add_option("--title", asked.runner, "What the closing line calls these tests");
    app.add_flag("--brief", asked.brief, "One line for each failure");
    app.add_flag("--no-infer", asked.no_infer, "Translate without type inference");
    app.add_option("--seconds", asked.seconds, "Time limit of a program");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    if (asked.folders.empty()) {
        const std::string root = COWITH_SOURCE_DIR;
        const std::string conformance = root + "/tests/conformance";
        asked.folders = {root + "/tests/differential", conformance,
                         conformance + "/suspending",  conformance + "/cancelled",
                         conformance + "/renamed",     root + "/examples"};
    }
    try {
        return run_tests(asked);
    } catch (const driver::failure& e) {
        fmt::print(stderr, "cowith_difftest: {}\n", e.what());
        return 2;
    }
}

}  // namespace
}  // namespace cowith::tests

int main(int argc, char** argv) { return cowith::tests::main_of_difftest(argc, argv); }
