// Reading a file as CPython does: byte order mark, coding cookie (PEP 263), line ends.

#include "cowith/frontend/diagnostic.hpp"
#include "cowith/frontend/source.hpp"
#include "unicode.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

namespace cowith::frontend {

namespace {

/// The name in a coding comment: `coding[:=]\s*([-\w.]+)` after a '#' on a line that holds nothing else.
std::string coding_cookie(std::string_view line) {
    std::size_t i = line.find_first_not_of(" \t\f");
    if (i == std::string_view::npos || line[i] != '#') return {};
    for (;;) {
        i = line.find("coding", i);
        if (i == std::string_view::npos) return {};
        i += 6;
        if (i >= line.size() || (line[i] != ':' && line[i] != '=')) continue;
        i = line.find_first_not_of(" \t", i + 1);
        if (i == std::string_view::npos) return {};
        const auto end = std::find_if(line.begin() + static_cast<std::ptrdiff_t>(i), line.end(), [](char c) {
            return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                     c == '_' || c == '.');
        });
        const std::string name(line.begin() + static_cast<std::ptrdiff_t>(i), end);
        if (!name.empty()) return name;
    }
}

/// A line without code: the cookie may stand on the line behind it.
bool blank_or_comment(std::string_view line) {
    const auto i = line.find_first_not_of(" \t\f\r\n");
    return i == std::string_view::npos || line[i] == '#';
}

/// CPython's short form of the usual names.
std::string normalised(std::string_view name) {
    std::string n;
    for (const char c : name.substr(0, 12))
        n += c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    const auto is = [&](std::string_view full) {
        return n == full || (n.size() > full.size() && n.compare(0, full.size(), full) == 0 && n[full.size()] == '-');
    };
    if (is("utf-8") || n == "utf8" || n == "u8" || n == "utf" || n == "cp65001") return "utf-8";
    if (is("latin-1") || is("iso-8859-1") || is("iso-latin-1") || n == "latin1" || n == "latin" || n == "latin-" ||
        n == "l1" || n == "iso8859-1" || n == "iso8859" || n == "8859" || n == "cp819")
        return "iso-8859-1";
    if (n == "ascii" || n == "us-ascii" || n == "646") return "ascii";
    n.clear();
    for (const char c : name) n += c == '_' ? '-' : c;
    return n;
}

std::string latin1_to_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) append_utf8(text, static_cast<unsigned char>(c));
    return text;
}

struct conversion {
    std::string text;
    std::size_t bad = std::string::npos;  ///< offset of the first byte that can't be decoded
};

/// Any other encoding, by the C library. None: it doesn't know the name.
std::optional<conversion> convert(const std::string& encoding, std::string_view bytes) {
    const iconv_t cd = iconv_open("UTF-8", encoding.c_str());
    if (cd == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    conversion result;
    std::string in(bytes);
    char* from = in.data();
    std::size_t left = in.size();
    char buffer[4096];
    while (left > 0) {
        char* to = buffer;
        std::size_t room = sizeof buffer;
        const auto r = iconv(cd, &from, &left, &to, &room);
        result.text.append(buffer, sizeof buffer - room);
        if (r == static_cast<std::size_t>(-1) && errno != E2BIG) {
            result.bad = in.size() - left;
            break;
        }
    }
    iconv_close(cd);
    return result;
}

/// Every line end becomes "\n", and the last line gets one.
std::string universal_newlines(std::string text) {
    if (text.find('\r') != std::string::npos) {
        std::string result;
        result.reserve(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\r') {
                result += text[i];
                continue;
            }
            result += '\n';
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        }
        text.swap(result);
    }
    if (!text.empty() && text.back() != '\n') text += '\n';
    return text;
}

location place_of(std::string_view bytes, std::size_t at) {
    std::uint32_t line = 1;
    std::size_t start = 0;
    for (std::size_t i = 0; i < at; ++i) {
        if (bytes[i] == '\n' || (bytes[i] == '\r' && !(i + 1 < bytes.size() && bytes[i + 1] == '\n'))) {
            ++line;
            start = i + 1;
        }
    }
    const auto col = static_cast<std::uint32_t>(at - start);
    return {line, col, line, col + 1};
}

/// What is wrong at a byte, in the words of CPython's UTF-8 decoder.
std::string invalid_utf8_reason(std::string_view bytes, std::size_t at) {
    const auto c = static_cast<unsigned char>(bytes[at]);
    if (c < 0xC2 || c > 0xF4) return "invalid start byte";
    const std::size_t need = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    for (std::size_t i = 1; i <= need; ++i) {
        if (at + i >= bytes.size()) return "unexpected end of data";
        if ((static_cast<unsigned char>(bytes[at + i]) & 0xC0) != 0x80) return "invalid continuation byte";
    }
    return "invalid continuation byte";
}

}  // namespace

