#include "display_line.hpp"

#include "cowith/frontend/render.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace cowith::frontend {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view left_out = "...";

bool is_control(utf8proc_int32_t c) {
    const bool bidirectional = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || bidirectional;
}

struct shown_character {
    std::size_t bytes = 1;    // in the source
    std::uint32_t width = 1;  // on the terminal
    bool printable = false;
};

shown_character next_character(std::string_view text) {
    utf8proc_int32_t c = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &c);
    if (length <= 0) return {};
    if (is_control(c)) return {static_cast<std::size_t>(length), 1, false};
    const int width = utf8proc_charwidth(c);
    return {static_cast<std::size_t>(length), static_cast<std::uint32_t>(width < 0 ? 0 : width), true};
}

}  // namespace

std::uint32_t display_width(std::string_view text) {
    std::uint32_t width = 0;
    while (!text.empty()) {
        const shown_character c = next_character(text);
        width += c.width;
        text.remove_prefix(c.bytes);
    }
    return width;
}

display_line::display_line(std::string_view line, std::uint32_t tab_width) {
    columns_.reserve(line.size() + 1);
    text_offsets_.reserve(line.size() + 1);
    text_.reserve(line.size());
    std::uint32_t column = 0;
    for (std::size_t i = 0; i < line.size();) {
        const shown_character c = next_character(line.substr(i));
        columns_.insert(columns_.end(), c.bytes, column);
        text_offsets_.insert(text_offsets_.end(), c.bytes, static_cast<std::uint32_t>(text_.size()));
        if (line[i] == '\t') {
            const std::uint32_t blanks = tab_width - column % tab_width;
            text_.append(blanks, ' ');
            column += blanks;
        } else {
            text_ += c.printable ? line.substr(i, c.bytes) : replacement;
            column += c.width;
        }
        i += c.bytes;
    }
    columns_.push_back(column);
    text_offsets_.push_back(static_cast<std::uint32_t>(text_.size()));
    end_ = column;
}

std::uint32_t display_line::column(std::uint32_t byte) const {
    const std::uint32_t whole = byte < columns_.size()
                                    ? columns_[byte]
                                    : columns_.back() + (byte - static_cast<std::uint32_t>(columns_.size()) + 1);
    const std::uint32_t here = whole < shift_ ? 0 : whole - shift_;
    return std::min(here, end_ + 1);
}

void display_line::cut(std::uint32_t column, std::uint32_t width) {
    const auto mark = static_cast<std::uint32_t>(left_out.size());
    if (columns_.back() <= width) return;
    // A third of the window stands before the place.
    const std::uint32_t from = column > width / 3 ? column - width / 3 : 0;
    const auto byte_at = [this](std::uint32_t c) {
        return static_cast<std::size_t>(std::lower_bound(columns_.begin(), columns_.end(), c) - columns_.begin());
    };
    const std::size_t first = byte_at(from);
    const std::size_t last = byte_at(from + width);
    const bool cut_right = last + 1 < columns_.size();
    std::string shown;
    if (first > 0) shown += left_out;
    shown += text_.substr(text_offsets_[first],
                          text_offsets_[std::min(last, text_offsets_.size() - 1)] - text_offsets_[first]);
    if (cut_right) shown += left_out;
    text_ = std::move(shown);
    shift_ = columns_[first] - (first > 0 ? mark : 0);
    end_ = columns_[std::min(last, columns_.size() - 1)] - shift_ + (cut_right ? mark : 0);
}

}  // namespace cowith::frontend
