// Folders: the current one, making, removing, listing (Modules/posixmodule.c).
#include "posix.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace cowith::posix {
namespace {

template <bool Bytes> object getcwd_function(ref, const ref*, std::size_t, ref) {
    char* path = ::getcwd(nullptr, 0);
    if (!path) return raise_os_error(errno);
    object result = make_file_name(path, Bytes);
    std::free(path);
    return result;
}
object chdir_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    if (!read_path(args[0], p, "chdir", allow_fd)) return {};
    return done_or_error(p.fd >= 0 ? ::fchdir(p.fd) : ::chdir(p.c_str()), p.given);
}
object mkdir_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    int mode = 0777;
    if (!read_path(args[0], p, "mkdir") || (args[1] && !read_int(args[1], mode))) return {};
    return done_or_error(::mkdir(p.c_str(), static_cast<mode_t>(mode)), p.given);
}
object rmdir_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    return read_path(args[0], p, "rmdir") ? done_or_error(::rmdir(p.c_str()), p.given) : object();
}

/// The names in a folder, each through `add`; false: failed.
template <class F> bool each_name(ref path, const char* function, F add) noexcept {
    path_argument p;
    if (!read_path(path, p, function, allow_fd | allow_none)) return false;
    const int copy = p.fd >= 0 ? ::dup(p.fd) : -1;
    DIR* folder = p.fd >= 0 ? copy >= 0 ? ::fdopendir(copy) : nullptr : ::opendir(p.c_str());
    if (!folder) {
        const int number = errno;
        if (copy >= 0) ::close(copy);
        raise_os_error(number, p.given);
        return false;
    }
    if (copy >= 0) ::rewinddir(folder);
    bool good = true;
    for (;;) {
        errno = 0;
        const dirent* entry = ::readdir(folder);
        if (!entry) {
            if (errno != 0) raise_os_error(errno, p.given), good = false;
            break;
        }
        if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0) continue;
        add(make_file_name(entry->d_name, p.is_bytes), *entry);
    }
    ::closedir(folder);
    return good;
}
object listdir_function(ref, const ref* args, std::size_t, ref) {
    object names = make_list();
    return each_name(args[0], "listdir", [&](const object& name, const dirent&) { list_append(names, name); })
               ? names
               : object();
}
/// (name, inode, type as DT_REG and the like) of each entry.
object scan_function(ref, const ref* args, std::size_t, ref) {
    object entries = make_list();
    return each_name(args[0], "scandir",
                     [&](const object& name, const dirent& entry) {
                         list_append(entries, tuple(name, make_uint(entry.d_ino), ref(entry.d_type)));
                     })
               ? entries
               : object();
}

}  // namespace

const method_definition folder_functions[] = {
    {"getcwd", getcwd_function<false>, "module"},
    {"getcwdb", getcwd_function<true>, "module"},
    {"chdir", chdir_function, "module, path"},
    {"fchdir", chdir_function, "module, fd"},
    {"mkdir", without_dir_fd<mkdir_function, 2>, "module, path, mode=0o777, *, dir_fd=None"},
    {"rmdir", without_dir_fd<rmdir_function, 1>, "module, path, *, dir_fd=None"},
    {"listdir", listdir_function, "module, path=None"},
    {"scan", scan_function, "module, path"},
    {nullptr, nullptr},
};

}  // namespace cowith::posix
