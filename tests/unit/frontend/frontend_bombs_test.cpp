// Input made to break the frontend: nothing may crash, hang or overflow the stack.

#include "checked.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <random>

using namespace cowith::frontend;
using namespace cowith::frontend::testing;

namespace {

std::string repeated(std::string_view text, int times) {
    std::string result;
    result.reserve(text.size() * static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

/// `depth` times the header, each a level deeper, starting at `level`.
std::string nested_blocks(std::string_view header, int depth, int level = 0) {
    std::string result;
    for (int i = level; i < level + depth; ++i)
        result += std::string(static_cast<std::size_t>(i), ' ') + std::string(header) + "\n";
    return result + std::string(static_cast<std::size_t>(level + depth), ' ') + "pass\n";
}

}  // namespace

TEST_CASE("deep nesting ends in an error, not in a crash") {
    for (const char* open :
         {"(", "[", "{", "f(", "a[", "-", "not ", "lambda: ", "await ", "*", "{1: ", "(yield ", "x if y else "}) {
        CAPTURE(open);
        const checked c("x = " + repeated(open, 5000) + "1\n");
        CHECK(c.rendered().size() < 100000);
    }
    const checked balanced("x = " + repeated("(", 5000) + "1" + repeated(")", 5000) + "\n");
    CHECK(balanced.found.has_errors());
    const checked lambdas("x = " + repeated("lambda: ", 2000) + "1\n");
    const checked comprehensions("x = " + repeated("[", 150) + "1" + repeated(" for i in y]", 150) + "\n");
    CHECK(comprehensions.codes() == "");
}

TEST_CASE("blocks within blocks") {
    for (const char* header :
         {"if x:", "while x:", "for i in x:", "with x:", "def f():", "class C:", "async def f():"}) {
        CAPTURE(header);
        const checked deep(nested_blocks(header, 3000));
        CHECK(deep.found.has_errors());
        const checked shallow(nested_blocks(header, 15));
        CHECK_FALSE(shallow.found.has_errors());
    }
    CHECK(checked(nested_blocks("while x:", 21)).codes() == "");
    CHECK(checked(nested_blocks("while x:", 22)).codes() == "E0324@22");
    CHECK(checked("async def f():\n" + nested_blocks("while x:", 20, 1)).codes() == "");
    CHECK(checked("async def f():\n" + nested_blocks("while x:", 21, 1)).codes() == "E0324@22");
    CHECK(checked(nested_blocks("with x, y:", 11)).codes() == "E0324@11");
    CHECK(checked(nested_blocks("if x:", 90)).codes() == "");
}

TEST_CASE("long chains are no problem") {
    // CPython gives up between 5,000 and 10,000, our parser at 4,000.
    for (const char* link : {"+ 1", ".y", "()", "[0]"}) {
        CAPTURE(link);
        CHECK(checked("x" + repeated(link, 3000) + "\n").codes() == "");
        CHECK(checked("x" + repeated(link, 100000) + "\n").rendered().size() < 2000);
    }
    CHECK(checked("if x:\n    pass\n" + repeated("elif x:\n    pass\n", 900)).codes() == "");
    CHECK(checked("x = " + repeated("a and ", 100000) + "b\n").codes() == "");
    CHECK(checked("x = " + repeated("a < ", 100000) + "b\n").codes() == "");
    CHECK(checked("x = [" + repeated("1, ", 100000) + "]\n").codes() == "");
    CHECK(checked(repeated("x = 1\n", 100000)).codes() == "");
}

TEST_CASE("a line of two megabytes") {
    const checked c("x = '" + std::string(2000000, 'a') + "'; return 1\n");
    CHECK(c.codes() == "E0304@1");
    CHECK(c.rendered().size() < 2000);
}

TEST_CASE("many names and scopes stay fast") {
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += "def f" + std::to_string(i) + "(a, b):\n    c" + std::to_string(i) + " = a + b\n    return lambda: a\n";
    const auto start = std::chrono::steady_clock::now();
    const checked c(text);
    CHECK(c.codes() == "");
    CHECK(c.table.all().size() == 40001);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("random bytes and random tokens") {
    std::mt19937 random(20260101);
    for (int round = 0; round < 300; ++round) {
        std::string bytes(1 + random() % 300, '\0');
        for (char& c : bytes) c = static_cast<char>(random());
        source_file source;
        diagnostics found;
        if (decode_source("random.py", bytes, source, found))
            if (const parse_result parsed = parse(source, found)) {
                const symbol_table table = build_scopes(*parsed.tree, source, found);
                check_module(*parsed.tree, table, source, found);
            }
        CHECK(render(found, {&source}).size() < 1000000);
    }
    const std::vector<std::string> words = {
        "def ",   "f",     "(",    ")",       ":",         "\n",      "    ",    "x",       " = ",   "await ",
        "async ", "with ", "as ",  "return ", "yield ",    "lambda ", "[",       "]",       "for ",  " in ",
        "{",      "}",     "*",    "global ", "nonlocal ", "class ",  "match ",  "case ",   "|",     "_",
        "1",      "'a'",   ",",    ":=",      "try",       "except",  "finally", "import ", "from ", ".",
        "type ",  "if ",   "else", "f'{x}'",  "del ",      "-",       "is ",     "\t"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (std::size_t i = random() % 40; i > 0; --i) text += words[random() % words.size()];
        const checked c(text);
        CHECK(c.rendered().size() < 1000000);
    }
}