bool decode_source(std::string path, std::string_view bytes, source_file& into, diagnostics& sink) {
    into.path = std::move(path);
    into.text.clear();
    into.line_starts.clear();
    std::string_view body = bytes;
    const bool bom = body.substr(0, 3) == "\xEF\xBB\xBF";
    if (bom) body.remove_prefix(3);
    const auto syntax_error = [&](std::string code, location where, std::string message) {
        sink.error(std::move(code), into.path, where, std::move(message)).type = "SyntaxError";
        into.text = universal_newlines(std::string(body));  // for showing the place
        into.index_lines();
        return false;
    };

    std::string cookie;
    std::size_t at = 0;
    for (std::uint32_t n = 0; n < 2 && cookie.empty() && at < body.size(); ++n) {
        const auto end = std::min(body.find_first_of("\r\n", at), body.size());
        const auto line = body.substr(at, end - at);
        cookie = coding_cookie(line);
        if (!blank_or_comment(line)) break;
        at = end + (body.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    const std::string encoding = cookie.empty() ? "utf-8" : normalised(cookie);
    const bool is_named_utf8 =
        cookie.empty() || (encoding == "utf-8" && cookie.size() > 3 && (cookie[3] == '-' || cookie[3] == '_'));
    if (bom && !is_named_utf8)  // "utf8" isn't good enough for CPython here
        return syntax_error("E0105", {},
                            fmt::format("encoding problem: {} with BOM", encoding == "iso-8859-1" ? encoding : cookie));

    std::string text;
    if (encoding == "utf-8") {
        const auto bad = find_invalid_utf8(body);
        if (bad != std::string_view::npos) {
            const auto value = static_cast<unsigned char>(body[bad]);
            const auto where = place_of(body, bad);
            std::string message;
            if (cookie.empty() && !bom)
                message = fmt::format("Non-UTF-8 code starting with '\\x{:02x}' on line {}, but no encoding declared; "
                                      "see https://peps.python.org/pep-0263/ for details",
                                      value, where.line);
            else
                message = fmt::format("(unicode error) 'utf-8' codec can't decode byte 0x{:02x} in position {}: {}",
                                      value, where.col, invalid_utf8_reason(body, bad));
            return syntax_error("E0103", where, message);
        }
        text = std::string(body);
    } else if (encoding == "iso-8859-1") {
        text = latin1_to_utf8(body);
    } else if (encoding == "ascii") {
        for (std::size_t i = 0; i < body.size(); ++i)
            if (static_cast<unsigned char>(body[i]) >= 128)
                return syntax_error(
                    "E0103", place_of(body, i),
                    fmt::format("(unicode error) 'ascii' codec can't decode byte 0x{:02x} in position {}: "
                                "ordinal not in range(128)",
                                static_cast<unsigned char>(body[i]), place_of(body, i).col));
        text = std::string(body);
    } else {
        auto converted = convert(encoding, body);
        if (!converted) return syntax_error("E0102", {}, fmt::format("unknown encoding: {}", cookie));
        if (converted->bad != std::string::npos)
            return syntax_error("E0103", place_of(body, converted->bad),
                                fmt::format("(unicode error) '{}' codec can't decode byte 0x{:02x} in position {}",
                                            cookie, static_cast<unsigned char>(body[converted->bad]),
                                            place_of(body, converted->bad).col));
        text = std::move(converted->text);
    }
    if (const auto nul = text.find('\0'); nul != std::string::npos)
        return syntax_error("E0104", place_of(text, nul), "source code cannot contain null bytes");
    into.text = universal_newlines(std::move(text));
    into.index_lines();
    return true;
}

bool read_source(const std::string& path, source_file& into, diagnostics& sink) {
    const auto cannot = [&](int error) {
        sink.error("E0101", path, {},
                   fmt::format("can't open file '{}': [Errno {}] {}", path, error, std::strerror(error)));
        return false;
    };
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return cannot(errno);
    struct stat info{};
    if (::fstat(fd, &info) != 0 || S_ISDIR(info.st_mode)) {
        ::close(fd);
        return cannot(EISDIR);
    }
    std::string bytes;
    if (S_ISREG(info.st_mode) && info.st_size > 0) bytes.reserve(static_cast<std::size_t>(info.st_size));
    constexpr std::size_t max_size = std::size_t{1} << 30;  // places are 32-bit offsets
    char buffer[1 << 16];
    for (;;) {
        const auto n = ::read(fd, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 || bytes.size() > max_size) {
            const int error = n < 0 ? errno : EFBIG;
            ::close(fd);
            return cannot(error);
        }
        if (n == 0) break;
        bytes.append(buffer, static_cast<std::size_t>(n));
    }
    ::close(fd);
    return decode_source(path, bytes, into, sink);
}

}  // namespace cowith::frontend
