// open() and the standard streams.
#include "file.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/module.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace cowith {

object system_dict;

namespace {

bool parse_mode(std::string_view mode, std::string& access, bool& binary, bool& text) noexcept {
    int kinds = 0;
    bool plus = false;
    for (std::size_t i = 0; i < mode.size(); ++i) {
        const char c = mode[i];
        if (std::string_view("axrwb+t").find(c) == std::string_view::npos || mode.find(c, i + 1) != mode.npos) {
            raise_error(ValueError_type, "invalid mode: '%s'", std::string(mode).c_str());
            return false;
        }
        if (c == 'b')
            binary = true;
        else if (c == 't')
            text = true;
        else if (c == '+')
            plus = true;
        else
            ++kinds, access = c;
    }
    if (binary && text)
        raise_error(ValueError_type, "can't have text and binary mode at once");
    else if (kinds > 1)
        raise_error(ValueError_type, "must have exactly one of create/read/write/append mode");
    else if (kinds == 0)
        raise_error(ValueError_type, "Must have exactly one of create/read/write/append mode and at most one plus");
    else {
        if (plus) access += '+';
        return true;
    }
    return false;
}

int open_flags(std::string_view access) noexcept {
    const bool plus = access.size() > 1;
    int flags = O_CLOEXEC | (plus ? O_RDWR : access[0] == 'r' ? O_RDONLY : O_WRONLY);
    if (access[0] == 'w') flags |= O_CREAT | O_TRUNC;
    if (access[0] == 'x') flags |= O_CREAT | O_EXCL;
    if (access[0] == 'a') flags |= O_CREAT | O_APPEND;
    return flags;
}

/// The path of a file argument (str, bytes, or something with __fspath__).
object path_of(ref file) noexcept {
    object path = file;
    if (!is_str(file) && !has_flag(file, is_bytes)) {
        static const ref fspath = intern("__fspath__");
        object method = lookup_special(file, fspath);
        if (!method)
            return is_failed() ? failed
                               : raise_error(TypeError_type, "expected str, bytes or os.PathLike object, not %s",
                                             type_name(file.type()).c_str());
        path = method();
        if (!path) return {};
    }
    if (is_str(path) ? text_of(path).find('\0') != std::string_view::npos : false)
        return raise_error(ValueError_type, "embedded null character");
    return path;
}

bool newline_argument(ref newline, newline_mode& out) noexcept {
    out = newline_mode::universal;
    if (!newline || newline.is(None)) return true;
    if (!is_str(newline)) {
        raise_error(TypeError_type, "open() argument 'newline' must be str or None, not %T", newline);
        return false;
    }
    const std::string_view text = text_of(newline);
    if (text.empty())
        out = newline_mode::untranslated;
    else if (text == "\n")
        out = newline_mode::lf;
    else if (text == "\r")
        out = newline_mode::cr;
    else if (text == "\r\n")
        out = newline_mode::crlf;
    else {
        raise_error(ValueError_type, "illegal newline value: %R", newline);
        return false;
    }
    return true;
}

bool supported_encoding(std::string_view name) noexcept {
    std::string plain;
    for (char c : name) plain += c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    for (std::string_view known :
         {"utf-8", "utf8", "ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1", "locale"})
        if (plain == known) return true;
    return false;
}

int open_path(ref file, std::string_view access) noexcept {
    object path = path_of(file);
    if (!path) return -1;
    const std::string name(is_str(path) ? text_of(path) : path.as<bytes_object>()->view());
    int fd;
    do fd = ::open(name.c_str(), open_flags(access), 0666);
    while (fd < 0 && errno == EINTR);
    if (fd < 0) {
        raise_os_error(errno, file);
        return -1;
    }
    struct stat status;
    if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        ::close(fd);
        raise_os_error(EISDIR, file);
        return -1;
    }
    return fd;
}

/// The standard streams live as long as the program.
object& stream(int fd) noexcept {
    static object &in = *new object, &out = *new object, &err = *new object;
    return fd == 0 ? in : fd == 1 ? out : err;
}

