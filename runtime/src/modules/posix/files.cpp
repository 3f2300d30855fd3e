// Files by descriptor and by name: open, read, write, links, renaming (Modules/posixmodule.c).
#include "posix.hpp"
#include "types/text.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

namespace cowith::posix {
namespace {

object open_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    int flags, mode = 0777;
    if (!read_path(args[0], p, "open") || !read_int(args[1], flags) || (args[2] && !read_int(args[2], mode))) return {};
    const int fd = retry([&] { return ::open(p.c_str(), flags | O_CLOEXEC, mode); });
    return fd < 0 ? done_or_error(fd, p.given) : object(fd);
}
object close_function(ref, const ref* args, std::size_t, ref) {
    int fd;
    return read_int(args[0], fd) ? done_or_error(::close(fd)) : object();
}
object read_function(ref, const ref* args, std::size_t, ref) {
    int fd;
    std::int64_t size;
    if (!read_int(args[0], fd) || !to_size(args[1], size)) return {};
    if (size < 0) {
        errno = EINVAL;
        return raise_os_error(errno);
    }
    std::string data(static_cast<std::size_t>(size), '\0');
    const ssize_t n = retry([&] { return ::read(fd, data.data(), data.size()); });
    if (n < 0) return done_or_error(-1);
    return make_bytes(std::string_view(data).substr(0, static_cast<std::size_t>(n)));
}
object write_function(ref, const ref* args, std::size_t, ref) {
    int fd;
    if (!read_int(args[0], fd)) return {};
    if (is_str(args[1])) return raise_error(TypeError_type, "a bytes-like object is required, not 'str'");
    object keep;
    std::string_view data;
    if (!is_bytes_or_bytearray(args[1], data)) {
        keep = bytes_from(args[1]);
        if (!keep) return {};
        data = keep.as<bytes_object>()->view();
    }
    const ssize_t n = retry([&] { return ::write(fd, data.data(), data.size()); });
    return n < 0 ? done_or_error(-1) : make_int(n);
}
object lseek_function(ref, const ref* args, std::size_t, ref) {
    int fd, how;
    std::int64_t offset;
    if (!read_int(args[0], fd) || !to_size(args[1], offset) || !read_int(args[2], how)) return {};
    const off_t at = ::lseek(fd, offset, how);
    return at < 0 ? done_or_error(-1) : make_int(at);
}
object truncate_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    std::int64_t size;
    if (!read_path(args[0], p, "truncate", allow_fd) || !to_size(args[1], size)) return {};
    return done_or_error(p.fd >= 0 ? ::ftruncate(p.fd, size) : ::truncate(p.c_str(), size), p.given);
}
object ftruncate_function(ref, const ref* args, std::size_t, ref) {
    int fd;
    std::int64_t size;
    if (!read_int(args[0], fd) || !to_size(args[1], size)) return {};
    return done_or_error(::ftruncate(fd, size));
}
template <int (*Sync)(int)> object sync_function(ref, const ref* args, std::size_t, ref) {
    int fd;
    return read_int(args[0], fd) ? done_or_error(retry([&] { return Sync(fd); })) : object();
}
object isatty_function(ref, const ref* args, std::size_t, ref) {
    int fd;
    return read_int(args[0], fd) ? object(boolean(::isatty(fd))) : object();
}
object dup_function(ref, const ref* args, std::size_t, ref) {
    int fd;
    if (!read_int(args[0], fd)) return {};
    const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? done_or_error(-1) : object(copy);
}
object dup2_function(ref, const ref* args, std::size_t, ref) {
    int from, to;
    const int inherited = args[2] ? truth_of(args[2]) : 1;
    if (inherited < 0 || !read_int(args[0], from) || !read_int(args[1], to)) return {};
    const int result = inherited ? ::dup2(from, to) : ::dup3(from, to, O_CLOEXEC);
    return result < 0 ? done_or_error(-1) : object(result);
}
object pipe_function(ref, const ref*, std::size_t, ref) {
    int ends[2];
    return ::pipe2(ends, O_CLOEXEC) < 0 ? done_or_error(-1) : tuple(ref(ends[0]), ref(ends[1]));
}
object get_inheritable(ref, const ref* args, std::size_t, ref) {
    int fd;
    if (!read_int(args[0], fd)) return {};
    const int flags = ::fcntl(fd, F_GETFD);
    return flags < 0 ? done_or_error(-1) : object(boolean(!(flags & FD_CLOEXEC)));
}
object set_inheritable(ref, const ref* args, std::size_t, ref) {
    int fd;
    const int inherited = truth_of(args[1]);
    if (inherited < 0 || !read_int(args[0], fd)) return {};
    return done_or_error(::fcntl(fd, F_SETFD, inherited ? 0 : FD_CLOEXEC));
}

