#include "cowith/frontend/render.hpp"

#include "display_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace cowith::frontend {
namespace {

constexpr const char* bold = "\x1b[1m";
constexpr const char* red = "\x1b[1;31m";
constexpr const char* yellow = "\x1b[1;33m";
constexpr const char* green = "\x1b[1;32m";
constexpr const char* blue = "\x1b[1;34m";
constexpr const char* plain = "\x1b[0m";

/// One marked range of a diagnostic.
struct mark {
    location where;
    std::string_view text;
    bool primary = false;

    bool is_multiline() const { return where.end_line > where.line; }
};

/// The part of a mark on one line, in columns.
struct line_mark {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::string_view text;
    bool primary = false;
};

class renderer {
  public:
    renderer(const diagnostic& d, const source_file* source, const render_options& options)
        : d_(d), source_(source), options_(options) {}

    std::string run();

  private:
    std::string paint(const char* color, std::string_view text) const {
        return options_.color && !text.empty() ? fmt::format("{}{}{}", color, text, plain) : std::string(text);
    }
    const char* color_of_level() const {
        return d_.level == severity::error ? red : d_.level == severity::warning ? yellow : green;
    }
    const char* color_of(bool primary) const { return primary ? color_of_level() : blue; }

    void header();
    std::string position() const;
    void place();
    void lines();
    void line_with_marks(std::uint32_t number, const std::vector<mark>& marks);
    void labels(std::vector<line_mark> marks);
    void multiline(const mark& m);
    void row(std::string_view number, std::string_view text);
    display_line shown(std::uint32_t number, std::uint32_t byte) const;

