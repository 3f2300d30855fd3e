#include "summary.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace cowith::tests {

int summary::close() const {
    std::printf("%s: %d passed, %d failed, %d skipped", runner.c_str(), passed, failed, skipped);
    if (expected > 0) std::printf(", %d not yet", expected);
    std::printf("\n");
    if (const char* file = std::getenv("COWITH_TEST_SUMMARY"); file != nullptr && *file != '\0')
        std::ofstream(file, std::ios::app)
            << runner << ' ' << passed << ' ' << failed << ' ' << skipped << ' ' << expected << '\n';
    return failed == 0 ? 0 : 1;
}

std::map<std::string, std::string> known_failures(const std::string& file) {
    std::map<std::string, std::string> result;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string name;
        std::string dash;
        std::string reason;
        if (!(words >> name) || name[0] == '#') continue;
        words >> dash;
        std::getline(words >> std::ws, reason);
        result[name] = reason;
    }
    return result;
}

}  // namespace cowith::tests
