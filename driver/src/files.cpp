#include "files.hpp"

#include "error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace cowith::driver {
namespace {

[[noreturn]] void fail_writing(const fs::path& path) {
    throw failure(wrong_use, "cannot write " + path.string() + ": " + std::strerror(errno));
}

/// Writes a new file in the folder of `path` under a name that nobody else has, with the permissions a new file gets.
fs::path write_aside(const fs::path& path, std::string_view bytes) {
    std::string name = (path.parent_path() / ("." + path.filename().string() + ".XXXXXX")).string();
    const int fd = mkstemp(name.data());
    if (fd < 0) fail_writing(path);
    const mode_t mask = umask(0);
    umask(mask);
    bool good = fchmod(fd, 0666 & ~mask) == 0;
    while (good && !bytes.empty()) {
        const ssize_t count = write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        good = count >= 0;
        if (good) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    const int reason = errno;
    good = close(fd) == 0 && good;
    if (!good) {
        unlink(name.c_str());
        errno = reason;
        fail_writing(path);
    }
    return name;
}

}  // namespace

std::optional<std::string> read_file(const fs::path& path) {
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return std::nullopt;
    struct stat info{};
    std::string bytes;
    if (fstat(fd, &info) != 0 || S_ISDIR(info.st_mode)) {
        close(fd);
        return std::nullopt;
    }
    bytes.resize(static_cast<std::size_t>(info.st_size));
    std::size_t length = 0;
    while (true) {
        if (length == bytes.size()) bytes.resize(bytes.size() + 4096);
        const ssize_t count = read(fd, bytes.data() + length, bytes.size() - length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            close(fd);
            if (count < 0) return std::nullopt;
            bytes.resize(length);
            return bytes;
        }
        length += static_cast<std::size_t>(count);
    }
}

void create_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw failure(wrong_use, "cannot create the folder " + folder.string() + ": " + error.message());
}

void write_file(const fs::path& path, std::string_view bytes) {
    file_set one;
    one.add(path, bytes);
    one.publish();
}

void file_set::add(const fs::path& path, std::string_view bytes) {
    if (const auto old = read_file(path); old && *old == bytes) return;
    entries_.push_back({write_aside(path, bytes), path});
}

void file_set::publish() {
    for (auto& e : entries_) {
        if (rename(e.aside.c_str(), e.path.c_str()) != 0) fail_writing(e.path);
        e.aside.clear();
    }
    entries_.clear();
}

file_set::~file_set() {
    for (const auto& e : entries_)
        if (!e.aside.empty()) unlink(e.aside.c_str());
}

temporary_folder::temporary_folder(const fs::path& parent) {
    std::string name = (parent / "new.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw failure(wrong_use, "cannot create a folder in " + parent.string() + ": " + std::strerror(errno));
    path_ = name;
}

temporary_folder::~temporary_folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace cowith::driver