    const diagnostic& d_;
    const source_file* source_;
    const render_options& options_;
    std::size_t gutter_ = 1;  // width of line numbers
    std::string out_;
};

std::string renderer::run() {
    header();
    std::uint32_t last = std::max(d_.where.line, d_.where.end_line);
    for (const label& l : d_.others) last = std::max({last, l.where.line, l.where.end_line});
    gutter_ = std::to_string(last).size();
    place();
    if (source_ != nullptr && d_.where.line != 0 && d_.where.line <= source_->line_count()) lines();
    for (const std::string& help : d_.help)
        out_ += fmt::format("{} {} {}: {}\n", std::string(gutter_, ' '), paint(blue, "="), paint(bold, "help"), help);
    return std::move(out_);
}

void renderer::header() {
    const char* word = d_.level == severity::error ? "error" : d_.level == severity::warning ? "warning" : "note";
    if (options_.as_compiler) {
        const std::string code = d_.code.empty() ? "" : " [" + d_.code + "]";
        const std::string where = position();
        out_ += paint(bold, where.empty() ? "cowith: " : where + ": ") +
                paint(color_of_level(), std::string(word) + ": ") + paint(bold, d_.message + code) + "\n";
        return;
    }
    const std::string code = d_.code.empty() ? "" : "[" + d_.code + "]";
    out_ += paint(color_of_level(), word + code) + paint(bold, ": " + d_.message) + "\n";
}

/// "app.py:1:10"; empty without a file.
std::string renderer::position() const {
    std::string where = d_.path;
    if (where.empty() || d_.where.line == 0) return where;
    const std::uint32_t column = source_ != nullptr ? source_->char_column(d_.where.line, d_.where.col) : d_.where.col;
    return where + fmt::format(":{}:{}", d_.where.line, column + 1);
}

void renderer::place() {
    if (d_.path.empty() || options_.as_compiler) return;
    out_ += fmt::format("{}{} {}\n", std::string(gutter_, ' '), paint(blue, "-->"), position());
}

void renderer::row(std::string_view number, std::string_view text) {
    out_ += fmt::format("{}{}", paint(blue, fmt::format("{:>{}} |", number, gutter_)), text.empty() ? "" : " ");
    out_ += text;
    out_ += '\n';
}

display_line renderer::shown(std::uint32_t number, std::uint32_t byte) const {
    display_line line(source_->line(number), options_.tab_width);
    line.cut(line.column(byte), options_.max_width);
    return line;
}

void renderer::lines() {
    std::vector<mark> marks{{d_.where, d_.at, true}};
    for (const label& l : d_.others)
        if (l.where.line != 0) marks.push_back({l.where, l.message, false});
    // Secondary ranges of several lines are shown by their first line.
    for (mark& m : marks)
        if (m.is_multiline() && !m.primary) {
            m.where.end_line = m.where.line;
            m.where.end_col = static_cast<std::uint32_t>(source_->line(m.where.line).size());
        }

    std::map<std::uint32_t, std::vector<mark>> by_line;
    for (const mark& m : marks) by_line[m.where.line].push_back(m);

    row("", "");
    std::uint32_t previous = 0;
    for (const auto& [number, here] : by_line) {
        if (previous != 0 && number == previous + 2)
            row(std::to_string(previous + 1), shown(previous + 1, 0).text());
        else if (previous != 0 && number > previous + 2)
            out_ += paint(blue, "...") + "\n";
        const bool multiline_here = here.front().is_multiline() || here.back().is_multiline();
        if (!multiline_here) {
            line_with_marks(number, here);
            previous = std::max(previous, number);
            continue;
        }
        std::vector<mark> single;
        for (const mark& m : here)
            if (!m.is_multiline()) single.push_back(m);
        if (!single.empty()) line_with_marks(number, single);
        for (const mark& m : here)
            if (m.is_multiline()) {
                multiline(m);
                previous = std::max(previous, m.where.end_line);
            }
    }
    if (!d_.help.empty()) row("", "");
}

void renderer::line_with_marks(std::uint32_t number, const std::vector<mark>& marks) {
    const mark* main = &marks.front();
    for (const mark& m : marks)
        if (m.primary) main = &m;
    const display_line line = shown(number, main->where.col);
    row(std::to_string(number), line.text());
    std::vector<line_mark> here;
    for (const mark& m : marks) {
        const std::uint32_t from = line.column(m.where.col);
        here.push_back({from, std::max(line.column(m.where.end_col), from + 1), m.text, m.primary});
    }
    labels(std::move(here));
}

/// The row of underlines; the text of the rightmost mark stands beside it, the others hang below.
void renderer::labels(std::vector<line_mark> marks) {
    std::sort(marks.begin(), marks.end(), [](const line_mark& a, const line_mark& b) {
        return std::tie(a.from, a.primary) < std::tie(b.from, b.primary);
    });
    std::uint32_t width = 0;
    for (const line_mark& m : marks) width = std::max(width, m.to);
    std::string signs(width, ' ');
    for (const bool primary : {false, true})
        for (const line_mark& m : marks)
            if (m.primary == primary) std::fill(signs.begin() + m.from, signs.begin() + m.to, primary ? '^' : '-');
    std::string underline;
    for (std::size_t i = 0; i < signs.size();) {
        const std::size_t run = std::min(signs.find_first_not_of(signs[i], i), signs.size());
        const std::string_view part(signs.data() + i, run - i);
        underline += signs[i] == ' ' ? std::string(part) : paint(color_of(signs[i] == '^'), part);
        i = run;
    }
    const line_mark& last = marks.back();
    if (!last.text.empty() && last.to == width) underline += " " + paint(color_of(last.primary), last.text);
    const bool last_is_beside = last.to == width;
    row("", underline);

    std::vector<line_mark> hanging;
    for (const line_mark& m : marks)
        if (!m.text.empty() && !(last_is_beside && &m == &last)) hanging.push_back(m);
    const auto bars = [&](std::size_t count) {
        std::string bar_row;
        std::uint32_t column = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (hanging[i].from < column) continue;
            bar_row += std::string(hanging[i].from - column, ' ') + paint(color_of(hanging[i].primary), "|");
            column = hanging[i].from + 1;
        }
        return std::pair(bar_row, column);
    };
    if (!hanging.empty()) row("", bars(hanging.size()).first);
    for (std::size_t i = hanging.size(); i-- > 0;) {
        auto [bar_row, column] = bars(i);
        if (hanging[i].from > column) bar_row += std::string(hanging[i].from - column, ' ');
        row("", bar_row + paint(color_of(hanging[i].primary), hanging[i].text));
    }
}

