#include "recorded_output.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace cowith::tests {
namespace {

constexpr std::string_view no_newline = "=== (no newline at the end)";

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = text.find('\n', start);
        if (end == std::string::npos) {
            lines.push_back(text.substr(start) + "   (no newline at the end)");
            break;
        }
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

void blank_addresses(std::string& text) {
    constexpr std::string_view mark = " at 0x";
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) {
        at += mark.size();
        std::size_t end = at;
        while (end < text.size() && std::isxdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
        if (end > at) text.replace(at, end - at, "...");
    }
}

void remove_all(std::string& text, const std::string& part) {
    if (part.empty()) return;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos;) text.erase(at, part.size());
}

}  // namespace

std::optional<program_output> parse_recorded(const std::string& text) {
    program_output result;
    std::string* section = nullptr;
    std::size_t start = 0;
    while (start < text.size()) {
        auto end = text.find('\n', start);
        if (end == std::string::npos) end = text.size();
        const std::string line = text.substr(start, end - start);
        start = end + 1;
        if (line.rfind("=== recorded with ", 0) == 0)
            result.recorded_with = line.substr(18);
        else if (line == "=== stdout")
            section = &result.out;
        else if (line == "=== stderr")
            section = &result.err;
        else if (line == no_newline && section != nullptr && !section->empty())
            section->pop_back();
        else if (line.rfind("=== ", 0) == 0)
            result.status = line.substr(4);
        else if (section != nullptr)
            *section += line + "\n";
        else
            return std::nullopt;
    }
    if (result.status.empty()) return std::nullopt;
    return result;
}

program_output tidy(const child_result& run, const std::string& folder) {
    program_output result{"", run.out, run.err, run.status};
    for (std::string* text : {&result.out, &result.err}) {
        blank_addresses(*text);
        remove_all(*text, folder);
        remove_all(*text, "/usr/lib/python3/dist-packages/");
    }
    return result;
}

std::string diff_lines(const std::string& expected, const std::string& actual, std::size_t limit) {
    const auto a = lines_of(expected);
    const auto b = lines_of(actual);
    // Longest common subsequence; very long outputs are compared only as far as that stays cheap.
    const std::size_t n = std::min<std::size_t>(a.size(), 1500);
    const std::size_t m = std::min<std::size_t>(b.size(), 1500);
    std::vector<std::vector<unsigned short>> common(n + 1, std::vector<unsigned short>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;)
            common[i][j] = a[i] == b[j] ? static_cast<unsigned short>(common[i + 1][j + 1] + 1)
                                        : std::max(common[i + 1][j], common[i][j + 1]);
    struct shown_line {
        char mark;
        const std::string* text;
    };
    std::vector<shown_line> all;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < n || j < m) {
        if (i < n && j < m && a[i] == b[j])
            all.push_back({' ', &a[i]}), ++i, ++j;
        else if (i < n && (j == m || common[i + 1][j] >= common[i][j + 1]))
            all.push_back({'-', &a[i++]});
        else
            all.push_back({'+', &b[j++]});
    }
    std::string text;
    std::size_t shown = 0;
    for (std::size_t k = 0; k < all.size(); ++k) {
        bool near = false;
        for (std::size_t l = k < 2 ? 0 : k - 2; l < std::min(all.size(), k + 3); ++l) near |= all[l].mark != ' ';
        if (!near) continue;
        if (shown++ == limit) return text + "    ...\n";
        text += std::string("    ") + all[k].mark + " " + *all[k].text + "\n";
    }
    return text;
}

std::string differences(const program_output& expected, const program_output& actual) {
    std::string text;
    if (expected.out != actual.out)
        text += "  stdout (- CPython, + translated)\n" + diff_lines(expected.out, actual.out);
    if (expected.err != actual.err)
        text += "  stderr (- CPython, + translated)\n" + diff_lines(expected.err, actual.err);
    if (expected.status != actual.status) text += "  " + actual.status + ", CPython: " + expected.status + "\n";
    return text;
}

}  // namespace cowith::tests
