#include "line_directives.hpp"

#include "names.hpp"

#include <charconv>

namespace cowith::lowering {
namespace {

// A mark: mark_begin, decimal digits, mark_end, at the beginning of a line. No C++ that is printed has these characters.
constexpr char mark_begin = '\x01';
constexpr char mark_end = '\x02';

/// Takes the mark off a line; -1: it has none.
std::int64_t take_mark(std::string_view& line) {
    if (!line.starts_with(mark_begin)) return -1;
    std::int64_t number = 0;
    const std::size_t end = line.find(mark_end);
    std::from_chars(line.data() + 1, line.data() + end, number);
    line.remove_prefix(end + 1);
    return number;
}

template <class F> void each_line(std::string_view text, const F& f) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
        f(text.substr(0, size));
        text.remove_prefix(size);
    }
}

}  // namespace

void mark_lines(std::string& text, std::size_t from, std::uint32_t python_line) {
    const std::string added = text.substr(from);
    text.resize(from);
    each_line(added, [&](std::string_view line) {
        const std::size_t first = line.find_first_not_of(' ');
        const bool comment = first != std::string_view::npos && line.substr(first).starts_with("//");
        if (!line.starts_with(mark_begin)) text += mark_begin + std::to_string(comment ? 0 : python_line) + mark_end;
        text += line;
    });
}

std::string without_marks(std::string_view text) {
    std::string result;
    each_line(text, [&](std::string_view line) {
        take_mark(line);
        result += line;
    });
    return result;
}

std::string with_directives(std::string_view text, const std::string& python_path, const std::string& cpp_path) {
    std::string result;
    std::size_t written = 0;       // lines of the result
    std::int64_t python_line = 0;  // that the compiler counts for the next line; 0: it counts the C++ file's
    const std::string python = " " + cpp_string(python_path) + "\n";
    const std::string cpp = " " + cpp_string(cpp_path) + "\n";
    each_line(text, [&](std::string_view line) {
        const std::int64_t wanted = take_mark(line);
        if (wanted > 0) {
            if (python_line != wanted) {
                result += "#line " + std::to_string(wanted) + python;
                ++written;
            }
            python_line = wanted + 1;
        } else if (wanted < 0 && python_line != 0) {
            ++written;
            result += "#line " + std::to_string(written + 1) + cpp;
            python_line = 0;
        } else if (python_line != 0) {
            ++python_line;
        }
        result += line;
        ++written;
    });
    return result;
}

}  // namespace cowith::lowering