/// A range of several lines: a bar on the left from its first character to its last.
void renderer::multiline(const mark& m) {
    const char* color = color_of(m.primary);
    const display_line first = shown(m.where.line, m.where.col);
    const std::uint32_t from = first.column(m.where.col);
    const bool starts_line = from == 0 || first.text().find_first_not_of(' ') == from;
    if (starts_line) {
        row(std::to_string(m.where.line), paint(color, "/") + " " + first.text());
    } else {
        row(std::to_string(m.where.line), "  " + first.text());
        row("", " " + paint(color, std::string(from + 1, '_') + "^"));
    }
    const std::uint32_t count = m.where.end_line - m.where.line + 1;
    const bool whole = count <= options_.max_lines;
    for (std::uint32_t number = m.where.line + 1; number < m.where.end_line; ++number) {
        if (!whole && number == m.where.line + options_.max_lines / 2) {
            out_ += paint(blue, "...") + " " + paint(color, "|") + "\n";
            number = m.where.end_line - 2;
            continue;
        }
        row(std::to_string(number), paint(color, "|") + " " + shown(number, 0).text());
    }
    const display_line last = shown(m.where.end_line, m.where.end_col);
    const std::uint32_t to = std::max(last.column(m.where.end_col), 1U);
    row(std::to_string(m.where.end_line), paint(color, "|") + " " + last.text());
    std::string tail = "|" + std::string(to, '_') + "^";
    if (!m.text.empty()) tail += " " + std::string(m.text);
    row("", paint(color, tail));
}

}  // namespace

std::string render(const diagnostic& d, const source_file* source, const render_options& options) {
    return renderer(d, source, options).run();
}

std::string summary(const diagnostics& all) {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    for (const diagnostic& d : all.list) {
        errors += d.level == severity::error;
        warnings += d.level == severity::warning;
    }
    std::string result;
    if (errors != 0) result += fmt::format("{} error{}", errors, errors == 1 ? "" : "s");
    if (warnings != 0)
        result += fmt::format("{}{} warning{}", result.empty() ? "" : ", ", warnings, warnings == 1 ? "" : "s");
    return result;
}

std::string render(const diagnostics& all, const std::vector<const source_file*>& sources,
                   const render_options& options) {
    std::vector<const diagnostic*> sorted;
    std::map<std::string_view, std::size_t> file_order;
    for (const diagnostic& d : all.list) {
        file_order.emplace(d.path, file_order.size());
        sorted.push_back(&d);
    }
    // The address breaks ties: the list is an array in the order of finding.
    const auto key = [&](const diagnostic* d) {
        return std::tuple(file_order[d->path], d->where.line, d->where.col, d->level, d);
    };
    std::sort(sorted.begin(), sorted.end(), [&](const diagnostic* a, const diagnostic* b) { return key(a) < key(b); });
    const auto same = [](const diagnostic* a, const diagnostic* b) {
        return a->code == b->code && a->where == b->where && a->path == b->path && a->message == b->message;
    };
    sorted.erase(std::unique(sorted.begin(), sorted.end(), same), sorted.end());

    std::string result;
    diagnostics shown;
    for (const diagnostic* d : sorted) {
        const source_file* source = nullptr;
        for (const source_file* candidate : sources)
            if (candidate->path == d->path) source = candidate;
        result += render(*d, source, options) + "\n";
        shown.add(*d);
    }
    if (const std::string counts = summary(shown); !counts.empty()) result += counts + "\n";
    return result;
}

bool wants_color(int file_descriptor) {
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return isatty(file_descriptor) != 0 && (no_color == nullptr || *no_color == '\0') &&
           (terminal == nullptr || std::string_view(terminal) != "dumb");
}

}  // namespace cowith::frontend
