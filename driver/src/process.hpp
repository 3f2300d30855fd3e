#pragma once
// Child processes.

#include <string>
#include <vector>

namespace cowith::driver {

struct process_result {
    int status = 0;      ///< as a shell shows it: 128 + N when signal N ended the process
    std::string output;  ///< stdout and stderr together
};

/// Runs a command (argv[0] is looked up in PATH) with empty stdin and collects what it prints. Throws failure when it
/// can't start.
process_result run_process(const std::vector<std::string>& argv);

/// Several at once, as many as the machine has processors; the results stand in the order of the commands.
std::vector<process_result> run_processes(const std::vector<std::vector<std::string>>& commands);

/// Replaces this process by `program`. Returns only by throwing failure.
[[noreturn]] void execute(const std::string& program, const std::vector<std::string>& argv);

/// The full path of a command, as the shell would find it; empty when there is none.
std::string find_command(const std::string& name);

}  // namespace cowith::driver
