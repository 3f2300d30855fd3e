#pragma once
// The commands, each as the command line calls it. They throw failure, or give the exit status.

#include "native.hpp"
#include "pipeline.hpp"

#include <string>
#include <vector>

namespace cowith::driver {

struct command_options {
    std::vector<std::string> inputs;
    std::string module;                  ///< -m: the program by its module's name, instead of a file
    std::vector<std::string> arguments;  ///< of the program, for run
    std::string output;                  ///< -o
    std::string depfile;
    std::string optimisation;       ///< "-O2"; empty: the command's own default
    bool debug = false;             ///< -g: symbols and #line
    bool dynamic = false;           ///< --dynamic: link with shared libraries
    bool follow_imports = false;    ///< for translate; build and run always do
    std::string unit;               ///< --unit: translate for a target of this name of a build system
    bool is_program = false;        ///< --main: the first file is the program
    std::vector<std::string> uses;  ///< --uses: the lists of modules of other units
    std::string message_format;     ///< "gcc": messages in the form of C++ compilers
    native_options native;          ///< C++ headers that are modules
    pipeline_options pipeline;
};

/// Translates and shows the messages on stderr; the result is good when nothing stands in the way.
translation translate_and_report(const std::vector<input_file>& inputs, const command_options& options,
                                 const pipeline_options& pipeline, phase last);
/// "out/app.hpp: app.py lib.py" as Make and Ninja read it.
std::string depfile_text(const std::vector<fs::path>& targets, const std::vector<dependency>& made_from);
/// The file is compiled by itself; the other files are included by it.
bool is_unit(const lowering::output_file& file);

/// Writes NAME.hpp and NAME.cpp for each module into the output folder.
int translate_command(const command_options& options);
/// The same for one target of a build system: the names of the files written depend on the command line alone.
///   NAME.hpp, NAME.cpp, NAME.tables.inc  for each module named
///   UNIT.imports.cpp                     the modules that they import besides, and main() of a program
///   UNIT.modules                         the names of all of them, for the --uses of other units
int translate_unit_command(const command_options& options);
/// Writes one phase's result to stdout.
int print_command(const command_options& options, phase which);
/// Translates, compiles and links a program.
int build_command(const command_options& options);
/// Builds a program into the cache, unless it is there already, and becomes it.
int run_command(const command_options& options);
/// The same for these inputs, the first of which is the main module; `argv` is the program's. `key`: what the program depends on
/// besides the options.
int run_cached(const command_options& options, const std::vector<input_file>& inputs, const std::string& key,
               const std::vector<std::string>& argv);
/// Runs the tests of a module: unittest's and plain functions with asserts.
int test_command(const command_options& options);
/// Shows the diagnostics only.
int check_command(const command_options& options);
/// Has cowith-bind, which lies beside this executable, write stubs.
int stubs_command(const command_options& options);
/// Explains the code of a diagnostic.
int explain_command(const std::string& code);

}  // namespace cowith::driver
