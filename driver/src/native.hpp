#pragma once
// C++ headers that a program imports as Python modules (--native db=include/db.hpp): cowith-bind, a program of its own because loading
// libclang takes longer than translating, writes their C++.

#include "cache.hpp"
#include "layout.hpp"

#include <string>
#include <vector>

namespace cowith::driver {

/// What the command line says of such modules.
struct native_options {
    std::vector<std::string> modules;  ///< "db=include/db.hpp"
    std::vector<std::string> flags;    ///< of the C++ compiler, for reading the headers and compiling what binds them
    std::vector<std::string> link;     ///< for the linker: libraries and objects that the headers need
    std::string compile_commands;      ///< a compile_commands.json or its folder; empty: looked for beside the header
};

/// The C++ that makes a header a module.
struct native_binding {
    std::string module;
    std::string source;
    std::vector<std::string> flags;     ///< that it must be compiled with, besides exceptions and RTTI
    std::vector<dependency> made_from;  ///< the headers, and the compile_commands.json
};

/// "-Iinclude '-DNAME=a b'" as a shell splits it.
std::vector<std::string> split_words(const std::string& text);

/// The module of "db=include/db.hpp" or "db".
std::string native_name(const std::string& spelled);

/// Where a header's flags are: the compile_commands.json of the nearest folder above it that has one, itself or in build/. Empty: nowhere.
/// `tried`: what would be taken instead, if it were there.
fs::path find_compile_commands(const fs::path& header, std::vector<dependency>& tried);

/// Has cowith-bind read the header. Its messages go to stderr. Throws failure when the header can't be read.
native_binding bind_header(const std::string& spelled, const native_options& options, const layout& parts,
                           const fs::path& work);

/// The command line of cowith-bind, without what it is to write.
std::vector<std::string> bind_command(const std::string& spelled, const native_options& options, const layout& parts,
                                      std::vector<dependency>& made_from);

}  // namespace cowith::driver
