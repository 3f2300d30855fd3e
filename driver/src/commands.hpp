#pragma once
// The commands, each as the command line calls it. They throw failure, or give the exit status.

#include "pipeline.hpp"

#include <string>
#include <vector>

namespace cowith::driver {

struct command_options {
    std::vector<std::string> inputs;
    std::vector<std::string> arguments;  ///< of the program, for run
    std::string output;                  ///< -o
    std::string depfile;
    std::string optimisation;     ///< "-O2"; empty: the command's own default
    bool debug = false;           ///< -g: symbols and #line
    bool dynamic = false;         ///< --dynamic: link with shared libraries
    bool follow_imports = false;  ///< for translate; build and run always do
    pipeline_options pipeline;
};

/// Writes NAME.hpp and NAME.cpp for each module into the output folder.
int translate_command(const command_options& options);
/// Writes one phase's result to stdout.
int print_command(const command_options& options, phase which);
/// Translates, compiles and links a program.
int build_command(const command_options& options);
/// Builds a program into the cache, unless it is there already, and becomes it.
int run_command(const command_options& options);
/// Shows the diagnostics only.
int check_command(const command_options& options);
/// Explains the code of a diagnostic.
int explain_command(const std::string& code);

}  // namespace cowith::driver
