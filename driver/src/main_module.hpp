#pragma once
// Which module is the program: a file, a folder with __main__.py, or a module by its name (-m), as the python command takes them.

#include "commands.hpp"

namespace cowith::driver {

struct main_module {
    input_file file;
    std::vector<fs::path> search;  ///< where imports are looked for first; empty: the folder of the file
    std::string argv0;             ///< sys.argv[0]
};

/// Throws failure when there is no such module (Lib/runpy.py).
main_module find_main_module(const command_options& options);

}  // namespace cowith::driver
