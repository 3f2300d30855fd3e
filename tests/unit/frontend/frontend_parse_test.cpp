// Trees and errors of many small programs, against what CPython 3.14 makes of them (tests/frontend, recorded by
// tools/oracle/record_frontend.mjs).

#include <cowith/frontend/dump.hpp>
#include <cowith/frontend/frontend.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace cowith::frontend;

const std::string folder = COWITH_TESTS_DIR "/frontend/";

std::string read_file(const std::string& name) {
    std::ifstream in(folder + name, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> split(std::string text, const std::string& separator) {
    text.pop_back();  // the last "\n"
    std::vector<std::string> parts;
    std::size_t at = 0;
    for (;;) {
        const auto end = text.find(separator, at);
        parts.push_back(text.substr(at, end - at));
        if (end == std::string::npos) return parts;
        at = end + separator.size();
    }
}

}  // namespace

TEST_CASE("trees are CPython's, places included") {
    const auto programs = split(read_file("programs.txt"), "\n%%%\n");
    const auto trees = split(read_file("trees.txt"), "\n");
    REQUIRE(programs.size() == trees.size());
    for (std::size_t i = 0; i < programs.size(); ++i) {
        CAPTURE(programs[i]);
        source_file source;
        diagnostics found;
        REQUIRE(decode_source("program.py", programs[i], source, found));
        const auto result = parse(source, found);
        REQUIRE(result);
        CHECK(dump(*result.tree, {.indent = -1, .attributes = true}) == trees[i]);
    }
}

TEST_CASE("syntax errors are CPython's, line and column included") {
    const auto programs = split(read_file("errors.txt"), "\n%%%\n");
    const auto places = split(read_file("places.txt"), "\n");
    REQUIRE(programs.size() == places.size());
    for (std::size_t i = 0; i < programs.size(); ++i) {
        CAPTURE(programs[i]);
        source_file source;
        diagnostics found;
        parse_result result;
        if (decode_source("program.py", programs[i], source, found)) result = parse(source, found);
        CHECK_FALSE(result);
        REQUIRE_FALSE(found.list.empty());
        const auto& d = found.list.front();
        const auto column = std::to_string(source.char_column(d.where.line, d.where.col) + 1);
        std::string place = std::to_string(d.where.line) + ":" + column;
        const auto recorded = split(places[i] + "\n", "\t");
        REQUIRE(recorded.size() == 3);
        // Where CPython says column 0 it doesn't know one.
        if (recorded[1] == std::to_string(d.where.line) + ":0") place = recorded[1];
        CHECK(d.type + "\t" + place + "\t" + d.message == places[i]);
    }
}
