#pragma once
// One source file: its text as UTF-8, whatever its encoding was on disk, and its lines.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cowith::frontend {

struct diagnostics;

/// A range in the source, in CPython's terms: lines from 1, columns from 0, in UTF-8 bytes; the end is exclusive.
/// `line == 0` means "no place". source_file::char_column gives columns in characters.
struct location {
    std::uint32_t line = 0;
    std::uint32_t col = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_col = 0;

    bool operator==(const location&) const = default;
};

/// The text of a module. `text` is UTF-8 without BOM, each line end is a single "\n" (as CPython's tokenizer sees it).
struct source_file {
    std::string path;                        ///< as the user named it: shown in diagnostics and tracebacks
    std::string text;                        ///< the decoded text
    std::vector<std::uint32_t> line_starts;  ///< byte offset of each line; line 1 is line_starts[0]

    /// Wraps text that is already UTF-8 with "\n" line ends (tests, generated text).
    static source_file from_text(std::string path, std::string text);

    /// Number of lines; a last line without "\n" counts.
    std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts.size()); }
    /// The text of a line (from 1) without its line end; empty when out of range.
    std::string_view line(std::uint32_t number) const;
    /// The byte offset of a position (line from 1, byte column from 0), clamped to the text.
    std::uint32_t offset(std::uint32_t line, std::uint32_t col) const;
    /// The line (from 1) that holds a byte offset.
    std::uint32_t line_of(std::uint32_t offset) const;
    /// The text of a range.
    std::string_view slice(const location& where) const;
    /// Column in characters (code points, from 0) of a byte column.
    std::uint32_t char_column(std::uint32_t line, std::uint32_t byte_col) const;

    /// Recomputes line_starts from text.
    void index_lines();
};

/// Reads and decodes a file as CPython would: BOM, PEP 263 coding cookie, CRLF and lone CR. What CPython refuses (no such
/// file, a directory, an unknown encoding, bytes that aren't valid, a NUL) is reported to `sink`; then the result is false.
bool read_source(const std::string& path, source_file& into, diagnostics& sink);

/// The same for bytes in memory.
bool decode_source(std::string path, std::string_view bytes, source_file& into, diagnostics& sink);

}  // namespace cowith::frontend
