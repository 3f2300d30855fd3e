#include "batch.hpp"

#include <files.hpp>
#include <fmt/core.h>
#include <hash.hpp>
#include <pipeline.hpp>
#include <progress.hpp>

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

namespace cowith::tests {
namespace {

std::string indented(const std::string& text, std::size_t limit = 25) {
    std::string result;
    std::size_t lines = 0;
    for (std::size_t start = 0; start < text.size() && lines < limit; ++lines) {
        auto end = text.find('\n', start);
        if (end == std::string::npos) end = text.size();
        result += "    " + text.substr(start, end - start) + "\n";
        start = end + 1;
    }
    return result;
}

/// What a generated unit includes besides the runtime's headers: NAME.hpp and the like beside NAME.cpp.
std::string hash_of_includes(const fs::path& unit) {
    std::vector<fs::path> files;
    const std::string start = unit.stem().string() + ".";
    for (const auto& entry : fs::directory_iterator(unit.parent_path())) {
        const std::string name = entry.path().filename().string();
        if (name.compare(0, start.size(), start) == 0 && entry.path() != unit) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    driver::content_hash hash;
    for (const auto& file : files) hash.add(file.filename().string()).add(driver::read_file(file).value_or(""));
    return hash.text();
}

/// Runs the translator; a program may become several modules.
void translate(test_run& run, const batch_options& options) {
    const fs::path generated = run.work / "generated";
    driver::create_folder(generated);
    std::vector<std::string> command = {options.cowith.string(), "translate", "--follow-imports"};
    command.insert(command.end(), options.translator_flags.begin(), options.translator_flags.end());
    // Under its own name in its own folder, so that tracebacks show the same on every machine.
    command.insert(command.end(), {run.program.main.filename().string(), "-o", generated.string()});
    child_options how;
    how.folder = fs::absolute(run.program.main).parent_path();
    how.seconds = 60;
    const auto answer = run_child(command, how);
    if (answer.status != "exit status 0") {
        run.problem = "  cowith translate: " + answer.status + "\n" + indented(answer.err);
        return;
    }
    run.main_module = run.program.main.stem().string();
    for (const auto& entry : fs::recursive_directory_iterator(generated)) {
        if (entry.path().extension() != ".cpp") continue;
        std::string module = entry.path().lexically_relative(generated).replace_extension().string();
        std::replace(module.begin(), module.end(), '/', '.');
        run.units.push_back(
            {module, driver::read_file(entry.path()).value_or(""), {generated}, hash_of_includes(entry.path())});
    }
}

template <class Work> void for_each_in_parallel(std::vector<test_run>& runs, const Work& work) {
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([&] {
            for (std::size_t k; (k = next++) < runs.size();) work(runs[k]);
        });
}

/// main() for programs in one binary: argv[1] selects the program, and what follows is its argv.
std::string selecting_main(const std::vector<const test_run*>& runs) {
    std::vector<driver::linked_program> programs;
    for (const auto* run : runs)
        programs.push_back({run->program.name, run->program.main.filename().string(), run->main_module});
    std::vector<std::string> natives;
    for (const auto& module : driver::native_modules()) natives.emplace_back(module.name);
    return driver::main_source(programs, natives);
}

std::string link_together(const std::vector<test_run*>& group, const fs::path& executable,
                          const driver::toolchain& tools, driver::cache& store, const std::vector<fs::path>& objects) {
    std::vector<const test_run*> members(group.begin(), group.end());
    const auto main_unit = tools.compile({{"main", selecting_main(members), {}, ""}}, store);
    if (!main_unit[0].good) return main_unit[0].messages;
    auto all = objects;
    all.push_back(main_unit[0].object);
    return tools.link(all, executable);
}

bool selected(const std::string& name, const std::vector<std::string>& words) {
    if (words.empty()) return true;
    for (const auto& word : words)
        if (name.find(word) != std::string::npos) return true;
    return false;
}

}  // namespace

void translate_all(std::vector<test_run>& runs, const batch_options& options) {
    for_each_in_parallel(runs, [&](test_run& run) { translate(run, options); });
}

std::vector<test_run> runs_of(const std::vector<std::string>& folders, const std::vector<std::string>& words,
                              const fs::path& scratch) {
    std::vector<test_run> runs;
    for (const auto& folder : folders) {
        if (!fs::exists(folder)) continue;
        for (auto& program : find_programs(folder)) {
            if (!selected(program.name, words)) continue;
            test_run run;
            run.work = scratch / fs::path(folder).filename() / program.name;
            run.program = std::move(program);
            runs.push_back(std::move(run));
        }
    }
    return runs;
}

void prepare(std::vector<test_run>& runs, const batch_options& options, const driver::toolchain& tools,
             driver::cache& store) {
    std::optional<driver::progress> shown;
    shown.emplace("translating the test programs");
    translate_all(runs, options);

    shown.emplace("compiling the test programs");
    std::vector<driver::unit> units;
    for (const auto& run : runs) units.insert(units.end(), run.units.begin(), run.units.end());
    const auto compiled = tools.compile(units, store);
    std::vector<std::vector<fs::path>> objects(runs.size());
    for (std::size_t i = 0, k = 0; i < runs.size(); ++i)
        for (std::size_t u = 0; u < runs[i].units.size(); ++u, ++k) {
            objects[i].push_back(compiled[k].object);
            if (!compiled[k].good && runs[i].problem.empty())
                runs[i].problem = "  the C++ compiler refuses the translation\n" + indented(compiled[k].messages);
        }

    shown.emplace("linking the test programs");
    std::vector<test_run*> group;
    std::vector<fs::path> group_objects;
    std::size_t number = 0;
    const auto close_group = [&] {
        if (group.empty()) return;
        const fs::path executable = group[0]->work.parent_path() / ("batch_" + std::to_string(number++));
        const auto messages = link_together(group, executable, tools, store, group_objects);
        for (auto* run : group) {
            run->executable = executable;
            run->argv_prefix = {run->program.name};
            // One program that can't be linked may not stop its neighbours: then each is linked alone.
            if (messages.empty()) continue;
            run->executable = run->work / "program";
            const auto own = link_together({run}, run->executable, tools, store,
                                           objects[static_cast<std::size_t>(run - runs.data())]);
            if (!own.empty()) run->problem = "  it cannot be linked\n" + indented(own);
        }
        group.clear();
        group_objects.clear();
    };
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!runs[i].problem.empty()) continue;
        // Programs of several modules share names like "main" or "util": they stay alone.
        const bool alone = runs[i].units.size() != 1;
        if (alone) close_group();
        group.push_back(&runs[i]);
        group_objects.insert(group_objects.end(), objects[i].begin(), objects[i].end());
        if (alone || group.size() == options.size) close_group();
    }
    close_group();
}

}  // namespace cowith::tests
