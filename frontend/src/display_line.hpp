#pragma once
// A source line as a terminal shows it, with the column of each byte.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cowith::frontend {

/// Tabs become blanks, control characters and broken UTF-8 a replacement mark, so that nothing in a source can play
/// tricks on the terminal; a very long line is cut to a window.
class display_line {
  public:
    display_line(std::string_view line, std::uint32_t tab_width);

    /// Cuts to `width` columns around `column`, marking what is left out with "...".
    void cut(std::uint32_t column, std::uint32_t width);

    const std::string& text() const { return text_; }
    /// The column (from 0) where the byte starts; positions past the end follow the last column.
    std::uint32_t column(std::uint32_t byte) const;

  private:
    std::string text_;
    std::vector<std::uint32_t> columns_;       // per byte of the source line, and one for its end
    std::vector<std::uint32_t> text_offsets_;  // per byte of the source line: where its text starts in text_
    std::uint32_t shift_ = 0;                  // columns cut off on the left
    std::uint32_t end_ = 0;                    // columns shown
};

}  // namespace cowith::frontend
