// The native part of os, and errno: constants of the system.
#include "posix.hpp"

#include <cowith/native_modules.hpp>

#include <fcntl.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <cstring>

namespace cowith {
namespace {

struct constant {
    const char* name;
    int value;
};
constexpr constant constants[] = {
#define C(name) {#name, name},
    C(F_OK) C(R_OK) C(W_OK) C(X_OK) C(O_RDONLY) C(O_WRONLY) C(O_RDWR) C(O_NONBLOCK) C(O_APPEND) C(O_SYNC) C(O_DSYNC)
        C(O_NOCTTY) C(O_CREAT) C(O_EXCL) C(O_TRUNC) C(O_CLOEXEC) C(O_DIRECTORY) C(O_NOFOLLOW) C(O_NDELAY) C(WNOHANG)
            C(WUNTRACED) C(WCONTINUED) C(EX_OK) C(EX_USAGE) C(EX_DATAERR) C(EX_NOINPUT) C(EX_NOUSER) C(EX_NOHOST)
                C(EX_UNAVAILABLE) C(EX_SOFTWARE) C(EX_OSERR) C(EX_OSFILE) C(EX_CANTCREAT) C(EX_IOERR) C(EX_TEMPFAIL)
                    C(EX_PROTOCOL) C(EX_NOPERM) C(EX_CONFIG)
#undef C
};

bool fill_posix(ref dict) {
    using namespace posix;
    for (const auto* table : {file_functions, folder_functions, process_functions, stat_functions})
        if (!add_functions(dict, table, "posix")) return false;
    for (const auto& [name, value] : constants)
        if (!dict_set(dict, intern(name), value)) return false;
    return true;
}

// clang-format off
constexpr constant error_numbers[] = {
#define C(name) {#name, name},
    C(EPERM) C(ENOENT) C(ESRCH) C(EINTR) C(EIO) C(ENXIO) C(E2BIG) C(ENOEXEC) C(EBADF) C(ECHILD) C(EAGAIN) C(ENOMEM)
    C(EACCES) C(EFAULT) C(ENOTBLK) C(EBUSY) C(EEXIST) C(EXDEV) C(ENODEV) C(ENOTDIR) C(EISDIR) C(EINVAL) C(ENFILE)
    C(EMFILE) C(ENOTTY) C(ETXTBSY) C(EFBIG) C(ENOSPC) C(ESPIPE) C(EROFS) C(EMLINK) C(EPIPE) C(EDOM) C(ERANGE)
    C(EDEADLK) C(ENAMETOOLONG) C(ENOLCK) C(ENOSYS) C(ENOTEMPTY) C(ELOOP) C(ENOMSG) C(EIDRM) C(ECHRNG) C(EL2NSYNC)
    C(EL3HLT) C(EL3RST) C(ELNRNG) C(EUNATCH) C(ENOCSI) C(EL2HLT) C(EBADE) C(EBADR) C(EXFULL) C(ENOANO) C(EBADRQC)
    C(EBADSLT) C(EBFONT) C(ENOSTR) C(ENODATA) C(ETIME) C(ENOSR) C(ENONET) C(ENOPKG) C(EREMOTE) C(ENOLINK) C(EADV)
    C(ESRMNT) C(ECOMM) C(EPROTO) C(EMULTIHOP) C(EDOTDOT) C(EBADMSG) C(EOVERFLOW) C(ENOTUNIQ) C(EBADFD) C(EREMCHG)
    C(ELIBACC) C(ELIBBAD) C(ELIBSCN) C(ELIBMAX) C(ELIBEXEC) C(EILSEQ) C(ERESTART) C(ESTRPIPE) C(EUSERS) C(ENOTSOCK)
    C(EDESTADDRREQ) C(EMSGSIZE) C(EPROTOTYPE) C(ENOPROTOOPT) C(EPROTONOSUPPORT) C(ESOCKTNOSUPPORT) C(EOPNOTSUPP)
    C(EPFNOSUPPORT) C(EAFNOSUPPORT) C(EADDRINUSE) C(EADDRNOTAVAIL) C(ENETDOWN) C(ENETUNREACH) C(ENETRESET)
    C(ECONNABORTED) C(ECONNRESET) C(ENOBUFS) C(EISCONN) C(ENOTCONN) C(ESHUTDOWN) C(ETOOMANYREFS) C(ETIMEDOUT)
    C(ECONNREFUSED) C(EHOSTDOWN) C(EHOSTUNREACH) C(EALREADY) C(EINPROGRESS) C(ESTALE) C(EUCLEAN) C(ENOTNAM) C(ENAVAIL)
    C(EISNAM) C(EREMOTEIO) C(EDQUOT) C(ENOMEDIUM) C(EMEDIUMTYPE) C(ECANCELED) C(ENOKEY) C(EKEYEXPIRED) C(EKEYREVOKED)
    C(EKEYREJECTED) C(EOWNERDEAD) C(ENOTRECOVERABLE) C(ERFKILL) C(EHWPOISON) C(EWOULDBLOCK) C(ENOTSUP) C(EDEADLOCK)
#undef C
};
// clang-format on

bool fill_errno(ref dict) {
    object names = make_dict();
    for (const auto& [name, value] : error_numbers) {
        if (!dict_set(dict, intern(name), value)) return false;
        // The first name of a number is its usual one.
        if (!dict_get(names, value) && !dict_set(names, value, intern(name))) return false;
    }
    return dict_set(dict, intern("errorcode"), names);
}

}  // namespace

native_module native_modules::posix_("posix", fill_posix);
native_module native_modules::errno_("errno", fill_errno);

}  // namespace cowith
