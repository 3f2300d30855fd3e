#pragma once
// A child process with a time limit, its two output streams kept apart.

#include <filesystem>
#include <string>
#include <vector>

namespace cowith::tests {

namespace fs = std::filesystem;

struct child_result {
    std::string out;
    std::string err;
    std::string status;  ///< "exit status 1", "killed by SIGSEGV", "still running after 20 s"
};

struct child_options {
    fs::path folder;                       ///< working directory; empty: this one
    fs::path input;                        ///< file for stdin; empty: none
    int seconds = 20;                      ///< then the process and its children are killed
    std::vector<std::string> environment;  ///< "NAME=VALUE" besides what this process has
};

child_result run_child(const std::vector<std::string>& argv, const child_options& options = {});

}  // namespace cowith::tests
