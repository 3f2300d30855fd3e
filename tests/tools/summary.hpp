#pragma once
// The closing line of a test runner, for people and for ./dev test.

#include <map>
#include <string>
#include <vector>

namespace cowith::tests {

struct summary {
    std::string runner;
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    int expected = 0;  ///< "not yet": fails, as known_failures.txt says

    /// Prints the closing line and adds it to the file named by COWITH_TEST_SUMMARY; gives the exit status.
    int close() const;
};

/// The tests that are known to fail, with the reason: "name — reason" lines; # starts a comment.
std::map<std::string, std::string> known_failures(const std::string& file);

}  // namespace cowith::tests
