#include "cache.hpp"

#include "error.hpp"
#include "hash.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <sstream>

namespace cowith::driver {
namespace {

constexpr std::size_t programs_kept = 100;
constexpr std::size_t objects_kept = 2000;
constexpr std::size_t headers_kept = 6;

fs::path cache_root() {
    if (const char* named = std::getenv("XDG_CACHE_HOME"); named != nullptr && named[0] == '/')
        return fs::path(named) / "cowith";
    if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/')
        return fs::path(home) / ".cache/cowith";
    throw failure(wrong_use,
                  "neither XDG_CACHE_HOME nor HOME is set, so there is no place for the cache; set one of them");
}

void mark_as_used(const fs::path& path) {
    std::error_code ignored;
    fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
}

/// Removes all but the newest entries of a folder; nothing younger than an hour, which may be in use.
void trim(const fs::path& folder, std::size_t keep) {
    std::error_code ignored;
    std::vector<std::pair<fs::file_time_type, fs::path>> entries;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        entries.emplace_back(entry.last_write_time(ignored), entry.path());
    if (entries.size() <= keep) return;
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    const auto limit = fs::file_time_type::clock::now() - std::chrono::hours(1);
    for (std::size_t i = keep; i < entries.size(); ++i)
        if (entries[i].first < limit) fs::remove_all(entries[i].second, ignored);
}

}  // namespace

cache::cache() : root_(cache_root()) {}

fs::path cache::folder(const std::string& kind) const {
    fs::path result = root_ / kind;
    create_folder(result);
    return result;
}

void cache::trim_headers() const { trim(root_ / "headers", headers_kept); }

fs::path cache::program_path(const std::string& key) const { return folder("programs") / key / "program"; }

std::optional<fs::path> cache::find_program(const std::string& key) const {
    const fs::path place = root_ / "programs" / key;
    const auto manifest = read_file(place / "made_from");
    if (!manifest) return std::nullopt;
    std::istringstream lines(*manifest);
    for (std::string line; std::getline(lines, line);) {
        // "HASH PATH", "- PATH" for one that must stay absent
        const auto blank = line.find(' ');
        if (blank == std::string::npos) return std::nullopt;
        const std::string hash = line.substr(0, blank);
        const fs::path path = line.substr(blank + 1);
        if (hash == "-") {
            std::error_code ignored;
            if (fs::exists(path, ignored)) return std::nullopt;
            continue;
        }
        const auto bytes = read_file(path);
        if (!bytes || hash_of(*bytes) != hash) return std::nullopt;
    }
    if (!fs::exists(place / "program")) return std::nullopt;
    mark_as_used(place);
    return place / "program";
}

void cache::remember_program(const std::string& key, const std::vector<dependency>& made_from) const {
    std::string manifest;
    for (const auto& file : made_from) {
        // A path with a line break can't be written down: such a program is translated each time.
        if (file.path.string().find('\n') != std::string::npos) return;
        manifest += (file.hash.empty() ? "-" : file.hash) + " " + file.path.string() + "\n";
    }
    write_file(program_path(key).parent_path() / "made_from", manifest);
    trim(root_ / "programs", programs_kept);
    trim(root_ / "objects", objects_kept);
}

}  // namespace cowith::driver
