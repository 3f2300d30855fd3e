#pragma once
// Many small programs in one binary: linking is what a program of its own costs most.

#include "program_list.hpp"

#include <cache.hpp>
#include <toolchain.hpp>

#include <string>
#include <vector>

namespace cowith::tests {

/// A test program on its way to a result.
struct test_run {
    test_program program;
    fs::path work;  ///< folder of its own: generated C++, then the working directory of the run
    fs::path executable;
    std::vector<std::string> argv_prefix;  ///< what selects it in its executable
    std::string problem;                   ///< why it can't run: what the translator, the compiler or the linker said

    // Filled by translation.
    std::vector<driver::unit> units;
    std::string main_module;  ///< name of the module that is the program
};

struct batch_options {
    fs::path cowith;  ///< the translator
    std::vector<std::string> translator_flags;
    std::size_t size = 20;  ///< programs a binary
    bool progress = false;
};

/// Translates each program; it then has units or a problem.
void translate_all(std::vector<test_run>& runs, const batch_options& options);

/// The programs of some folders that the words select, each with a working folder below `scratch`.
std::vector<test_run> runs_of(const std::vector<std::string>& folders, const std::vector<std::string>& words,
                              const fs::path& scratch);

/// Translates, compiles and links the programs; each ends with an executable or a problem.
void prepare(std::vector<test_run>& runs, const batch_options& options, const driver::toolchain& tools,
             driver::cache& store);

}  // namespace cowith::tests
