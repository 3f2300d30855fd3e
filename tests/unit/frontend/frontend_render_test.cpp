#include "checked.hpp"

#include <cowith/frontend/codes.hpp>

#include <doctest/doctest.h>

#include <set>

using namespace cowith::frontend;
using namespace cowith::frontend::testing;

namespace {

/// Renders one error at a place of a text.
std::string shown(const std::string& text, location where, std::vector<label> others = {},
                  render_options options = {}) {
    const source_file source = source_file::from_text("a.py", text);
    diagnostic d;
    d.code = "E0201";
    d.path = "a.py";
    d.message = "invalid syntax";
    d.where = where;
    d.others = std::move(others);
    return render(d, &source, options);
}

}  // namespace

TEST_CASE("an error shows its place, the line and the range") {
    CHECK(shown("a = 1\nb = (2\n", {2, 4, 2, 6}) == "error[E0201]: invalid syntax\n"
                                                    " --> a.py:2:5\n"
                                                    "  |\n"
                                                    "2 | b = (2\n"
                                                    "  |     ^^\n");
}

TEST_CASE("tabs, wide characters and control characters keep the range under its text") {
    CHECK(shown("\tx = 1\n", {1, 1, 1, 2}).ends_with("1 |     x = 1\n  |     ^\n"));
    CHECK(shown("日本 = x\n", {1, 9, 1, 10}) == "error[E0201]: invalid syntax\n"
                                                " --> a.py:1:6\n"
                                                "  |\n"
                                                "1 | 日本 = x\n"
                                                "  |        ^\n");
    const std::string escape = shown("x = '\x1b[31m'\n", {1, 4, 1, 5});
    CHECK(escape.find('\x1b') == std::string::npos);
    CHECK(display_width("e\xCC\x81") == 1);
}

TEST_CASE("secondary places, near and far") {
    CHECK(shown("def f(a, a): pass\n", {1, 9, 1, 10}, {{{1, 6, 1, 7}, "first"}}) == "error[E0201]: invalid syntax\n"
                                                                                    " --> a.py:1:10\n"
                                                                                    "  |\n"
                                                                                    "1 | def f(a, a): pass\n"
                                                                                    "  |       -  ^\n"
                                                                                    "  |       |\n"
                                                                                    "  |       first\n");
    const std::string far = shown("a\nb\nc\nd\ne\n", {5, 0, 5, 1}, {{{1, 0, 1, 1}, "here"}});
    CHECK(far.find("1 | a\n  | - here\n...\n5 | e\n  | ^\n") != std::string::npos);
    const std::string near = shown("a\nb\nc\n", {3, 0, 3, 1}, {{{1, 0, 1, 1}, ""}});
    CHECK(near.find("1 | a\n  | -\n2 | b\n3 | c\n  | ^\n") != std::string::npos);
}

TEST_CASE("ranges of several lines") {
    CHECK(shown("x = [\n    1,\n]\n", {1, 4, 3, 1})
              .ends_with("1 |   x = [\n"
                         "  |  _____^\n"
                         "2 | |     1,\n"
                         "3 | | ]\n"
                         "  | |_^\n"));
    std::string long_text = "[\n";
    for (int i = 0; i < 50; ++i) long_text += "    1,\n";
    const std::string cut = shown(long_text + "]\n", {1, 0, 52, 1});
    CHECK(std::count(cut.begin(), cut.end(), '\n') < 15);
    CHECK(cut.find("52 | | ]") != std::string::npos);
}

TEST_CASE("a very long line is cut around its place") {
    const std::string text =
        "x = '" + std::string(1000000, 'a') + "'; y = 1 1; z = '" + std::string(100000, 'b') + "'\n";
    const std::string result = shown(text, {1, 1000014, 1, 1000015});
    CHECK(result.size() < 1000);
    CHECK(result.find("y = 1 1") != std::string::npos);
    // The caret stands under the second 1.
    const auto line = result.find("1 | ...");
    const auto caret = result.find('^');
    const auto row = result.rfind('\n', caret) + 1;
    REQUIRE(line != std::string::npos);
    CHECK(result[line + (caret - row)] == '1');
    CHECK(result.substr(line + (caret - row) - 2, 3) == "1 1");
}

TEST_CASE("places outside the text are harmless") {
    CHECK(shown("x\n", {9, 3, 9, 4}).starts_with("error[E0201]"));
    CHECK(shown("x\n", {1, 50, 1, 60}).ends_with("  |   ^\n"));
    CHECK(shown("x\n", {1, 1, 1, 1}).ends_with("  |  ^\n"));
    CHECK(shown("", {0, 0, 0, 0}) == "error[E0201]: invalid syntax\n --> a.py\n");
}

TEST_CASE("colours only when asked for") {
    render_options colored;
    colored.color = true;
    CHECK(shown("x\n", {1, 0, 1, 1}).find('\x1b') == std::string::npos);
    CHECK(shown("x\n", {1, 0, 1, 1}, {}, colored).find("\x1b[1;31merror[E0201]\x1b[0m") != std::string::npos);
    CHECK_FALSE(wants_color(-1));
}

TEST_CASE("all diagnostics: by place, once each, with a closing line") {
    const checked c("return 1\nx is 1\ndef f(a, a): pass\n");
    const std::string text = c.rendered();
    CHECK(text.find("E0304") < text.find("W0501"));
    CHECK(text.find("W0501") < text.find("E0310"));
    CHECK(text.ends_with("\n2 errors, 1 warning\n"));
    diagnostics twice = c.found;
    for (const diagnostic& d : c.found.list) twice.add(d);
    CHECK(render(twice, {&c.source}) == text);
    CHECK(checked("x = 1\n").rendered().empty());
}

TEST_CASE("codes are unique and explained") {
    std::set<std::string_view> seen;
    for (const code_info& info : all_codes()) {
        CAPTURE(info.code);
        CHECK(seen.insert(info.code).second);
        CHECK(info.code.size() == 5);
        CHECK((info.code[0] == 'E' || info.code[0] == 'W'));
        CHECK(info.title.size() > 5);
        CHECK(info.explanation.size() > 40);
        CHECK(info.explanation.front() != '\n');
        CHECK(info.explanation.ends_with("\n"));
    }
    CHECK(find_code("e0310") != nullptr);
    CHECK(find_code("E9999") == nullptr);
    CHECK(find_code("") == nullptr);
    CHECK(syntax_error_code("TabError", "inconsistent use of tabs and spaces in indentation") == "E0204");
    CHECK(syntax_error_code("SyntaxError", "'(' was never closed") == "E0205");
    CHECK(syntax_error_code("SyntaxError", "invalid syntax") == "E0201");
}
