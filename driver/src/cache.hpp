#pragma once
// What is kept between runs under $XDG_CACHE_HOME/cowith (~/.cache/cowith): programs of `cowith run`, objects, compiled
// headers.

#include "files.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cowith::driver {

/// A file that a program was translated from. An absent one was looked for and not found: its appearance changes the
/// program.
struct dependency {
    fs::path path;
    std::string hash;  ///< of the content; empty: absent
};

class cache {
  public:
    /// Throws failure when there is no home to keep it in.
    cache();

    /// A folder for one kind of thing; created when it isn't there.
    fs::path folder(const std::string& kind) const;

    /// Drops compiled headers that have not been made lately.
    void trim_headers() const;

    /// The program kept under `key`, if everything it was made from is unchanged.
    std::optional<fs::path> find_program(const std::string& key) const;
    /// Where to build the program of `key`.
    fs::path program_path(const std::string& key) const;
    /// Records what the program built at program_path(key) was made from, and drops what has not been used for long.
    void remember_program(const std::string& key, const std::vector<dependency>& made_from) const;

  private:
    fs::path root_;
};

}  // namespace cowith::driver
