// cowith_bad_input [--update]: the files of tests/bad_input, each with an error; what `cowith check` says about NAME.py
// (or NAME of any other ending) is compared with NAME.txt. Whatever the input: no crash, no hang, exit status 1.

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

int run_bad_input(bool update) {
    const fs::path folder = COWITH_SOURCE_DIR "/tests/bad_input";
    std::vector<fs::path> inputs;
    if (fs::exists(folder))
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".py") inputs.push_back(entry.path());
    std::sort(inputs.begin(), inputs.end());
    summary total;
    total.runner = "bad input";
    child_options how;
    how.folder = folder;
    for (const auto& input : inputs) {
        const fs::path file = fs::path(input).replace_extension("txt");
        const auto answer = run_child({COWITH_BINARY, "check", input.filename().string()}, how);
        const std::string name = input.filename().string();
        if (answer.status != "exit status 1" || !answer.out.empty()) {
            std::printf("FAILED   %s: %s instead of exit status 1 and a diagnostic on stderr\n%s", name.c_str(),
                        answer.status.c_str(), answer.err.c_str());
            ++total.failed;
        } else if (const auto old = driver::read_file(file); old && *old == answer.err) {
            ++total.passed;
        } else if (update) {
            driver::write_file(file, answer.err);
            std::printf("updated  %s\n", file.filename().c_str());
        } else {
            std::printf("FAILED   %s (- %s, + now); if it is right: ./dev update-golden\n%s", name.c_str(),
                        file.filename().c_str(), diff_lines(old.value_or(""), answer.err).c_str());
            ++total.failed;
        }
    }
    return total.close();
}

}  // namespace
}  // namespace cowith::tests

int main(int argc, char** argv) {
    try {
        return cowith::tests::run_bad_input(argc == 2 && std::strcmp(argv[1], "--update") == 0);
    } catch (const cowith::driver::failure& e) {
        std::fprintf(stderr, "cowith_bad_input: %s\n", e.what());
        return 2;
    }
}
