// The macros that the C headers behind the runtime's headers define, sorted; tests/emitted/macros.sh tells when one is missing.
#pragma once
#include <string_view>

namespace cowith::lowering {

using namespace std::string_view_literals;

// clang-format off
inline constexpr std::string_view system_macros[] = {
    "BIG_ENDIAN"sv, "BUFSIZ"sv, "BYTE_ORDER"sv, "E2BIG"sv, "EACCES"sv, "EADDRINUSE"sv, "EADDRNOTAVAIL"sv, "EADV"sv,
    "EAFNOSUPPORT"sv, "EAGAIN"sv, "EALREADY"sv, "EBADE"sv, "EBADF"sv, "EBADFD"sv, "EBADMSG"sv, "EBADR"sv, "EBADRQC"sv,
    "EBADSLT"sv, "EBFONT"sv, "EBUSY"sv, "ECANCELED"sv, "ECHILD"sv, "ECHRNG"sv, "ECOMM"sv, "ECONNABORTED"sv,
    "ECONNREFUSED"sv, "ECONNRESET"sv, "EDEADLK"sv, "EDEADLOCK"sv, "EDESTADDRREQ"sv, "EDOM"sv, "EDOTDOT"sv, "EDQUOT"sv,
    "EEXIST"sv, "EFAULT"sv, "EFBIG"sv, "EHOSTDOWN"sv, "EHOSTUNREACH"sv, "EHWPOISON"sv, "EIDRM"sv, "EILSEQ"sv,
    "EINPROGRESS"sv, "EINTR"sv, "EINVAL"sv, "EIO"sv, "EISCONN"sv, "EISDIR"sv, "EISNAM"sv, "EKEYEXPIRED"sv,
    "EKEYREJECTED"sv, "EKEYREVOKED"sv, "EL2HLT"sv, "EL2NSYNC"sv, "EL3HLT"sv, "EL3RST"sv, "ELIBACC"sv, "ELIBBAD"sv,
    "ELIBEXEC"sv, "ELIBMAX"sv, "ELIBSCN"sv, "ELNRNG"sv, "ELOOP"sv, "EMEDIUMTYPE"sv, "EMFILE"sv, "EMLINK"sv,
    "EMSGSIZE"sv, "EMULTIHOP"sv, "ENAMETOOLONG"sv, "ENAVAIL"sv, "ENETDOWN"sv, "ENETRESET"sv, "ENETUNREACH"sv,
    "ENFILE"sv, "ENOANO"sv, "ENOBUFS"sv, "ENOCSI"sv, "ENODATA"sv, "ENODEV"sv, "ENOENT"sv, "ENOEXEC"sv, "ENOKEY"sv,
    "ENOLCK"sv, "ENOLINK"sv, "ENOMEDIUM"sv, "ENOMEM"sv, "ENOMSG"sv, "ENONET"sv, "ENOPKG"sv, "ENOPROTOOPT"sv,
    "ENOSPC"sv, "ENOSR"sv, "ENOSTR"sv, "ENOSYS"sv, "ENOTBLK"sv, "ENOTCONN"sv, "ENOTDIR"sv, "ENOTEMPTY"sv, "ENOTNAM"sv,
    "ENOTRECOVERABLE"sv, "ENOTSOCK"sv, "ENOTSUP"sv, "ENOTTY"sv, "ENOTUNIQ"sv, "ENXIO"sv, "EOF"sv, "EOPNOTSUPP"sv,
    "EOVERFLOW"sv, "EOWNERDEAD"sv, "EPERM"sv, "EPFNOSUPPORT"sv, "EPIPE"sv, "EPROTO"sv, "EPROTONOSUPPORT"sv,
    "EPROTOTYPE"sv, "ERANGE"sv, "EREMCHG"sv, "EREMOTE"sv, "EREMOTEIO"sv, "ERESTART"sv, "ERFKILL"sv, "EROFS"sv,
    "ESHUTDOWN"sv, "ESOCKTNOSUPPORT"sv, "ESPIPE"sv, "ESRCH"sv, "ESRMNT"sv, "ESTALE"sv, "ESTRPIPE"sv, "ETIME"sv,
    "ETIMEDOUT"sv, "ETOOMANYREFS"sv, "ETXTBSY"sv, "EUCLEAN"sv, "EUNATCH"sv, "EUSERS"sv, "EWOULDBLOCK"sv, "EXDEV"sv,
    "EXFULL"sv, "EXIT_FAILURE"sv, "EXIT_SUCCESS"sv, "FD_CLR"sv, "FD_ISSET"sv, "FD_SET"sv, "FD_SETSIZE"sv, "FD_ZERO"sv,
    "FILENAME_MAX"sv, "FOPEN_MAX"sv, "INT16_C"sv, "INT16_MAX"sv, "INT16_MIN"sv, "INT16_WIDTH"sv, "INT32_C"sv,
    "INT32_MAX"sv, "INT32_MIN"sv, "INT32_WIDTH"sv, "INT64_C"sv, "INT64_MAX"sv, "INT64_MIN"sv, "INT64_WIDTH"sv,
    "INT8_C"sv, "INT8_MAX"sv, "INT8_MIN"sv, "INT8_WIDTH"sv, "INTMAX_C"sv, "INTMAX_MAX"sv, "INTMAX_MIN"sv,
    "INTMAX_WIDTH"sv, "INTPTR_MAX"sv, "INTPTR_MIN"sv, "INTPTR_WIDTH"sv, "INT_FAST16_MAX"sv, "INT_FAST16_MIN"sv,
    "INT_FAST16_WIDTH"sv, "INT_FAST32_MAX"sv, "INT_FAST32_MIN"sv, "INT_FAST32_WIDTH"sv, "INT_FAST64_MAX"sv,
    "INT_FAST64_MIN"sv, "INT_FAST64_WIDTH"sv, "INT_FAST8_MAX"sv, "INT_FAST8_MIN"sv, "INT_FAST8_WIDTH"sv,
    "INT_LEAST16_MAX"sv, "INT_LEAST16_MIN"sv, "INT_LEAST16_WIDTH"sv, "INT_LEAST32_MAX"sv, "INT_LEAST32_MIN"sv,
    "INT_LEAST32_WIDTH"sv, "INT_LEAST64_MAX"sv, "INT_LEAST64_MIN"sv, "INT_LEAST64_WIDTH"sv, "INT_LEAST8_MAX"sv,
    "INT_LEAST8_MIN"sv, "INT_LEAST8_WIDTH"sv, "LC_ADDRESS"sv, "LC_ADDRESS_MASK"sv, "LC_ALL"sv, "LC_ALL_MASK"sv,
    "LC_COLLATE"sv, "LC_COLLATE_MASK"sv, "LC_CTYPE"sv, "LC_CTYPE_MASK"sv, "LC_GLOBAL_LOCALE"sv, "LC_IDENTIFICATION"sv,
    "LC_IDENTIFICATION_MASK"sv, "LC_MEASUREMENT"sv, "LC_MEASUREMENT_MASK"sv, "LC_MESSAGES"sv, "LC_MESSAGES_MASK"sv,
    "LC_MONETARY"sv, "LC_MONETARY_MASK"sv, "LC_NAME"sv, "LC_NAME_MASK"sv, "LC_NUMERIC"sv, "LC_NUMERIC_MASK"sv,
    "LC_PAPER"sv, "LC_PAPER_MASK"sv, "LC_TELEPHONE"sv, "LC_TELEPHONE_MASK"sv, "LC_TIME"sv, "LC_TIME_MASK"sv,
    "LITTLE_ENDIAN"sv, "L_ctermid"sv, "L_cuserid"sv, "L_tmpnam"sv, "MB_CUR_MAX"sv, "NFDBITS"sv, "NULL"sv,
    "PDP_ENDIAN"sv, "PTRDIFF_MAX"sv, "PTRDIFF_MIN"sv, "PTRDIFF_WIDTH"sv, "P_tmpdir"sv, "RAND_MAX"sv,
    "RENAME_EXCHANGE"sv, "RENAME_NOREPLACE"sv, "RENAME_WHITEOUT"sv, "SEEK_CUR"sv, "SEEK_DATA"sv, "SEEK_END"sv,
    "SEEK_HOLE"sv, "SEEK_SET"sv, "SIG_ATOMIC_MAX"sv, "SIG_ATOMIC_MIN"sv, "SIG_ATOMIC_WIDTH"sv, "SIZE_MAX"sv,
    "SIZE_WIDTH"sv, "TMP_MAX"sv, "UINT16_C"sv, "UINT16_MAX"sv, "UINT16_WIDTH"sv, "UINT32_C"sv, "UINT32_MAX"sv,
    "UINT32_WIDTH"sv, "UINT64_C"sv, "UINT64_MAX"sv, "UINT64_WIDTH"sv, "UINT8_C"sv, "UINT8_MAX"sv, "UINT8_WIDTH"sv,
    "UINTMAX_C"sv, "UINTMAX_MAX"sv, "UINTMAX_WIDTH"sv, "UINTPTR_MAX"sv, "UINTPTR_WIDTH"sv, "UINT_FAST16_MAX"sv,
    "UINT_FAST16_WIDTH"sv, "UINT_FAST32_MAX"sv, "UINT_FAST32_WIDTH"sv, "UINT_FAST64_MAX"sv, "UINT_FAST64_WIDTH"sv,
    "UINT_FAST8_MAX"sv, "UINT_FAST8_WIDTH"sv, "UINT_LEAST16_MAX"sv, "UINT_LEAST16_WIDTH"sv, "UINT_LEAST32_MAX"sv,
    "UINT_LEAST32_WIDTH"sv, "UINT_LEAST64_MAX"sv, "UINT_LEAST64_WIDTH"sv, "UINT_LEAST8_MAX"sv, "UINT_LEAST8_WIDTH"sv,
    "WCHAR_MAX"sv, "WCHAR_MIN"sv, "WCHAR_WIDTH"sv, "WCONTINUED"sv, "WEOF"sv, "WEXITED"sv, "WEXITSTATUS"sv,
    "WIFCONTINUED"sv, "WIFEXITED"sv, "WIFSIGNALED"sv, "WIFSTOPPED"sv, "WINT_MAX"sv, "WINT_MIN"sv, "WINT_WIDTH"sv,
    "WNOHANG"sv, "WNOWAIT"sv, "WSTOPPED"sv, "WSTOPSIG"sv, "WTERMSIG"sv, "WUNTRACED"sv, "alloca"sv, "be16toh"sv,
    "be32toh"sv, "be64toh"sv, "errno"sv, "htobe16"sv, "htobe32"sv, "htobe64"sv, "htole16"sv, "htole32"sv, "htole64"sv,
    "le16toh"sv, "le32toh"sv, "le64toh"sv, "offsetof"sv, "stderr"sv, "stdin"sv, "stdout"sv,
};
// clang-format on

}  // namespace cowith::lowering
