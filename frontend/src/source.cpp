#include "cowith/frontend/source.hpp"

#include <algorithm>

namespace cowith::frontend {

source_file source_file::from_text(std::string path, std::string text) {
    source_file s;
    s.path = std::move(path);
    s.text = std::move(text);
    if (!s.text.empty() && s.text.back() != '\n') s.text += '\n';
    s.index_lines();
    return s;
}

void source_file::index_lines() {
    line_starts.clear();
    if (text.empty()) return;
    line_starts.reserve(text.size() / 32 + 1);
    line_starts.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string::npos && at + 1 < text.size();
         at = text.find('\n', at + 1))
        line_starts.push_back(static_cast<std::uint32_t>(at + 1));
}

std::string_view source_file::line(std::uint32_t number) const {
    if (number == 0 || number > line_starts.size()) return {};
    const std::size_t start = line_starts[number - 1];
    std::size_t end = number < line_starts.size() ? line_starts[number] : text.size();
    if (end > start && text[end - 1] == '\n') --end;
    return std::string_view(text).substr(start, end - start);
}

std::uint32_t source_file::offset(std::uint32_t line, std::uint32_t col) const {
    if (line == 0) return 0;
    if (line > line_starts.size()) return static_cast<std::uint32_t>(text.size());
    return static_cast<std::uint32_t>(std::min<std::size_t>(line_starts[line - 1] + std::size_t{col}, text.size()));
}

std::uint32_t source_file::line_of(std::uint32_t offset) const {
    if (line_starts.empty()) return 1;
    const auto it = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
    return static_cast<std::uint32_t>(it - line_starts.begin());
}

std::string_view source_file::slice(const location& where) const {
    if (where.line == 0) return {};
    const auto start = offset(where.line, where.col);
    const auto end = offset(where.end_line, where.end_col);
    return std::string_view(text).substr(start, end > start ? end - start : 0);
}

std::uint32_t source_file::char_column(std::uint32_t number, std::uint32_t byte_col) const {
    const auto start = offset(number, 0);
    const auto end = std::min<std::size_t>(start + std::size_t{byte_col}, text.size());
    std::uint32_t count = 0;
    for (std::size_t i = start; i < end; ++i) count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    return count;
}

}  // namespace cowith::frontend