object unlink_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    return read_path(args[0], p, "unlink") ? done_or_error(::unlink(p.c_str()), p.given) : object();
}
object remove_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    return read_path(args[0], p, "remove") ? done_or_error(::unlink(p.c_str()), p.given) : object();
}
using two_paths = int (*)(const char*, const char*);
object with_two_paths(const ref* args, const char* function, two_paths call) noexcept {
    path_argument from, to;
    if (!read_path(args[0], from, function, 0, "src") || !read_path(args[1], to, function, 0, "dst")) return {};
    return call(from.c_str(), to.c_str()) < 0 ? two_path_error(args[0], args[1]) : object(None);
}
object rename_function(ref, const ref* args, std::size_t, ref) { return with_two_paths(args, "rename", ::rename); }
object replace_function(ref, const ref* args, std::size_t, ref) { return with_two_paths(args, "replace", ::rename); }
object link_function(ref, const ref* args, std::size_t, ref) { return with_two_paths(args, "link", ::link); }
object symlink_function(ref, const ref* args, std::size_t, ref) { return with_two_paths(args, "symlink", ::symlink); }
object readlink_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    if (!read_path(args[0], p, "readlink")) return {};
    std::string target(4097, '\0');
    const ssize_t n = ::readlink(p.c_str(), target.data(), target.size());
    if (n < 0) return done_or_error(-1, p.given);
    return make_file_name(std::string_view(target).substr(0, static_cast<std::size_t>(n)), p.is_bytes);
}
object mkfifo_function(ref, const ref* args, std::size_t, ref) {
    path_argument p;
    int mode = 0666;
    if (!read_path(args[0], p, "mkfifo") || (args[1] && !read_int(args[1], mode))) return {};
    return done_or_error(::mkfifo(p.c_str(), static_cast<mode_t>(mode)), p.given);
}
object urandom_function(ref, const ref* args, std::size_t, ref) {
    std::int64_t size;
    if (!to_size(args[0], size)) return {};
    if (size < 0) return raise_error(ValueError_type, "negative argument not allowed");
    std::string data(static_cast<std::size_t>(size), '\0');
    for (std::size_t done = 0; done < data.size();) {
        const ssize_t n = retry([&] { return ::getrandom(data.data() + done, data.size() - done, 0); });
        if (n < 0) return done_or_error(-1);
        done += static_cast<std::size_t>(n);
    }
    return make_bytes(data);
}

}  // namespace

const method_definition file_functions[] = {
    {"open", without_dir_fd<open_function, 3>, "module, path, flags, mode=0o777, *, dir_fd=None"},
    {"close", close_function, "module, fd"},
    {"read", read_function, "module, fd, length, /"},
    {"write", write_function, "module, fd, data, /"},
    {"lseek", lseek_function, "module, fd, position, whence, /"},
    {"truncate", truncate_function, "module, path, length"},
    {"ftruncate", ftruncate_function, "module, fd, length, /"},
    {"fsync", sync_function<::fsync>, "module, fd"},
    {"fdatasync", sync_function<::fdatasync>, "module, fd"},
    {"isatty", isatty_function, "module, fd, /"},
    {"dup", dup_function, "module, fd, /"},
    {"dup2", dup2_function, "module, fd, fd2, inheritable=True"},
    {"pipe", pipe_function, "module"},
    {"get_inheritable", get_inheritable, "module, fd, /"},
    {"set_inheritable", set_inheritable, "module, fd, inheritable, /"},
    {"unlink", without_dir_fd<unlink_function, 1>, "module, path, *, dir_fd=None"},
    {"remove", without_dir_fd<remove_function, 1>, "module, path, *, dir_fd=None"},
    {"rename", without_dir_fd<rename_function, 2, 3>, "module, src, dst, *, src_dir_fd=None, dst_dir_fd=None"},
    {"replace", without_dir_fd<replace_function, 2, 3>, "module, src, dst, *, src_dir_fd=None, dst_dir_fd=None"},
    {"link", without_dir_fd<link_function, 2, 3>,
     "module, src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True"},
    {"symlink", without_dir_fd<symlink_function, 3>, "module, src, dst, target_is_directory=False, *, dir_fd=None"},
    {"readlink", without_dir_fd<readlink_function, 1>, "module, path, *, dir_fd=None"},
    {"mkfifo", without_dir_fd<mkfifo_function, 2>, "module, path, mode=0o666, *, dir_fd=None"},
    {"urandom", urandom_function, "module, size, /"},
    {nullptr, nullptr},
};

}  // namespace cowith::posix