object make_stream(int fd) noexcept {
    static constexpr const char* names[] = {"<stdin>", "<stdout>", "<stderr>"};
    object binary = make_binary_file(fd, fd == 0 ? "r" : "w", make_str(names[fd]), false);
    object text = make_text_file(binary, intern("utf-8"), intern(fd == 2 ? "backslashreplace" : "strict"),
                                 fd == 0 ? newline_mode::universal : newline_mode::lf, fd == 2 || ::isatty(fd));
    text.as<text_file>()->mode = make_str(fd == 0 ? "r" : "w");
    return text;
}

}  // namespace

object open_file(ref file, ref mode, ref buffering, ref encoding, ref errors, ref newline, ref closefd,
                 ref opener) noexcept {
    if (mode && !is_str(mode)) return raise_error(TypeError_type, "open() argument 'mode' must be str, not %T", mode);
    const std::string spelled(mode ? text_of(mode) : "r");
    std::string access;
    bool binary = false, text = false;
    if (!parse_mode(spelled, access, binary, text)) return {};
    std::int64_t buffer = -1;
    if (buffering && !to_size(buffering, buffer)) return {};
    const auto given = [](ref x) { return x && !x.is(None); };
    if (binary) {
        for (auto [argument, name] : {std::pair{encoding, "encoding"}, {errors, "errors"}, {newline, "newline"}})
            if (given(argument))
                return raise_error(ValueError_type, "binary mode doesn't take %s %s argument",
                                   name[0] == 'e' ? "an" : "a", name);
    } else if (buffer == 0) {
        return raise_error(ValueError_type, "can't have unbuffered text I/O");
    }
    newline_mode lines;
    if (!newline_argument(newline, lines)) return {};
    const bool layered = given(encoding) && !supported_encoding(text_of(encoding));
    object layers = layered ? import_module("_io_layers"_s) : object();
    if (layered && !layers) {
        clear_pending();
        return raise_error(LookupError_type, "unknown encoding: %S", encoding);
    }

    std::int64_t fd;
    const bool closes = !closefd || truth_of(closefd) != 0;
    if (is_int(file)) {
        if (!to_size(file, fd)) return {};
        if (fd < 0) return raise_error(ValueError_type, "negative file descriptor");
        if (::fcntl(static_cast<int>(fd), F_GETFD) < 0) return raise_os_error(errno);
    } else if (!closes) {
        return raise_error(ValueError_type, "Cannot use closefd=False with file name");
    } else if (given(opener)) {
        object opened = opener(file, make_int(open_flags(access)));
        if (!opened || !to_size(opened, fd)) return {};
    } else if ((fd = open_path(file, access)) < 0) {
        return {};
    }
    object result = make_binary_file(static_cast<int>(fd), access, file, closes);
    result.as<binary_file>()->unbuffered = buffer == 0;
    if (access[0] == 'a') ::lseek(static_cast<int>(fd), 0, SEEK_END);
    if (binary) return result;
    const bool line_buffering = buffer == 1 || (buffer < 0 && ::isatty(static_cast<int>(fd)));
    if (layered) {
        object text = layers.attr("TextIOWrapper"_s);
        text = text ? text(result, encoding, given(errors) ? errors : None, newline ? newline : None,
                           boolean(line_buffering))
                    : object();
        return text && set_attribute(text, "mode"_s, make_str(spelled)) ? text : object();
    }
    const bool named = given(encoding) && text_of(encoding) != "locale";
    result = make_text_file(result, named ? encoding : ref(intern("utf-8")),
                            given(errors) ? errors : ref(intern("strict")), lines, line_buffering);
    result.as<text_file>()->mode = make_str(spelled);
    return result;
}

ref standard_stream(int fd) noexcept {
    object& s = stream(fd);
    if (!s) s = make_stream(fd);
    return s;
}

object current_stream(int fd) noexcept {
    if (!system_dict) return standard_stream(fd);
    static const ref names[] = {intern("stdin"), intern("stdout"), intern("stderr")};
    return dict_get(system_dict, names[fd]);
}

void flush_standard_streams() noexcept {
    for (int fd : {1, 2})
        if (object& s = stream(fd); s && !s.as<text_file>()->file().closed && !file_flush(s.as<text_file>()->file()))
            clear_pending();
}

}  // namespace cowith
