#pragma once
// Files that appear whole or not at all.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cowith::driver {

namespace fs = std::filesystem;

/// The bytes of a file; nothing when it can't be read.
std::optional<std::string> read_file(const fs::path& path);

/// Creates a folder and its parents. Throws failure when that is impossible.
void create_folder(const fs::path& folder);

/// Writes a file through a temporary one in the same folder, so that readers see the old bytes or the new ones. A file
/// that holds these bytes already is left alone and keeps its time stamp. Throws failure.
void write_file(const fs::path& path, std::string_view bytes);

/// A set of files written together: each is written aside first, and only when all are complete do they get their
/// names.
class file_set {
  public:
    file_set() = default;
    file_set(const file_set&) = delete;
    file_set& operator=(const file_set&) = delete;
    /// Removes what was written aside but never published.
    ~file_set();

    /// Writes `bytes` aside for `path`, unless `path` holds them already. Throws failure.
    void add(const fs::path& path, std::string_view bytes);
    /// Gives all files their names. Throws failure.
    void publish();

  private:
    struct entry {
        fs::path aside;
        fs::path path;
    };
    std::vector<entry> entries_;
};

/// A folder under the system's (or the given) temporary folder; removed with everything in it.
class temporary_folder {
  public:
    explicit temporary_folder(const fs::path& parent);
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    ~temporary_folder();

    const fs::path& path() const { return path_; }
    fs::path operator/(const fs::path& name) const { return path_ / name; }

  private:
    fs::path path_;
};

}  // namespace cowith::driver
