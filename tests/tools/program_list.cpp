#include "program_list.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace cowith::tests {
namespace {

/// The value of a "# key: value" comment among the first lines of a file.
std::string marker(const fs::path& file, const std::string& key) {
    std::ifstream in(file);
    std::string line;
    for (int i = 0; i < 12 && std::getline(in, line); ++i)
        if (const std::string start = "# " + key + ":"; line.rfind(start, 0) == 0) return line.substr(start.size());
    return "";
}

std::vector<std::string> words(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> result;
    for (std::string word; in >> word;) result.push_back(word);
    return result;
}

}  // namespace

std::vector<test_program> find_programs(const fs::path& folder) {
    std::vector<test_program> result;
    for (const auto& entry : fs::directory_iterator(folder)) {
        test_program program;
        program.folder = folder;
        if (entry.is_directory() && fs::exists(entry.path() / "main.py")) {
            program.name = entry.path().filename().string();
            program.main = entry.path() / "main.py";
            program.has_modules = true;
        } else if (entry.path().extension() == ".py") {
            program.name = entry.path().stem().string();
            program.main = entry.path();
        } else {
            continue;
        }
        if (words(marker(program.main, "record-with")) == std::vector<std::string>{"nothing"}) continue;
        program.packages = words(marker(program.main, "packages"));
        program.arguments = words(marker(program.main, "args"));
        result.push_back(std::move(program));
    }
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return result;
}

}  // namespace cowith::tests
