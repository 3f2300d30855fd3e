// What the files of the posix module share: path arguments, errors, and the tables of functions by theme.
#pragma once
#include "core/threads.hpp"
#include "modules/native_code.hpp"

#include <cowith/io.hpp>

#include <cerrno>
#include <string>

namespace cowith::posix {

/// A path argument: str, bytes, what has __fspath__, and where it is allowed an open file or None.
struct path_argument {
    std::string text;
    ref given;  // for OSError.filename
    bool is_bytes = false, is_none = false;
    int fd = -1;
    const char* c_str() const noexcept { return text.c_str(); }
};
enum : unsigned { allow_fd = 1, allow_none = 2 };
/// False: failed, with posixmodule.c's TypeError or ValueError. `parameter`: "path", "src", "dst".
bool read_path(ref x, path_argument& out, const char* function, unsigned allowed = 0,
               const char* parameter = "path") noexcept;

/// The bytes of a file name given as str: surrogate escapes become the bytes they stand for.
std::string file_name_bytes(std::string_view wtf8);
/// A file name from the system, as str or bytes as the argument was.
object make_file_name(std::string_view name, bool is_bytes) noexcept;

/// None, or the OSError of errno with the path.
object done_or_error(int result, ref filename = {}) noexcept;
/// OSError of errno with two paths (rename, link).
object two_path_error(ref first, ref second) noexcept;

/// A C int argument; false: failed.
bool read_int(ref x, int& out) noexcept;
/// For calls that wait or copy, and touch no Python object: other threads run meanwhile; repeats when a signal interrupts, unless its
/// handler raised.
template <class F> auto retry(F call) noexcept {
    decltype(call()) result;
    do {
        unlocked others;
        result = call();
    } while (result < 0 && errno == EINTR && !interrupt_arrived());
    return result;
}

extern const method_definition file_functions[], folder_functions[], process_functions[], stat_functions[];

/// F with parameters that aren't supported yet, at K (dir_fd): anything but None is refused.
template <vectorcall F, std::size_t... K>
object without_dir_fd(ref module, const ref* args, std::size_t count, ref names) {
    for (ref given : {args[K]...})
        if (given && !given.is(None))
            return raise_error(NotImplementedError_type, "dir_fd unavailable on this platform");
    return F(module, args, count, names);
}
/// F, which follows symbolic links always: follow_symlinks=False, at K, is refused.
template <vectorcall F, std::size_t K>
object following_links(ref module, const ref* args, std::size_t count, ref names) {
    if (args[K] && !truth(args[K])) {
        if (is_failed()) return {};
        return raise_error(NotImplementedError_type, "follow_symlinks unavailable on this platform");
    }
    return F(module, args, count, names);
}

}  // namespace cowith::posix
