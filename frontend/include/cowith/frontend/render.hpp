#pragma once
// Diagnostics as text, in the style of rustc:
//
//     error[E0310]: duplicate argument 'a' in function definition
//      --> app.py:1:10
//       |
//     1 | def f(a, a): pass
//       |       -  ^
//       |       |
//       |       first given here
//       |
//       = help: rename one of them

#include "cowith/frontend/diagnostic.hpp"
#include "cowith/frontend/source.hpp"

#include <string>
#include <vector>

namespace cowith::frontend {

struct render_options {
    bool color = false;             ///< ANSI colours; see wants_color()
    bool as_compiler = false;       ///< first `app.py:1:10: error: ...`, as C++ compilers write and editors read it
    std::uint32_t tab_width = 4;    ///< columns from one tab stop to the next
    std::uint32_t max_width = 160;  ///< longer source lines are cut to a window around the place
    std::uint32_t max_lines = 8;    ///< longer ranges show their first and last lines only
};

/// One diagnostic, ending in a newline. `source` is the file it is about; null: no source line is shown.
std::string render(const diagnostic& d, const source_file* source, const render_options& options = {});

/// All of them, by file and place, without repetitions, each followed by an empty line; then a closing line with the
/// counts. Empty when there is nothing to say.
std::string render(const diagnostics& all, const std::vector<const source_file*>& sources,
                   const render_options& options = {});

/// "2 errors, 1 warning"; empty when there are none.
std::string summary(const diagnostics& all);

/// Whether a stream wants colours: it is a terminal, NO_COLOR isn't set and TERM isn't "dumb".
bool wants_color(int file_descriptor);

/// How many columns text takes on a terminal: wide characters count twice, combining ones not at all.
std::uint32_t display_width(std::string_view text);

}  // namespace cowith::frontend
