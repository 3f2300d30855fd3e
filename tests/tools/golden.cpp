// cowith_golden [--update]: what each phase makes of the programs in tests/golden, compared with NAME.ast, NAME.ir,
// NAME.cpp beside them.

#include "child.hpp"
#include "recorded_output.hpp"
#include "summary.hpp"

#include <error.hpp>
#include <files.hpp>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace cowith::tests {
namespace {

/// A phase is tested where its file is there; --update also writes the missing ones of a new program.
constexpr const char* phases[] = {"ast", "ir", "cpp"};

int run_golden(bool update) {
    const fs::path folder = COWITH_SOURCE_DIR "/tests/golden";
    std::vector<fs::path> programs;
    if (fs::exists(folder))
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".py") programs.push_back(entry.path());
    std::sort(programs.begin(), programs.end());
    summary total;
    total.runner = "golden files";
    child_options how;
    how.folder = folder;
    for (const auto& program : programs) {
        for (const char* phase : phases) {
            const fs::path file = fs::path(program).replace_extension(phase);
            if (!update && !fs::exists(file)) continue;
            const auto answer = run_child(
                {COWITH_BINARY, "translate", std::string("--print=") + phase, program.filename().string()}, how);
            const std::string name = file.filename().string();
            if (answer.status != "exit status 0") {
                std::printf("FAILED   %s: cowith: %s\n%s", name.c_str(), answer.status.c_str(), answer.err.c_str());
                ++total.failed;
            } else if (const auto old = driver::read_file(file); old && *old == answer.out) {
                ++total.passed;
            } else if (update) {
                driver::write_file(file, answer.out);
                std::printf("updated  %s\n", name.c_str());
            } else {
                std::printf("FAILED   %s differs (- file, + now); if it is right: ./dev update-golden\n%s",
                            name.c_str(), diff_lines(old.value_or(""), answer.out).c_str());
                ++total.failed;
            }
        }
    }
    return total.close();
}

}  // namespace
}  // namespace cowith::tests

int main(int argc, char** argv) {
    try {
        return cowith::tests::run_golden(argc == 2 && std::strcmp(argv[1], "--update") == 0);
    } catch (const cowith::driver::failure& e) {
        std::fprintf(stderr, "cowith_golden: %s\n", e.what());
        return 2;
    }
}
