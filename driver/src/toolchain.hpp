#pragma once
// From generated C++ to a program: the C++ compiler, its flags, the precompiled header, the link.

#include "cache.hpp"
#include "layout.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cowith::driver {

/// One generated unit.
struct unit {
    std::string name;                ///< "pkg.module": for messages
    std::string source;              ///< the C++ text
    std::vector<fs::path> includes;  ///< folders with headers that it includes besides the runtime's
    std::string headers;             ///< hash of those headers, for the cache
    /// C++ that binds a header of the user's: compiled with exceptions and RTTI, and with these flags.
    bool is_binding = false;
    std::vector<std::string> flags = {};
};

class toolchain {
  public:
    /// Finds the compiler: $CXX, the one that built the runtime, clang++-19, g++, clang++. Throws failure when there is
    /// none.
    explicit toolchain(const layout& parts);

    /// "-O2" and the like; part of every compile.
    std::string optimisation = "-O2";
    /// Symbols for a debugger.
    bool debug = false;
    /// Only shared libraries of the system, even where it has static ones too.
    bool dynamic = false;
    /// Libraries and objects of the user's; `links_bindings`: some unit is a binding.
    std::vector<std::string> libraries;
    bool links_bindings = false;

    /// What tells this compiler, its flags and the runtime from others; goes into cache keys.
    std::string identity() const;
    /// The same for what compiling alone depends on: the headers, not the libraries.
    std::string compile_identity() const;

    /// What became of one unit: an object in the cache, or the compiler's messages.
    struct compiled {
        fs::path object;
        std::string messages;
        bool good = false;
    };
    /// Compiles the units that are not in the cache already, several at once.
    std::vector<compiled> compile(const std::vector<unit>& units, cache& store) const;

    /// Links objects and the runtime into `executable`, which appears whole or not at all; gives the linker's messages,
    /// empty when all went well.
    std::string link(const std::vector<fs::path>& objects, const fs::path& executable) const;

    /// Both. What the compiler or linker refuses is a mistake in cowith: throws failure that says so and names the file
    /// kept. With bindings it may be a mistake in the user's header, or a library not named.
    void build(const std::vector<unit>& units, const fs::path& executable, cache& store) const;

    /// The command line that compiles `source` to `object` (without the precompiled header).
    std::vector<std::string> compile_command(const fs::path& source, const fs::path& object) const;
    /// The same for the C++ that binds a header.
    std::vector<std::string> binding_command(const unit& binding, const fs::path& source, const fs::path& object) const;
    /// `whole`: nothing is left to the dynamic loader.
    std::vector<std::string> link_command(const std::vector<fs::path>& objects, const fs::path& executable,
                                          bool whole) const;

    /// What every compile is given.
    std::vector<std::string> flags() const;
    /// A header for -include whose compiled form lies beside it; made when it isn't there.
    fs::path precompiled_header(cache& store) const;

  private:
    layout parts_;
    std::string compiler_;
    bool is_clang_ = false;
};

}  // namespace cowith::driver
