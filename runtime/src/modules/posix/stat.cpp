// What is known about a file, as plain tuples of numbers: os.stat_result is made of them in modules/os.py.
#include "posix.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace cowith::posix {
namespace {

object seconds(const timespec& t) noexcept {
    return make_float(static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec));
}
object nanoseconds(const timespec& t) noexcept {
    return binary(number_op::add, binary(number_op::mul, make_int(t.tv_sec), 1'000'000'000), make_int(t.tv_nsec));
}

/// The ten of the tuple, then the times as floats and in nanoseconds, block size, blocks, device.
object stat_tuple(const struct stat& s) noexcept {
    return tuple(make_uint(s.st_mode), make_uint(s.st_ino), make_uint(s.st_dev), make_uint(s.st_nlink),
                 make_uint(s.st_uid), make_uint(s.st_gid), make_int(s.st_size), make_int(s.st_atim.tv_sec),
                 make_int(s.st_mtim.tv_sec), make_int(s.st_ctim.tv_sec), seconds(s.st_atim), seconds(s.st_mtim),
                 seconds(s.st_ctim), nanoseconds(s.st_atim), nanoseconds(s.st_mtim), nanoseconds(s.st_ctim),
                 make_int(s.st_blksize), make_int(s.st_blocks), make_uint(s.st_rdev));
}

object stat_of(ref path, const char* function, bool follow) noexcept {
    path_argument p;
    if (!read_path(path, p, function, follow ? allow_fd : 0u)) return {};
    struct stat s;
    const int result = p.fd >= 0 ? ::fstat(p.fd, &s) : follow ? ::stat(p.c_str(), &s) : ::lstat(p.c_str(), &s);
    return result < 0 ? raise_os_error(errno, p.fd >= 0 ? ref() : p.given) : stat_tuple(s);
}
object stat_function(ref, const ref* args, std::size_t, ref) {
    const int follow = args[2] ? truth_of(args[2]) : 1;
    return follow < 0 ? object() : stat_of(args[0], "stat", follow);
}
object lstat_function(ref, const ref* args, std::size_t, ref) { return stat_of(args[0], "lstat", false); }
object fstat_function(ref, const ref* args, std::size_t, ref) {
    int fd;
    if (!read_int(args[0], fd)) return {};
    struct stat s;
    return ::fstat(fd, &s) < 0 ? raise_os_error(errno) : stat_tuple(s);
}

/// The file's mode, or 0 when there is none; for os.path, which has no use for the reason. ValueErrors count as absence.
template <bool Follow> object mode_of(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    if (!read_path(args[0], p, "stat", allow_fd)) {
        if (!pending_is(ValueError_type)) return {};
        clear_pending();
        return 0;
    }
    struct stat s;
    const int result = p.fd >= 0 ? ::fstat(p.fd, &s) : Follow ? ::stat(p.c_str(), &s) : ::lstat(p.c_str(), &s);
    return result < 0 ? object(0) : make_uint(s.st_mode);
}

object access_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    int mode;
    if (!read_path(args[0], p, "access") || !read_int(args[1], mode)) return {};
    return boolean(::access(p.c_str(), mode) == 0);
}

bool read_time(ref seconds_or_nanoseconds, bool in_nanoseconds, timespec& out) noexcept {
    if (in_nanoseconds) {
        std::int64_t ns;
        if (!to_size(seconds_or_nanoseconds, ns)) return false;
        out.tv_sec = ns / 1'000'000'000, out.tv_nsec = ns % 1'000'000'000;
        if (out.tv_nsec < 0) --out.tv_sec, out.tv_nsec += 1'000'000'000;
        return true;
    }
    double value;
    if (!to_double(seconds_or_nanoseconds, value)) return false;
    const double whole = __builtin_floor(value);
    out.tv_sec = static_cast<time_t>(whole);
    out.tv_nsec = static_cast<long>((value - whole) * 1e9);
    return true;
}
object utime_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    if (!read_path(args[0], p, "utime", allow_fd)) return {};
    timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    const bool has_times = args[1] && !args[1].is(None), has_ns = args[2] && !args[2].is(None);
    if (has_times && has_ns)
        return raise_error(ValueError_type, "utime: you may specify either 'times' or 'ns' but not both");
    if (has_times || has_ns) {
        const ref pair = has_ns ? args[2] : args[1];
        if (!has_flag(pair, is_tuple) || pair.as<tuple_object>()->size != 2)
            return raise_error(TypeError_type, has_ns ? "utime: 'ns' must be a tuple of two ints"
                                                      : "utime: 'times' must be either a tuple of two ints or None");
        for (int i = 0; i < 2; ++i)
            if (!read_time(pair.as<tuple_object>()->items[i], has_ns, times[i])) return {};
    }
    const int result = p.fd >= 0 ? ::futimens(p.fd, times) : ::utimensat(AT_FDCWD, p.c_str(), times, 0);
    return done_or_error(result, p.given);
}
object chmod_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    int mode;
    if (!read_path(args[0], p, "chmod", allow_fd) || !read_int(args[1], mode)) return {};
    const auto bits = static_cast<mode_t>(mode);
    return done_or_error(p.fd >= 0 ? ::fchmod(p.fd, bits) : ::chmod(p.c_str(), bits), p.given);
}
object chown_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    int user, group;
    if (!read_path(args[0], p, "chown", allow_fd) || !read_int(args[1], user) || !read_int(args[2], group)) return {};
    const auto u = static_cast<uid_t>(user);
    const auto g = static_cast<gid_t>(group);
    return done_or_error(p.fd >= 0 ? ::fchown(p.fd, u, g) : ::chown(p.c_str(), u, g), p.given);
}
object umask_function(ref, const ref* args, std::size_t, ref) {
    int mode;
    return read_int(args[0], mode) ? make_uint(::umask(static_cast<mode_t>(mode))) : object();
}
object statvfs_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    if (!read_path(args[0], p, "statvfs", allow_fd)) return {};
    struct statvfs s;
    if ((p.fd >= 0 ? ::fstatvfs(p.fd, &s) : ::statvfs(p.c_str(), &s)) < 0) return raise_os_error(errno, p.given);
    return tuple(make_uint(s.f_bsize), make_uint(s.f_frsize), make_uint(s.f_blocks), make_uint(s.f_bfree),
                 make_uint(s.f_bavail), make_uint(s.f_files), make_uint(s.f_ffree), make_uint(s.f_favail),
                 make_uint(s.f_flag), make_uint(s.f_namemax));
}

}  // namespace

const method_definition stat_functions[] = {
    {"stat_tuple", without_dir_fd<stat_function, 1>, "module, path, dir_fd=None, follow_symlinks=True"},
    {"lstat_tuple", lstat_function, "module, path"},
    {"fstat_tuple", fstat_function, "module, fd"},
    {"statvfs_tuple", statvfs_function, "module, path"},
    {"mode_or_zero", mode_of<true>, "module, path, /"},
    {"link_mode_or_zero", mode_of<false>, "module, path, /"},
    {"access", without_dir_fd<access_function, 2>,
     "module, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True"},
    {"utime", without_dir_fd<following_links<utime_function, 4>, 3>,
     "module, path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True"},
    {"chmod", without_dir_fd<following_links<chmod_function, 3>, 2>,
     "module, path, mode, *, dir_fd=None, follow_symlinks=True"},
    {"chown", without_dir_fd<following_links<chown_function, 4>, 3>,
     "module, path, uid, gid, *, dir_fd=None, follow_symlinks=True"},
    {"umask", umask_function, "module, mask, /"},
    {nullptr, nullptr},
};

}  // namespace cowith::posix
