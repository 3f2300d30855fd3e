#pragma once
// Where cowith's own parts are: found from its executable, so that an installed tree works from anywhere.

#include "files.hpp"

#include <string>
#include <vector>

namespace cowith::driver {

struct layout {
    fs::path executable;
    fs::path include_folder;         ///< holds cowith/cowith.hpp
    fs::path runtime_library;        ///< libcowith_runtime.a
    fs::path modules_library;        ///< libcowith_modules.a: the native modules that are written in Python
    fs::path host_library;           ///< libcowith_host.a: what bindings of C++ headers stand on
    std::string compiler;            ///< the one that built the runtime; may be empty
    std::vector<std::string> flags;  ///< what generated code must be compiled and linked with besides (sanitizers)
};

/// Installed: ../include and ../lib/cowith beside bin/. Built: what the file cowith.layout beside the executable says.
layout find_layout();
/// The same for another executable than this one.
layout find_layout(const fs::path& executable);

}  // namespace cowith::driver
