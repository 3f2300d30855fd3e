#pragma once
// The test programs of a folder, as tools/oracle/programs.mjs finds them too.

#include "child.hpp"

#include <string>
#include <vector>

namespace cowith::tests {

struct test_program {
    std::string name;                   ///< "async_with_order"
    fs::path folder;                    ///< where NAME.py or NAME/ lies
    fs::path main;                      ///< NAME.py or NAME/main.py
    bool has_modules = false;           ///< NAME/main.py with modules beside it
    std::vector<std::string> packages;  ///< installed packages that it imports
    std::vector<std::string> arguments;

    fs::path recorded() const { return folder / (name + ".out"); }
    fs::path input() const { return folder / (name + ".in"); }
};

/// Sorted by name; those marked `# record-with: nothing` are left out.
std::vector<test_program> find_programs(const fs::path& folder);

}  // namespace cowith::tests
